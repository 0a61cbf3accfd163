"""Rows of nodes: looked up by id, added and changed in bulk."""

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from graph.errors import InvalidRecord
from graph.model.record import NodeRecord
from graph.store.kept import kept_of_node
from graph.store.search import codes, folded_names, untold_codes
from graph.store.sqlite.claims import claims_text, said
from graph.store.sqlite.origins import OriginKeys
from graph.store.views import years

HELD = "SELECT id FROM node WHERE key IN (SELECT value FROM json_each(?)) AND relations > 0 LIMIT 1"
WRITE_SHEET = """INSERT OR REPLACE INTO sheet(key, names, document, claims, label, lines, origin)
    VALUES (?, ?, ?, ?, ?, ?, ?)"""
CHUNK = 5_000
"""Keys looked up by one statement, given as one JSON text."""


class StoredNode(NamedTuple):
    key: int
    kind: str
    claims: str
    names: str

    @property
    def is_awaited(self) -> bool:
        """Whether it has its row and nothing else: its record comes later in the same load (`adding`)."""
        return not self.claims


def known_nodes(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, StoredNode]:
    """Those of `ids` that are stored."""
    found: dict[str, StoredNode] = {}
    for start in range(0, len(ids), CHUNK):
        rows = connection.execute(
            f"""SELECT node.id, node.key, node.kind, {said("sheet")}, sheet.names
            FROM json_each(?) AS asked CROSS JOIN node ON node.id = asked.value
            LEFT JOIN sheet ON sheet.key = node.key""",
            (json.dumps(ids[start : start + CHUNK]),),
        )
        found.update((row[0], _stored(*row[1:])) for row in rows)
    return found


def _stored(key: int, kind: str, kept: str | None, names: str | None) -> StoredNode:
    return StoredNode(key, kind, claims_text(kept) if kept else "", names or "")


class NodeRows:
    """Collects what one merge adds and changes, then writes it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._next: int = connection.execute("SELECT coalesce(max(key), 0) + 1 FROM node").fetchone()[0]
        self.new: list[tuple[int, NodeRecord]] = []
        self.changed: list[tuple[int, NodeRecord]] = []
        self.filled: list[tuple[int, NodeRecord]] = []
        self.gone: list[int] = []
        self._names: dict[int, str] = {}
        self._origins = OriginKeys(connection)
        self._lost_codes: list[tuple[str, int]] = []

    def add(self, record: NodeRecord) -> None:
        self.new.append((self._next + len(self.new), record))

    def fill(self, stored: StoredNode, record: NodeRecord) -> None:
        """Give its record to a node that was awaited."""
        self.filled.append((stored.key, record))

    def change(self, stored: StoredNode, record: NodeRecord, before: NodeRecord | None = None) -> None:
        """`before`: the record it replaces, where claims were taken from it and some of its codes may go."""
        self.changed.append((stored.key, record))
        self._names[stored.key] = stored.names
        if before:
            self._lost_codes += [(code, stored.key) for code in {*codes(before)} - {*codes(record)}]

    def remove(self, stored: StoredNode, before: NodeRecord) -> None:
        self.gone.append(stored.key)
        self._names[stored.key] = stored.names
        self._lost_codes += [(code, stored.key) for code in codes(before)]

    def leave(self) -> None:
        """Take out what was removed; raises InvalidRecord for one that a relation still holds."""
        keys = json.dumps(self.gone)
        for (held,) in self._connection.execute(HELD, (keys,)):
            raise InvalidRecord("id", held, "une relation tient encore à cette fiche : retirez-la d’abord")
        self._unindex(self.gone)
        for table in ("node", "sheet"):
            self._connection.execute(f"DELETE FROM {table} WHERE key IN (SELECT value FROM json_each(?))", (keys,))

    def write(self) -> None:
        connection = self._connection
        connection.executemany(
            "INSERT INTO node(id, kind, profile, first_year, last_year, key) VALUES (?, ?, ?, ?, ?, ?)",
            [(record.id, record.kind, *_facets(record), key) for key, record in self.new],
        )
        connection.executemany(
            "UPDATE node SET profile = ?, first_year = ?, last_year = ? WHERE key = ?",
            [(*_facets(record), key) for key, record in self.filled + self.changed],
        )
        written = self.new + self.filled + self.changed
        sheets = [(key, folded_names(record.labels), record) for key, record in written]
        connection.executemany(WRITE_SHEET, map(self._sheet, sheets))
        self._index([(key, names) for key, names, _ in sheets if names != self._names.get(key)])
        connection.executemany("DELETE FROM code WHERE code = ? AND node = ?", self._lost_codes)
        connection.executemany(
            "INSERT OR IGNORE INTO code VALUES (?, ?)",
            [(code, key) for key, record in written for code in untold_codes(record.id, codes(record))],
        )

    def _sheet(self, row: tuple[int, str, NodeRecord]) -> tuple[object, ...]:
        key, names, record = row
        kept = kept_of_node(record)
        return (key, names, *kept[:-1], self._origins.of(record.claims[0], kept.worded))

    def _index(self, names: list[tuple[int, str]]) -> None:
        """Index new names in place of the old."""
        self._unindex([key for key, _ in names])
        self._connection.executemany("INSERT INTO name_index(rowid, names) VALUES (?, ?)", sorted(names))

    def _unindex(self, keys: list[int]) -> None:
        """An index without content has to be told what it forgets."""
        self._connection.executemany(
            "INSERT INTO name_index(name_index, rowid, names) VALUES ('delete', ?, ?)",
            [(key, self._names[key]) for key in keys if key in self._names],
        )


def _facets(record: NodeRecord) -> tuple[str | None, int | None, int | None]:
    profile = record.properties.get("profile")
    return (profile if isinstance(profile, str) else None, *years(record))
