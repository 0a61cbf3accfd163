"""The whole graph out of SQLite, row by row, in a stated order."""

from typing import Any

from graph.model.entities import EVENT_KINDS
from graph.model.record import NodeRecord, RelationRecord, claims_from_json
from graph.store.sqlite.listing import RELATION, relation_record
from graph.store.sqlite.schema import ACTS_IN

_EVENT_KINDS = ",".join(f"'{kind.value}'" for kind in EVENT_KINDS)
_ENDS = """CROSS JOIN node AS source ON source.key = relation.source
    CROSS JOIN node AS target ON target.key = relation.target"""

EVENTS = f"""SELECT id, kind, document FROM node CROSS JOIN sheet USING (key)
    WHERE kind IN ({_EVENT_KINDS}) ORDER BY id"""
ACTORS = "SELECT id, profile, document FROM node CROSS JOIN sheet USING (key) WHERE kind = 'Actor' ORDER BY id"
PARTICIPATIONS = f"""SELECT actor.id, event.id FROM node AS event CROSS JOIN tie ON tie.node = event.key
    CROSS JOIN node AS actor ON actor.key = tie.neighbour
    WHERE event.kind IN ({_EVENT_KINDS}) ORDER BY event.id, actor.id"""
PLACEMENTS = f"""SELECT source.id, target.id, relation.document FROM relation {_ENDS}
    WHERE relation.type = {ACTS_IN} AND source.kind IN ({_EVENT_KINDS}) ORDER BY source.id, target.id, relation.role"""
NODES = "SELECT id, kind, claims FROM node CROSS JOIN sheet USING (key) ORDER BY id"
RELATIONS = f"""SELECT {RELATION} FROM relation {_ENDS}
    ORDER BY source.id, 2, target.id, relation.role"""


def record(row: tuple[Any, ...]) -> NodeRecord | RelationRecord:
    if len(row) == len(("id", "kind", "claims")):
        return NodeRecord(id=row[0], kind=row[1], claims=claims_from_json(row[2]))
    return relation_record(row)
