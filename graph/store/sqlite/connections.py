"""Connections to one database: one that writes, one per thread that reads.

Readers see the last committed batch, even while this process or another writes (WAL). In memory there is a single
connection, so readers wait for the end of a batch.
"""

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote

from graph.errors import StoreBusy, StoreUnavailable
from graph.store.sqlite import schema
from graph.store.sqlite.failures import told

STEPS_BETWEEN_LOOKS = 100_000
"""Virtual machine steps of SQLite between two looks at the clock: about a millisecond."""

PAGE = 8_192
"""Bytes of a page: with twice SQLite's own, a load writes a third less beside its rows."""

STATEMENTS = 512
"""Prepared and kept: a load has ten for many rows, each in five sizes, and preparing the longest takes longer than
running it.
"""

PATIENCE = 5.0
"""Seconds at most that a batch waits for another writer; a whole load lasts longer."""


class Connections:
    """Opens what is asked for, keeps it, and closes everything at the end."""

    def __init__(self, path: str, *, read_only: bool, timeout: float) -> None:
        self.path, self.read_only, self.timeout = path, read_only, timeout
        self._lock = threading.RLock()
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._closed = False
        with told(path):
            self._writer = self._prepare()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The writing connection inside one transaction; within another `writing`, part of it."""
        if self.read_only:
            raise StoreUnavailable(
                f"Le graphe « {self.path} » est ouvert en lecture seule : rien ne peut y être écrit."
            )
        if not self._lock.acquire(timeout=min(self.timeout, PATIENCE)):
            raise StoreBusy(f"Le graphe « {self.path} » est occupé par un autre chargement : attendez sa fin.")
        try:
            with told(self.path):
                yield from self._transaction()
        finally:
            self._lock.release()

    def _transaction(self) -> Iterator[sqlite3.Connection]:
        writer = self._writer
        if writer.in_transaction:
            yield writer
            return
        writer.execute("BEGIN IMMEDIATE")
        try:
            yield writer
            writer.execute("COMMIT")
        except BaseException:
            if writer.in_transaction:
                writer.execute("ROLLBACK")
            raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the graph throughout, and stops after `timeout` seconds."""
        with told(self.path):
            if not self.path:
                with self._lock:
                    yield self._writer
                return
            reader = self._reader()
            if reader.in_transaction:
                yield reader
                return
            with _snapshot(reader, self.timeout):
                yield reader

    def stream(self, *queries: str, given: Sequence[object] | Mapping[str, object] = ()) -> Iterator[tuple[Any, ...]]:
        """Rows of the queries one after another, from one state of the graph, without holding them all. `given`: what
        each of them is asked with.

        A file is read by a connection of its own, which several threads may use in turn; a graph in memory is
        fetched whole.
        """
        if not self.path:
            with self.reading() as memory:
                rows = [row for query in queries for row in memory.execute(query, given)]
            yield from rows
            return
        with told(self.path):
            reader = self._open_reader()
            try:
                reader.execute("BEGIN")
                for query in queries:
                    yield from reader.execute(query, given)
            finally:
                reader.close()

    def close(self) -> None:
        """Close everything; a second call does nothing."""
        with self._lock:
            self._closed = True
            for connection in (*self._opened, self._writer):
                connection.close()
            self._opened.clear()

    def _prepare(self) -> sqlite3.Connection:
        """Open and check the database; create it where it does not exist and may be written."""
        if self.read_only and self.path and not Path(self.path).is_file():
            raise StoreUnavailable(
                f"Aucun graphe dans « {self.path} » : lancez « entrelacs demo » pour la démonstration, "
                "ou « entrelacs load FICHIER »."
            )
        connection = self._open("ro" if self.read_only and self.path else "rwc")
        try:
            empty = schema.is_empty(connection)
            if not empty:  # before the first pragma that is kept in the file: it may be somebody else's
                schema.check(connection, self.path)
            if self.path and not self.read_only:
                connection.execute(f"PRAGMA page_size = {PAGE}")  # of a file that is empty; else it stays what it is
                connection.execute("PRAGMA journal_mode = WAL")
            if empty and not self.read_only or not self.path:
                schema.create(connection)
            schema.check(connection, self.path)
            if schema.is_old(connection):
                self._upgrade(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _upgrade(self, connection: sqlite3.Connection) -> None:
        """A graph of an older version is brought to this one when it is opened, even to be read."""
        if not self.read_only:
            return schema.upgrade(connection)
        writer = self._open("rw")
        try:
            schema.upgrade(writer)
        finally:
            writer.close()
        return None

    def _reader(self) -> sqlite3.Connection:
        reader: sqlite3.Connection | None = getattr(self._local, "reader", None)
        if reader is None or self._closed:
            reader = self._local.reader = self._open_reader()
            with self._lock:
                self._opened.append(reader)
        return reader

    def _open_reader(self) -> sqlite3.Connection:
        if self._closed:
            raise StoreUnavailable(f"Le graphe « {self.path} » a été fermé : ouvrez-le de nouveau.")
        reader = self._open("ro" if self.read_only else "rw")
        reader.execute("PRAGMA query_only = ON")
        return reader

    def _open(self, mode: str) -> sqlite3.Connection:
        uri = f"file:{quote(str(Path(self.path).absolute()))}?mode={mode}" if self.path else "file::memory:"
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, timeout=min(self.timeout, PATIENCE),
            cached_statements=STATEMENTS,
        )  # fmt: skip
        for setting in ("synchronous = NORMAL", "temp_store = MEMORY", "cache_size = -65536", "mmap_size = 268435456"):
            connection.execute(f"PRAGMA {setting}")
        return connection


@contextmanager
def _snapshot(reader: sqlite3.Connection, timeout: float) -> Iterator[None]:
    deadline = monotonic() + timeout
    reader.set_progress_handler(lambda: monotonic() > deadline, STEPS_BETWEEN_LOOKS)
    reader.execute("BEGIN")
    try:
        yield
    finally:
        reader.set_progress_handler(None, 0)
        if reader.in_transaction:
            reader.execute("ROLLBACK")
