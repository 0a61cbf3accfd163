"""Paged lists of SQLite: the relations of a node, and what acts in a territory."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from graph.model.record import RelationRecord, claims_from_json
from graph.store.base import Page
from graph.store.cursor import read_cursor
from graph.store.pages import checked_direction, checked_types, page, relation_place
from graph.store.sqlite.ground import SqliteGround
from graph.store.sqlite.schema import TYPES

_NAMES = "CASE relation.type " + " ".join(f"WHEN {number} THEN '{name}'" for name, number in TYPES.items()) + " END"
RELATION = f"source.id, {_NAMES}, target.id, relation.role, relation.claims, relation.source, relation.target"
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
    WHERE :first OR ({_NAMES}, source.id, target.id, relation.role) > (:type, :source, :target, :role)
    ORDER BY {_NAMES}, source.id, target.id, relation.role LIMIT :room"""
    for side, keys in _SIDES.items()
}

_SEATED = '(:seats OR NOT instr(relation.document, \'"located_by":"seat"\'))'
ACTING_COUNT = f"""SELECT count(DISTINCT placing.event) FROM placing
    CROSS JOIN relation ON relation.key = placing.relation WHERE placing.territory = :territory AND {_SEATED}"""
# One relation for each event: the one whose target comes first.
ACTING = f"""SELECT {RELATION} FROM (
        SELECT placing.relation AS key, min(target.id || char(1) || relation.role) FROM placing
        CROSS JOIN relation ON relation.key = placing.relation
        CROSS JOIN node AS target ON target.key = relation.target
        WHERE placing.territory = :territory AND {_SEATED} GROUP BY placing.event
    ) AS chosen CROSS JOIN relation ON relation.key = chosen.key {_ENDS}
    WHERE source.id > :after ORDER BY source.id LIMIT :room"""

PLACED = f"""SELECT DISTINCT node.id FROM placing CROSS JOIN relation ON relation.key = placing.relation
    CROSS JOIN node ON node.key = placing.event WHERE placing.territory = :territory AND {_SEATED}"""


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
    given = {"territory": territory, "after": after, "room": limit + 1, "seats": seats}
    total = connection.execute(ACTING_COUNT, given).fetchone()[0]
    rows = connection.execute(ACTING, given).fetchall()
    return _page(ground, rows, limit, total, {row[5] for row in rows[:limit]}, lambda last: (last.source,))


def placed_in(connection: sqlite3.Connection, territory: str, seats: bool) -> list[str]:
    given = {"territory": SqliteGround(connection).find(territory).id, "seats": seats}
    return sorted(node_id for (node_id,) in connection.execute(PLACED, given))


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
    source, kind, target, role, claims = row[:5]
    return RelationRecord(source=source, type=kind, target=target, role=role, claims=claims_from_json(claims))
