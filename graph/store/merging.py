"""What merging is, whatever the store: sayings of one record united, and what they add to what is stored."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from graph.model.record import NodeRecord, RelationRecord, claims_from_json, merge_claims

Record = TypeVar("Record", NodeRecord, RelationRecord)
Key = TypeVar("Key", bound=Hashable)


def united(records: Iterable[tuple[Key, Record]]) -> dict[Key, Record]:
    """One record for each key, in the order first met."""
    groups: dict[Key, list[Record]] = {}
    for key, record in records:
        groups.setdefault(key, []).append(record)
    return {
        key: same[0] if len(same) == 1 else replace(same[0], claims=merge_claims(*(record.claims for record in same)))
        for key, same in groups.items()
    }


def ids_in(nodes: Sequence[NodeRecord], relations: Sequence[RelationRecord]) -> list[str]:
    """Every id that the records name, once."""
    ends = (end for relation in relations for end in (relation.source, relation.target))
    return list(dict.fromkeys(chain((node.id for node in nodes), ends)))


def under_aliases(
    nodes: Sequence[NodeRecord], relations: Sequence[RelationRecord], aliases: Mapping[str, str]
) -> tuple[list[NodeRecord], list[RelationRecord]]:
    """The records as said of what their ids became; each claim keeps the ids that its source said."""
    return [_node_under(node, aliases) for node in nodes], [_relation_under(tie, aliases) for tie in relations]


def _node_under(node: NodeRecord, aliases: Mapping[str, str]) -> NodeRecord:
    if node.id not in aliases:
        return node
    claims = merge_claims(replace(claim, said_of=claim.said_of or (node.id,)) for claim in node.claims)
    return NodeRecord(id=aliases[node.id], kind=node.kind, claims=claims)


def _relation_under(tie: RelationRecord, aliases: Mapping[str, str]) -> RelationRecord:
    ends = (tie.source, tie.target)
    if not aliases.keys() & set(ends):
        return tie
    source, target = (aliases.get(end, end) for end in ends)
    claims = merge_claims(replace(claim, said_of=claim.said_of or ends) for claim in tie.claims)
    return replace(tie, source=source, target=target, claims=claims)


def with_stored(record: Record, stored_claims: str) -> tuple[Record, Record] | None:
    """(what is stored, by its `claims_json`, and the same with what the record says); None when it says nothing new."""
    if record.claims_json == stored_claims:
        return None
    stored = claims_from_json(stored_claims)
    merged = merge_claims(stored, record.claims)
    return None if merged == stored else (replace(record, claims=stored), replace(record, claims=merged))
