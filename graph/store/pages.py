"""Paged lists, whatever the store: what may be asked, and the page made from the rows read."""

from collections.abc import Callable, Sequence

from graph.errors import InvalidInput
from graph.model.record import RelationRecord
from graph.model.relations import RelationType
from graph.model.subgraph import NodeView
from graph.store.base import Page
from graph.store.cursor import write_cursor

DIRECTIONS = ("both", "out", "in")
TYPES = tuple(kind.value for kind in RelationType)


def checked_direction(direction: str) -> str:
    if direction not in DIRECTIONS:
        raise InvalidInput(f"Sens inconnu : « {direction} ». Attendu : {', '.join(DIRECTIONS)}.")
    return direction


def checked_types(types: Sequence[str]) -> list[str]:
    """All of them when none is named; raises InvalidInput for one that does not exist."""
    if unknown := sorted({*types} - {*TYPES}):
        raise InvalidInput(f"Type de relation inconnu : « {unknown[0]} ». Attendu un de : {', '.join(TYPES)}.")
    return list(types or TYPES)


def relation_place(record: RelationRecord) -> tuple[str, ...]:
    """Where a relation stands in a list: (type, source, target, role)."""
    return (record.type, record.source, record.target, record.role)


def page(
    records: Sequence[RelationRecord],
    limit: int,
    total: int,
    views: Sequence[NodeView],
    place: Callable[[RelationRecord], tuple[str, ...]],
) -> Page:
    """`records` holds one more than `limit` where something follows; `place` gives the key of the cursor."""
    shown = list(records[:limit])
    others = {view["id"]: view for view in sorted(views, key=lambda view: view["id"])}
    return Page(total, shown, others, write_cursor(place(shown[-1])) if shown and len(records) > limit else None)
