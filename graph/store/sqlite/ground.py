"""The ground of SQLite: the primitives of `graph.store.walk`, each a statement on integer keys.

Sets of keys are given as one JSON text and read with `IN (SELECT value FROM json_each(?))`. A join in the other order
makes the planner scan whole indexes; tests/graph/store/sqlite/test_plans.py watches each statement.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import orjson

from graph.errors import GoneEntity, UnknownEntity
from graph.model.subgraph import LinkView, NodeView
from graph.store.base import Shelf
from graph.store.search import near_ids
from graph.store.sqlite.claims import shown
from graph.store.sqlite.ranges import PROGRAMMES
from graph.store.sqlite.schema import ACTS_IN, ADDRESSES, PARTICIPATES_IN, SITUATED_IN, TYPES
from graph.store.views import WALKABLE, link_order, node_view
from graph.store.walk import Filter, Found

_OTHER_TYPES = ",".join(str(number) for number in TYPES.values() if number != PARTICIPATES_IN)
_LINK = shown("relation")
_WALKABLE = ",".join(f"'{kind}'" for kind in sorted(WALKABLE))

NODE = "SELECT key, kind, id FROM node WHERE id = ?"
SHELVED = "SELECT document FROM shelf WHERE name = ? AND key = ?"
_NEXT = (
    f"""SELECT source AS node, target AS neighbour FROM relation WHERE type = {PARTICIPATES_IN}
    AND source IN (SELECT value FROM json_each(?1)) AND target NOT IN ({PROGRAMMES})""",
    f"""SELECT target, source FROM relation WHERE type = {PARTICIPATES_IN}
    AND target IN (SELECT value FROM json_each(?1)) AND source NOT IN ({PROGRAMMES})""",
)
# Two participations of one actor in one project, under two roles, are one tie.
TIES = " UNION ".join(_NEXT)
AROUND = f"SELECT DISTINCT neighbour FROM ({' UNION ALL '.join(_NEXT)})"
FACETS = """SELECT key, kind, profile, first_year, last_year FROM node
    WHERE key IN (SELECT value FROM json_each(?))"""
IDS = "SELECT key, id FROM node WHERE key IN (SELECT value FROM json_each(?))"
FIRST = IDS + " ORDER BY id LIMIT ?"
VIEWS = f"""SELECT node.key, node.id, node.kind, node.degree, {shown("sheet")} FROM node CROSS JOIN sheet USING (key)
    WHERE node.key IN (SELECT value FROM json_each(?))"""
ATTRIBUTES = f"""SELECT relation.source, relation.type, node.id
    FROM relation CROSS JOIN node ON node.key = relation.target
    WHERE relation.source IN (SELECT value FROM json_each(?))
    AND relation.type IN ({ACTS_IN}, {SITUATED_IN}, {ADDRESSES})"""
TIED = f"""SELECT {_LINK} FROM relation WHERE type = {PARTICIPATES_IN}
    AND target IN (SELECT value FROM json_each(?1)) AND +source IN (SELECT value FROM json_each(?1))"""
LINKED = f"""SELECT {_LINK} FROM relation WHERE type IN ({_OTHER_TYPES})
    AND source IN (SELECT value FROM json_each(?1)) AND target IN (SELECT value FROM json_each(?1))"""
ACTING = f"""SELECT DISTINCT placing.event FROM placing CROSS JOIN node ON node.key = placing.event
    WHERE placing.territory = (SELECT id FROM node WHERE key = ?) AND node.kind IN ({_WALKABLE})"""
ADDRESSING = f"""SELECT DISTINCT relation.source FROM relation CROSS JOIN node ON node.key = relation.source
    WHERE relation.target = ? AND relation.type = {ADDRESSES} AND node.kind IN ({_WALKABLE})"""
PLACINGS = f"""SELECT {_LINK} FROM placing CROSS JOIN relation ON relation.key = placing.relation
    WHERE placing.territory = (SELECT id FROM node WHERE key = ?)
    AND placing.event IN (SELECT value FROM json_each(?))"""
NEAR = (
    "SELECT id FROM node WHERE id < ? ORDER BY id DESC LIMIT 3",
    "SELECT id FROM node WHERE id > ? ORDER BY id LIMIT 3",
)


class SqliteGround:
    """One reading of the graph; `connection` must stay in one transaction while it is used."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(self, node_id: str) -> Found[int]:
        for asked in (node_id, self._shelved(Shelf.ALIAS, node_id)):
            if row := self._connection.execute(NODE, (asked,)).fetchone():
                return Found(*row)
        if run := self._shelved(Shelf.GONE, node_id):
            raise GoneEntity(node_id, run)
        beside = [near for query in NEAR for (near,) in self._connection.execute(query, (node_id,))]
        raise UnknownEntity(node_id, near_ids(node_id, beside))

    def _shelved(self, shelf: Shelf, key: str) -> str | None:
        row = self._connection.execute(SHELVED, (shelf.value, key)).fetchone()
        return row[0] if row else None

    def around(self, keys: Collection[int]) -> set[int]:
        return {key for (key,) in self._connection.execute(AROUND, (_set(keys),))}

    def ties(self, keys: Collection[int]) -> Iterable[tuple[int, int]]:
        return self._connection.execute(TIES, (_set(keys),)).fetchall()

    def entrances(self, key: int, kind: str) -> set[int]:
        query = {"Territory": ACTING, "Theme": ADDRESSING}.get(kind)
        return {found for (found,) in self._connection.execute(query, (key,))} if query else set()

    def kept(self, keys: Collection[int], wanted: Filter) -> set[int]:
        return {row[0] for row in self._connection.execute(FACETS, (_set(keys),)) if wanted.keeps(*row[1:])}

    def first(self, keys: Collection[int], limit: int) -> list[int]:
        return [key for key, _ in self._connection.execute(FIRST, (_set(keys), limit))]

    def ids(self, keys: Collection[int]) -> dict[int, str]:
        return dict(self._connection.execute(IDS, (_set(keys),)).fetchall())

    def views(self, keys: Sequence[int], distances: Sequence[int]) -> list[NodeView]:
        rows = self._connection.execute(VIEWS, (_set(keys),)).fetchall()
        documents = _parsed(row[4] for row in rows)
        shown = {row[0]: (row[1:4], document) for row, document in zip(rows, documents, strict=True)}
        places, themes = self._attributes(keys)
        views = []
        for key, distance in zip(keys, distances, strict=True):
            (node_id, kind, degree), document = shown[key]
            views.append(node_view(node_id, kind, degree, document, distance, sorted(places[key]), sorted(themes[key])))
        return views

    def _attributes(self, keys: Sequence[int]) -> tuple[defaultdict[int, set[str]], defaultdict[int, set[str]]]:
        places: defaultdict[int, set[str]] = defaultdict(set)
        themes: defaultdict[int, set[str]] = defaultdict(set)
        for source, kind, target in self._connection.execute(ATTRIBUTES, (_set(keys),)):
            (themes if kind == ADDRESSES else places)[source].add(target)
        return places, themes

    def links(self, keys: Collection[int]) -> list[LinkView]:
        given = (_set(keys),)
        rows = [row[0] for query in (TIED, LINKED) for row in self._connection.execute(query, given)]
        return sorted(_parsed(rows), key=link_order)

    def placings(self, territory: int, events: Collection[int]) -> list[LinkView]:
        rows = self._connection.execute(PLACINGS, (territory, _set(events)))
        return sorted(_parsed(row[0] for row in rows), key=link_order)


def _set(keys: Collection[int]) -> str:
    return f"[{','.join(map(str, keys))}]"


def _parsed(documents: Iterable[str]) -> list[Any]:
    """All documents at once: one call is several times faster than one for each."""
    parsed: list[Any] = orjson.loads(f"[{','.join(documents)}]")
    return parsed
