"""Paged lists of SQLite: the relations of a node, and what acts in a territory."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from graph.model.record import RelationRecord
from graph.store.base import Page
from graph.store.cursor import read_cursor
from graph.store.pages import checked_direction, checked_types, page, relation_place
from graph.store.sqlite.claims import NAMES, claims, said
from graph.store.sqlite.ground import SqliteGround
from graph.store.sqlite.schema import TYPES

RELATION = f"source.id, {NAMES}, target.id, relation.role, {said('relation')}, relation.source, relation.target"
_HAS_TYPE = "relation.type IN (SELECT value FROM json_each(:types))"
_ENDS = """CROSS JOIN node AS source ON source.key = relation.source
    CROSS JOIN node AS target ON target.key = relation.target"""

_SIDES = {
    "out": f"SELECT key FROM relation WHERE source = :node AND {_HAS_TYPE}",
    "in": f"SELECT key FROM relation WHERE target = :node AND {_HAS_TYPE}",
    "both": f"""SELECT key FROM relation WHERE source = :node AND {_HAS_TYPE}
        UNION SELECT key FROM relation WHERE target = :node AND {_HAS_TYPE}""",
}
COUNTS = {side: f"SELECT count(*) FROM ({keys})" for side, keys in _SIDES.items()}
PAGES = {
    side: f"""SELECT {RELATION} FROM ({keys}) AS mine CROSS JOIN relation ON relation.key = mine.key {_ENDS}
    WHERE :first OR ({NAMES}, source.id, target.id, relation.role) > (:type, :source, :target, :role)
    ORDER BY {NAMES}, source.id, target.id, relation.role LIMIT :room"""
    for side, keys in _SIDES.items()
}

_SEAT = '"located_by":"seat"'
_PLACINGS = {
    True: "placing WHERE placing.territory = :territory",
    False: f"""placing CROSS JOIN relation ON relation.key = placing.relation
        WHERE placing.territory = :territory AND NOT instr(relation.document, '{_SEAT}')""",
}
"""Where something acts, with and without those that a head office alone places: only these have to be read to be told
apart, and the others are counted on the index.
"""
ACTING_COUNT = {seats: f"SELECT count(DISTINCT placing.event) FROM {placings}" for seats, placings in _PLACINGS.items()}
PLACED = {
    seats: f"SELECT node.id FROM (SELECT DISTINCT placing.event FROM {placings}) AS here"
    " CROSS JOIN node ON node.key = here.event"
    for seats, placings in _PLACINGS.items()
}
# The events of the page first, of thousands; then one relation for each of them: the one whose target comes first.
ACTING = {
    seats: f"""SELECT {RELATION} FROM (
        SELECT placing.relation AS key, min(target.id || char(1) || relation.role) FROM (
            SELECT node.key FROM (SELECT DISTINCT placing.event FROM {placings}) AS here
            CROSS JOIN node ON node.key = here.event WHERE node.id > :after ORDER BY node.id LIMIT :room
        ) AS shown CROSS JOIN placing ON placing.territory = :territory AND placing.event = shown.key
        CROSS JOIN relation ON relation.key = placing.relation
        CROSS JOIN node AS target ON target.key = relation.target
        {"" if seats else f"WHERE NOT instr(relation.document, '{_SEAT}')"} GROUP BY placing.event
    ) AS chosen CROSS JOIN relation ON relation.key = chosen.key {_ENDS} ORDER BY source.id"""
    for seats, placings in _PLACINGS.items()
}


def relations_of(
    connection: sqlite3.Connection,
    node_id: str,
    types: Sequence[str],
    direction: str,
    limit: int,
    cursor: str | None,
) -> Page:
    checked_direction(direction)
    ground = SqliteGround(connection)
    key = ground.find(node_id).key
    after = read_cursor(cursor, 4) if cursor else ["", "", "", ""]
    given: dict[str, Any] = dict(zip(("type", "source", "target", "role"), after, strict=True))
    given |= {
        "node": key,
        "types": json.dumps([TYPES[name] for name in checked_types(types)]),
        "first": cursor is None,
        "room": limit + 1,
    }
    total = connection.execute(COUNTS[direction], given).fetchone()[0]
    rows = connection.execute(PAGES[direction], given).fetchall()
    others = {target if source == key else source for *_, source, target in rows[:limit]}
    return _page(ground, rows, limit, total, others, relation_place)


def acting_in(connection: sqlite3.Connection, territory: str, limit: int, cursor: str | None, seats: bool) -> Page:
    ground = SqliteGround(connection)
    territory = ground.find(territory).id
    (after,) = read_cursor(cursor, 1) if cursor else ("",)
    given = {"territory": territory, "after": after, "room": limit + 1}
    total = _count_acting(connection, territory, seats)
    rows = connection.execute(ACTING[seats], given).fetchall()
    return _page(ground, rows, limit, total, {row[5] for row in rows[:limit]}, lambda last: (last.source,))


def count_acting(connection: sqlite3.Connection, territory: str, seats: bool) -> int:
    return _count_acting(connection, SqliteGround(connection).find(territory).id, seats)


def _count_acting(connection: sqlite3.Connection, territory: str, seats: bool) -> int:
    return int(connection.execute(ACTING_COUNT[seats], {"territory": territory}).fetchone()[0])


def placed_in(connection: sqlite3.Connection, territory: str, seats: bool) -> list[str]:
    given = {"territory": SqliteGround(connection).find(territory).id}
    return sorted(node_id for (node_id,) in connection.execute(PLACED[seats], given))


def _page(
    ground: SqliteGround,
    rows: list[tuple[Any, ...]],
    limit: int,
    total: int,
    others: set[int],
    place: Callable[[RelationRecord], tuple[str, ...]],
) -> Page:
    """`rows` holds one more than `limit` where something follows; `place` gives the key of the cursor."""
    keys = sorted(others)
    return page([relation_record(row) for row in rows], limit, total, ground.views(keys, [0] * len(keys)), place)


def relation_record(row: tuple[Any, ...]) -> RelationRecord:
    """From a row that begins with the columns of RELATION."""
    source, kind, target, role, kept = row[:5]
    return RelationRecord(source=source, type=kind, target=target, role=role, claims=claims(kept))
