"""The shelves of SQLite: what stands beside the graph, by name and key."""

import json
import sqlite3
from collections.abc import Mapping, Sequence

from graph.store.base import Shelf
from graph.store.sqlite.node_rows import CHUNK

ALL = "SELECT key, document FROM shelf WHERE name = ? ORDER BY key"
SOME = """SELECT shelf.key, shelf.document FROM json_each(?) AS asked CROSS JOIN shelf
    ON shelf.name = ? AND shelf.key = asked.value"""
UNDER = """SELECT shelf.key, shelf.document FROM json_each(?) AS asked CROSS JOIN shelf
    ON shelf.name = ? AND shelf.key >= asked.value AND shelf.key < asked.value || ?"""
AFTER_ALL = "\U0010ffff"
"""Sorts after whatever follows a beginning."""


def whole(connection: sqlite3.Connection, shelf: Shelf) -> dict[str, str]:
    return dict(connection.execute(ALL, (shelf.value,)).fetchall())


def among(connection: sqlite3.Connection, shelf: Shelf, keys: Sequence[str]) -> dict[str, str]:
    """Those of `keys` that stand on the shelf, in order; nothing is looked up on an empty one."""
    found: dict[str, str] = {}
    if _is_bare(connection, shelf):
        return found
    for start in range(0, len(keys), CHUNK):
        found.update(connection.execute(SOME, (json.dumps(keys[start : start + CHUNK]), shelf.value)).fetchall())
    return dict(sorted(found.items()))


def under(connection: sqlite3.Connection, shelf: Shelf, beginnings: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    if _is_bare(connection, shelf):
        return found
    for start in range(0, len(beginnings), CHUNK):
        asked = (json.dumps(beginnings[start : start + CHUNK]), shelf.value, AFTER_ALL)
        found.update(connection.execute(UNDER, asked).fetchall())
    return dict(sorted(found.items()))


def put(connection: sqlite3.Connection, shelf: Shelf, rows: Mapping[str, str]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO shelf VALUES (?, ?, ?)", [(shelf.value, key, text) for key, text in rows.items()]
    )


def drop(connection: sqlite3.Connection, shelf: Shelf, keys: Sequence[str]) -> None:
    if not _is_bare(connection, shelf):
        connection.executemany("DELETE FROM shelf WHERE name = ? AND key = ?", [(shelf.value, key) for key in keys])


def _is_bare(connection: sqlite3.Connection, shelf: Shelf) -> bool:
    return connection.execute("SELECT 1 FROM shelf WHERE name = ? LIMIT 1", (shelf.value,)).fetchone() is None
