"""The Writer of SQLite: batches, coverage and the log of runs. Merging itself is in `merging`."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace

from graph.model.coverage import Coverage
from graph.model.record import NodeRecord, RelationRecord, canonical_json
from graph.store.base import Changes, Run, Shelf
from graph.store.merging import ids_in, under_aliases
from graph.store.sqlite import shelves
from graph.store.sqlite.adding import Adding
from graph.store.sqlite.connections import Connections
from graph.store.sqlite.merging import Merge
from graph.store.sqlite.revision import add_to_revision
from graph.store.written import Written


class SqliteWriter:
    _connections: Connections
    _added: Adding | None = None

    @property
    def whole_loads(self) -> "SqliteWriter":
        return self

    @contextmanager
    def batch(self) -> Iterator[None]:
        with self._adding():
            yield

    @contextmanager
    def _adding(self) -> Iterator[Adding]:
        """What the transaction that goes on adds in columns, settled before it ends."""
        with self._connections.writing() as connection:
            if self._added:
                yield self._added
                return
            self._added = Adding(connection)
            try:
                yield self._added
                self._added.settle()
            finally:
                self._added = None

    def merge(self, nodes: Sequence[NodeRecord], relations: Sequence[RelationRecord]) -> Changes:
        with self._connections.writing() as connection:
            stated = under_aliases(nodes, relations, shelves.among(connection, Shelf.ALIAS, ids_in(nodes, relations)))
            changes = Merge(connection).run(*stated)
            shelves.drop(connection, Shelf.GONE, [node.id for node in stated[0]])
            return changes

    def add(self, batch: Written) -> Changes:
        with self._adding() as adding, self._connections.writing() as connection:
            aside = shelves.among(connection, Shelf.ALIAS, [*batch.nodes.ids, *batch.ends()])
            added = adding.add(batch, aside)
            Merge(connection).count(added)
            shelves.drop(connection, Shelf.GONE, batch.nodes.ids)
            return added.changes + self.merge(*added.again) if any(added.again) else added.changes

    def rewrite(self, nodes: Sequence[NodeRecord], relations: Sequence[RelationRecord]) -> Changes:
        with self._connections.writing() as connection:
            if self._added:
                self._added.settle()
            return Merge(connection).rewrite(nodes, relations)

    def put(self, shelf: Shelf, rows: Mapping[str, str]) -> None:
        if rows:
            with self._connections.writing() as connection:
                shelves.put(connection, shelf, rows)

    def drop(self, shelf: Shelf, keys: Sequence[str]) -> None:
        with self._connections.writing() as connection:
            shelves.drop(connection, shelf, keys)

    def drop_holding(self, shelf: Shelf, text: str) -> None:
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM shelf WHERE name = ? AND instr(document, ?)", (shelf.value, text))

    def forget_run(self, run_id: str) -> None:
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM run WHERE id = ?", (run_id,))
            rows = connection.execute("SELECT key, document FROM coverage").fetchall()
            declared = [(key, row) for key, text in rows if (row := Coverage.model_validate_json(text)).run == run_id]
            connection.executemany("DELETE FROM coverage WHERE key = ?", [(key,) for key, _ in declared])
            add_to_revision(connection, -sum(row.digest for _, row in declared))

    def merge_coverage(self, rows: Sequence[Coverage]) -> int:
        with self._connections.writing() as connection:
            return sum(_declare(connection, row) for row in rows)

    def open_run(self, run: Run) -> bool:
        with self._connections.writing() as connection:
            opened = (run.id, _run_text(replace(run, open=True)))
            return connection.execute("INSERT OR IGNORE INTO run VALUES (?, 1, ?)", opened).rowcount == 1

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
