"""Neo4j: connections, transactions and errors. The only module that imports the driver; queries are in `cypher/`.

A batch is one explicit transaction. When the server asks to try again (a deadlock, a leader that moves, a connection
lost), the work of the batch is done again from its beginning: merging is idempotent, so this is always safe.
Two readings of one call are not one snapshot: Neo4j reads what is committed. Nodes and relations are never removed, so
a reading during a load shows a little more or a little less of it, never a broken link.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from types import TracebackType
from typing import Any, LiteralString, Self, TypeVar, cast
from urllib.parse import urlsplit
from uuid import uuid4

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationMinimumSeverity,
    Session,
    Transaction,
    unit_of_work,
)
from neo4j.exceptions import (
    AuthError,
    ClientError,
    DatabaseError,
    DatabaseUnavailable,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import EntrelacsError, StoreBusy, StoreError, StoreFormat, StoreUnavailable
from graph.settings import Settings
from graph.store import cypher
from graph.store.base import FORMAT_VERSION
from graph.store.cypher import Ask, Row
from graph.store.cypher.reading import CypherView
from graph.store.cypher.writing import CypherWriter

PATIENCE = 5.0
"""Seconds at most that a batch waits for another writer; a whole load lasts longer."""

ATTEMPTS = 4
"""Times that a batch is tried when the server asks to try again; pauses double from PAUSE seconds."""

PAUSE = 0.25
CONNECTION_SECONDS = 5.0
RETRY_SECONDS = 3.0
"""Seconds during which the driver tries a reading again before saying that the server is down."""

ROWS_AT_ONCE = 2_000
"""Rows that a stream holds."""

T = TypeVar("T")


class Neo4jStore(CypherWriter, CypherView):
    """Both roles on one database; safe to share between threads, which write one after another."""

    def __init__(self, driver: Driver, settings: Settings, *, read_only: bool) -> None:
        self._driver, self._settings, self._read_only = driver, settings, read_only
        self.address = address(settings.store)
        self._lock = threading.RLock()
        self._batch: _Batch | None = None

    @classmethod
    def open(cls, settings: Settings, *, read_only: bool) -> Self:
        """Connect; make the constraints and indexes in an empty database, unless `read_only`.

        Raises StoreUnavailable (no answer, password refused, no graph to read, a database of something else) and
        StoreFormat.
        """
        store = cls(_driver(settings), settings, read_only=read_only)
        try:
            store._prepare()
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Close every connection; a second call does nothing."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        if self._read_only:
            raise StoreUnavailable(f"Le graphe {self.address} est ouvert en lecture seule : rien ne peut y être écrit.")
        if not self._lock.acquire(timeout=min(self._settings.store_timeout, PATIENCE)):
            raise _busy(self.address)
        try:
            with _told(self.address):
                yield from self._outermost()
        finally:
            self._lock.release()

    def _outermost(self) -> Iterator[None]:
        """A batch inside a batch is part of it."""
        if self._batch is not None:
            yield
            return
        with self._session(WRITE_ACCESS) as session:
            self._batch = batch = _Batch(session, self.address, self._settings)
            try:
                yield
                batch.commit()
            finally:
                self._batch = None
                batch.close()

    def _write(self, work: Callable[[Ask], T]) -> T:
        with self.batch():
            if self._batch is None:
                raise StoreError(f"Aucune transaction ouverte sur {self.address}.")
            return self._batch.do(work)

    def _read(self, work: Callable[[Ask], T]) -> T:
        @unit_of_work(timeout=self._settings.store_timeout)
        def run(transaction: ManagedTransaction) -> T:
            return work(_asking(transaction))

        with _told(self.address), self._session(READ_ACCESS) as session:
            return session.execute_read(run)

    def _stream(self, *names: str, **given: Any) -> Iterator[Row]:
        with (
            _told(self.address),
            self._session(READ_ACCESS, fetch_size=ROWS_AT_ONCE) as session,
            session.begin_transaction() as transaction,
        ):
            for name in names:
                yield from _asking(transaction)(name, **given)

    def _session(self, access: str, *, fetch_size: int = -1) -> Session:
        return self._driver.session(
            database=self._settings.neo4j_database, default_access_mode=access, fetch_size=fetch_size
        )

    def _prepare(self) -> None:
        with _told(self.address):
            self._driver.verify_connectivity()
        ((version, foreign),) = self._read(lambda ask: list(ask("has_meta")))
        if version is not None and version > FORMAT_VERSION:
            raise StoreFormat(
                f"Le graphe {self.address} est au format {version} ; cette version d’Entrelacs connaît le format "
                f"{FORMAT_VERSION} : mettez Entrelacs à jour, ou rechargez les fichiers dans une base vide."
            )
        if foreign:
            raise StoreUnavailable(
                f"La base « {self._settings.neo4j_database} » de {self.address} contient déjà autre chose qu’un "
                "graphe Entrelacs : choisissez une base vide (ENTRELACS_NEO4J_DATABASE)."
            )
        if version is None:
            self._create()
        elif version < FORMAT_VERSION:
            self._upgrade()

    def _create(self) -> None:
        if self._read_only:
            raise StoreUnavailable(
                f"Aucun graphe dans {self.address} : lancez « entrelacs demo » pour la démonstration, "
                "ou « entrelacs load FICHIER »."
            )
        with _told(self.address), self._session(WRITE_ACCESS) as session:
            for name in cypher.SCHEMA:
                _asking_alone(session, name)
            _asking_alone(session, "create_meta", format=FORMAT_VERSION, revision="0" * 32, tally="[]")

    def _upgrade(self) -> None:
        """A graph of an older version is brought to this one when it is opened: shelves were added to it."""
        with _told(self.address), self._session(WRITE_ACCESS) as session:
            _asking_alone(session, "schema_shelf")
            _asking_alone(session, "raise_format", format=FORMAT_VERSION)


class _Batch:
    """One writing transaction, and what was done in it so as to do it again."""

    def __init__(self, session: Session, where: str, settings: Settings) -> None:
        self._session, self._where, self._settings = session, where, settings
        self._owner = uuid4().hex
        self._done: list[Callable[[Ask], object]] = []
        self._refused: EntrelacsError | None = None
        self._transaction = self._first(monotonic() + min(settings.store_timeout, PATIENCE))

    def do(self, work: Callable[[Ask], T]) -> T:
        try:
            result = self._retrying(lambda: work(_asking(self._transaction)), [*self._done, work])
        except EntrelacsError as error:
            self._refused = error
            raise
        self._done.append(work)
        return result

    def commit(self) -> None:
        if self._refused:
            raise self._refused
        self._retrying(self._transaction.commit, self._done, then=lambda: self._transaction.commit())

    def close(self) -> None:
        """Roll back what was not committed."""
        with suppress(DriverError, Neo4jError):
            self._transaction.close()

    def _retrying(
        self, action: Callable[[], T], everything: list[Callable[[Ask], object]], then: Callable[[], T] | None = None
    ) -> T:
        """`action`; when the server asks to try again, `everything` in a new transaction, `then` the rest."""
        for attempt in range(ATTEMPTS):
            try:
                if attempt == 0:
                    return action()
                self._transaction = self._begin()
                results = [work(_asking(self._transaction)) for work in everything]
                return then() if then else cast(T, results[-1])
            except (DriverError, Neo4jError) as error:
                if not error.is_retryable() or attempt == ATTEMPTS - 1:
                    raise
                self.close()
                sleep(PAUSE * 2**attempt)
        raise AssertionError("unreachable")

    def _begin(self) -> Transaction:
        return self._session.begin_transaction(metadata={"entrelacs": "writer", "owner": self._owner})

    def _first(self, deadline: float) -> Transaction:
        """Begin once nobody else is writing. Each transaction tells the server what it is, so a killed load holds
        nothing: its transaction ends with its connection.
        """
        while True:
            transaction = self._begin()
            writing = {owner for (owner,) in _asking(transaction)("writers", database=self._settings.neo4j_database)}
            if writing <= {self._owner}:
                return transaction
            transaction.close()
            if monotonic() > deadline:
                raise _busy(self._where)
            sleep(PAUSE)


def address(url: str) -> str:
    """The address without user or password."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}"


def _driver(settings: Settings) -> Driver:
    password = settings.neo4j_password
    auth = (settings.neo4j_user, password.get_secret_value()) if password else None
    where = address(settings.store)
    try:
        return GraphDatabase.driver(
            where,
            auth=auth,
            connection_timeout=CONNECTION_SECONDS,
            connection_acquisition_timeout=2 * CONNECTION_SECONDS,
            max_transaction_retry_time=RETRY_SECONDS,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            warn_notification_severity=NotificationMinimumSeverity.OFF,
        )
    except (DriverError, ValueError) as error:
        raise StoreUnavailable(
            f"Adresse de Neo4j refusée : {where}. Attendu : neo4j://hôte:7687 ou bolt://hôte:7687."
        ) from error


def _asking(transaction: Transaction | ManagedTransaction) -> Ask:
    def ask(name: str, /, **given: Any) -> Iterator[Row]:
        return iter(transaction.run(_query(name), given))

    return ask


def _asking_alone(session: Session, name: str, **given: Any) -> None:
    session.execute_write(lambda transaction: transaction.run(_query(name), given).consume())


def _query(name: str) -> LiteralString:
    return cypher.text(name)


def _busy(where: str) -> StoreBusy:
    return StoreBusy(
        f"Le graphe {where} est occupé par un autre chargement : attendez sa fin, ou arrêtez-le, puis recommencez."
    )


@contextmanager
def _told(where: str) -> Iterator[None]:
    """Turn every error of the driver into a StoreError that says what, where, and what to do."""
    try:
        yield
    except (DriverError, Neo4jError) as error:
        raise _as_store_error(error, where) from error


def _as_store_error(error: DriverError | Neo4jError, where: str) -> StoreError:
    code = getattr(error, "code", None) or type(error).__name__
    if isinstance(error, AuthError):
        return StoreUnavailable(
            f"Neo4j ({where}) a refusé l’utilisateur ou le mot de passe : vérifiez ENTRELACS_NEO4J_USER et "
            "ENTRELACS_NEO4J_PASSWORD."
        )
    if "TransactionTimedOut" in code:
        return StoreUnavailable(
            f"Neo4j ({where}) : la requête a dépassé le temps accordé : réduisez la demande, ou augmentez "
            "ENTRELACS_STORE_TIMEOUT."
        )
    if "DatabaseNotFound" in code:
        return StoreUnavailable(f"Neo4j ({where}) : base inconnue. Vérifiez ENTRELACS_NEO4J_DATABASE.")
    if isinstance(error, ServiceUnavailable | SessionExpired | DatabaseUnavailable) or error.is_retryable():
        return StoreUnavailable(
            f"Neo4j ne répond pas à {where} : vérifiez qu’il est démarré et que l’adresse est la bonne, "
            "puis recommencez."
        )
    if isinstance(error, ClientError | DatabaseError):
        return StoreError(f"Neo4j ({where}) a refusé la demande : {code}.")
    return StoreUnavailable(f"Neo4j ({where}) : connexion perdue ou fermée ({code}) : recommencez.")
