"""The whole graph out of SQLite, row by row, in a stated order."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from graph.model.entities import EVENT_KINDS, NodeKind
from graph.model.record import NodeRecord, RelationRecord
from graph.store.sqlite.claims import claims, naming, said, shown
from graph.store.sqlite.listing import RELATION, relation_record
from graph.store.sqlite.ranges import stretches
from graph.store.sqlite.schema import ACTS_IN, PARTICIPATES_IN

_SAID = said("sheet")
_SHEET, _LINK = shown("sheet"), shown("relation")
_EVENT_KINDS = ",".join(f"'{kind.value}'" for kind in EVENT_KINDS)
_ENDS = """CROSS JOIN node AS source ON source.key = relation.source
    CROSS JOIN node AS target ON target.key = relation.target"""

# Statements of several prefixes follow each other: so do their ids.
EVENTS = [
    f"SELECT id, kind, {_SHEET} FROM node CROSS JOIN sheet USING (key) WHERE {stretch} ORDER BY id"
    for stretch in stretches(EVENT_KINDS)
]
ACTORS = [
    f"SELECT id, profile, {_SHEET} FROM node CROSS JOIN sheet USING (key) WHERE {stretch} ORDER BY id"
    for stretch in stretches([NodeKind.ACTOR])
]
PARTICIPATIONS = [
    f"""SELECT actor.id, node.id FROM node
    CROSS JOIN relation ON relation.target = node.key AND relation.type = {PARTICIPATES_IN}
    CROSS JOIN node AS actor ON actor.key = relation.source WHERE {stretch} ORDER BY node.id, actor.id"""
    for stretch in stretches(EVENT_KINDS)
]
PLACEMENTS = f"""SELECT source.id, target.id, {_LINK} FROM relation {_ENDS}
    WHERE relation.type = {ACTS_IN} AND source.kind IN ({_EVENT_KINDS}) ORDER BY source.id, target.id, relation.role"""
NODES = f"SELECT id, kind, {_SAID} FROM node CROSS JOIN sheet USING (key) ORDER BY id"
RELATIONS = f"""SELECT {RELATION} FROM relation {_ENDS}
    ORDER BY source.id, 2, target.id, relation.role"""


NODES_NAMING = f"""SELECT id, kind, {_SAID} FROM node CROSS JOIN sheet USING (key)
    WHERE {naming("sheet", "?1")} ORDER BY id"""
RELATIONS_NAMING = f"""SELECT {RELATION} FROM relation {_ENDS}
    WHERE {naming("relation", "?1")} ORDER BY source.id, 2, target.id, relation.role"""
NODES_OF_KIND = {
    kind.value: [
        f"SELECT id, kind, {_SAID} FROM node CROSS JOIN sheet USING (key) WHERE {stretch} ORDER BY id"
        for stretch in stretches([kind])
    ]
    for kind in NodeKind
}
RELATIONS_OF_TYPE = f"""SELECT {RELATION} FROM relation {_ENDS}
    WHERE relation.type IN (SELECT value FROM json_each(:types))
    ORDER BY source.id, 2, target.id, relation.role"""
NODES_OF = f"""SELECT id, kind, {_SAID} FROM node CROSS JOIN sheet USING (key)
    WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"""
_KEYS = "SELECT key FROM node WHERE id IN (SELECT value FROM json_each(?1))"
TOUCHING = f"""SELECT {RELATION} FROM (
        SELECT key FROM relation WHERE source IN ({_KEYS}) UNION SELECT key FROM relation WHERE target IN ({_KEYS})
    ) AS mine CROSS JOIN relation ON relation.key = mine.key {_ENDS}
    ORDER BY source.id, 2, target.id, relation.role"""

_AFTER = "source.id >= :source AND (source.id, target.id, relation.role) > (:source, :target, :role)"
_SAYING = f"(:saying = '' OR {naming('relation', ':saying')})"
# Sources are walked in the order of their index, so that the first rows come before the last are read.
LINKS = f"""SELECT {_LINK} FROM node AS source
    CROSS JOIN relation ON relation.source = source.key AND relation.type = :type
    CROSS JOIN node AS target ON target.key = relation.target
    WHERE {_AFTER} AND {_SAYING} ORDER BY source.id, target.id, relation.role"""
_AMONG = "SELECT key FROM node WHERE id IN (SELECT value FROM json_each(:among))"
LINKS_AMONG = f"""SELECT {_LINK} FROM (
        SELECT key FROM relation WHERE source IN ({_AMONG}) AND type = :type
        UNION SELECT key FROM relation WHERE target IN ({_AMONG}) AND type = :type
    ) AS mine CROSS JOIN relation ON relation.key = mine.key {_ENDS}
    WHERE {_AFTER} AND {_SAYING} ORDER BY source.id, target.id, relation.role"""
BRIEFS = f"""SELECT node.id, node.kind, node.profile, {_SHEET} FROM json_each(?) AS asked
    CROSS JOIN node ON node.id = asked.value CROSS JOIN sheet ON sheet.key = node.key"""


def records_of(connection: sqlite3.Connection, ids: Sequence[str]) -> tuple[list[NodeRecord], list[RelationRecord]]:
    given = (json.dumps(list(ids)),)
    return node_records(connection, ids), [relation_record(row) for row in connection.execute(TOUCHING, given)]


def node_records(connection: sqlite3.Connection, ids: Sequence[str]) -> list[NodeRecord]:
    return [
        NodeRecord(id=node_id, kind=kind, claims=claims(kept))
        for node_id, kind, kept in connection.execute(NODES_OF, (json.dumps(list(ids)),))
    ]


def record(row: tuple[Any, ...]) -> NodeRecord | RelationRecord:
    if len(row) == len(("id", "kind", "said")):
        return NodeRecord(id=row[0], kind=row[1], claims=claims(row[2]))
    return relation_record(row)
