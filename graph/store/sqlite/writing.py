"""The Writer of SQLite: batches, coverage and the log of runs. Merging itself is in `merging`."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace

from graph.model.coverage import Coverage
from graph.model.record import NodeRecord, RelationRecord, canonical_json
from graph.store.base import Changes, Run
from graph.store.sqlite.connections import Connections
from graph.store.sqlite.merging import Merge
from graph.store.sqlite.revision import add_to_revision


class SqliteWriter:
    _connections: Connections

    @contextmanager
    def batch(self) -> Iterator[None]:
        with self._connections.writing():
            yield

    def merge(self, nodes: Sequence[NodeRecord], relations: Sequence[RelationRecord]) -> Changes:
        with self._connections.writing() as connection:
            return Merge(connection).run(nodes, relations)

    def merge_coverage(self, rows: Sequence[Coverage]) -> int:
        with self._connections.writing() as connection:
            return sum(_declare(connection, row) for row in rows)

    def open_run(self, run: Run) -> None:
        with self._connections.writing() as connection:
            opened = replace(run, open=True)
            connection.execute("INSERT OR IGNORE INTO run VALUES (?, 1, ?)", (run.id, _run_text(opened)))

    def close_run(self, run: Run) -> None:
        with self._connections.writing() as connection:
            known = connection.execute("SELECT document FROM run WHERE id = ?", (run.id,)).fetchone()
            first = json.loads(known[0])["loaded_at"] if known else run.loaded_at
            closed = replace(run, open=False, loaded_at=first)
            connection.execute("INSERT OR REPLACE INTO run VALUES (?, 0, ?)", (run.id, _run_text(closed)))


def _run_text(run: Run) -> str:
    return canonical_json(asdict(run))


def _declare(connection: sqlite3.Connection, row: Coverage) -> int:
    """Of two declarations of one key, the text that sorts last stays: the order of loading makes no difference."""
    text = canonical_json(row.model_dump(mode="json"))
    known = connection.execute("SELECT document FROM coverage WHERE key = ?", (row.key,)).fetchone()
    if known and known[0] >= text:
        return 0
    connection.execute("INSERT OR REPLACE INTO coverage VALUES (?, ?)", (row.key, text))
    replaced = Coverage.model_validate_json(known[0]).digest if known else 0
    add_to_revision(connection, row.digest - replaced)
    return 1
