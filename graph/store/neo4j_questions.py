"""Cypher that a person wrote, on Neo4j: planned first, read only, bounded in rows, time and size, one at a time.

With `graph.store.neo4j` the only module that imports the driver. These limits are hard only on a server of its own: a
database shared with the pages is slowed by any query that runs.
"""

import math
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from neo4j import READ_ACCESS, Query, Session
from neo4j.exceptions import ClientError, DriverError, Neo4jError
from neo4j.graph import Node, Path, Relationship

from graph.errors import InvalidInput, NotResolvable, StoreBusy, StoreError
from graph.settings import Settings
from graph.store.cypher.gate import check_plan, check_text
from graph.store.neo4j import _as_store_error, _driver, address

ROWS_MAX = 10_000
CELLS_MAX = 2_000_000
"""Values of one answer, lists and maps counted through; beyond, the answer is refused."""
SECONDS = 10.0
WAIT = 2.0

_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Rows:
    """Plain JSON values; `truncated` when the query had more than was asked for."""

    columns: list[str]
    rows: list[list[Any]]
    truncated: bool


def ask(settings: Settings, query: str, limit: int) -> Rows:
    """At most `limit` rows (1 to ROWS_MAX). Raises InvalidInput for a query or a store that is refused, NotResolvable
    for one out of time or memory, StoreBusy while another is answered, StoreError.
    """
    if settings.store.partition("://")[0].split("+")[0] not in {"neo4j", "bolt"}:
        raise InvalidInput("Cypher ne s’adresse qu’à un graphe tenu par Neo4j : celui-ci est un fichier SQLite.")
    if not 1 <= limit <= ROWS_MAX:
        raise InvalidInput(f"Limite refusée : {limit}. Attendu : de 1 à {ROWS_MAX} lignes.")
    check_text(query)
    if not _ONE_AT_A_TIME.acquire(timeout=WAIT):
        raise StoreBusy("Une autre requête Cypher est en cours : reposez la vôtre dans un instant.")
    try:
        with _session(settings) as session:
            _plan(session, query)
            return _run(session, query, limit)
    finally:
        _ONE_AT_A_TIME.release()


@contextmanager
def _session(settings: Settings) -> Iterator[Session]:
    where = address(settings.store)
    try:
        with (
            _driver(settings) as driver,
            driver.session(
                database=settings.neo4j_database, default_access_mode=READ_ACCESS, fetch_size=1_000
            ) as session,
        ):
            yield session
    except (DriverError, Neo4jError) as error:
        raise _as_answer(error, where) from error


def _as_answer(error: DriverError | Neo4jError, where: str) -> StoreError | InvalidInput | NotResolvable:
    """What the asker did wrong is told as such; the rest is the store's."""
    code = getattr(error, "code", None) or ""
    if "TransactionTimedOut" in code or "Terminated" in code:
        return NotResolvable(f"La requête a dépassé {SECONDS:g} secondes : restreignez-la, ou ajoutez LIMIT.")
    if "Memory" in code or "StackOverFlow" in code:
        return NotResolvable("La requête demande trop de mémoire : restreignez-la, ou ajoutez LIMIT.")
    if isinstance(error, ClientError) and "Statement" in code:
        first = str(error.message or "").splitlines()[:1]
        return InvalidInput(f"Requête Cypher refusée par Neo4j : {' '.join(first)[:300]}")
    return _as_store_error(error, where)


def _plan(session: Session, query: str) -> None:
    summary = session.run(_timed(f"EXPLAIN {query}")).consume()
    check_plan(summary.query_type, cast("Mapping[str, Any] | None", summary.plan))


def _run(session: Session, query: str, limit: int) -> Rows:
    with session.begin_transaction(timeout=SECONDS, metadata={"entrelacs": "question"}) as transaction:
        result = transaction.run(query)
        columns, budget = list(result.keys()), _Budget()
        rows: list[list[Any]] = []
        for record in result:
            if len(rows) == limit:
                return Rows(columns, rows, truncated=True)
            rows.append([budget.plain(value) for value in record.values()])
    return Rows(columns, rows, truncated=False)


def _timed(query: str) -> Query:
    return Query(query, timeout=SECONDS)


class _Budget:
    """Turns the driver's values into JSON ones, and stops when there are too many."""

    def __init__(self) -> None:
        self._left = CELLS_MAX

    def plain(self, value: Any) -> Any:
        self._left -= 1 if not isinstance(value, str) else 1 + len(value) // 100
        if self._left < 0:
            raise NotResolvable("La réponse est trop lourde : demandez moins de lignes ou moins de propriétés.")
        if value is None or isinstance(value, bool | int | str):
            return value
        if isinstance(value, float):
            return value if math.isfinite(value) else None
        if isinstance(value, Node):
            return {"labels": sorted(value.labels), "properties": self._map(value)}
        if isinstance(value, Relationship):
            return {"type": value.type, "properties": self._map(value)}
        if isinstance(value, Path):
            steps = [step for pair in zip(value.nodes, (*value.relationships, None), strict=True) for step in pair]
            return [self.plain(step) for step in steps[:-1]]
        if isinstance(value, Mapping):
            return self._map(value)
        if isinstance(value, list | tuple):
            return [self.plain(each) for each in value]
        return str(value)

    def _map(self, value: Any) -> dict[str, Any]:
        return {str(name): self.plain(value[name]) for name in sorted(value.keys())}
