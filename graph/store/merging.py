"""What merging is, whatever the store: sayings of one record united, and what they add to what is stored."""

from collections.abc import Hashable, Iterable
from dataclasses import replace
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


def with_stored(record: Record, stored_claims: str) -> Record | None:
    """The record with what is stored of it (its `claims_json`); None when it says nothing new."""
    if record.claims_json == stored_claims:
        return None
    stored = claims_from_json(stored_claims)
    merged = merge_claims(stored, record.claims)
    return None if merged == stored else replace(record, claims=merged)
