"""Records as documents: how a node or a relation is shown. One place, so that both stores show the same bytes.

The documents are written beside the claims when a record changes, and read back ready-made.
"""

from functools import cache, lru_cache
from typing import cast

from graph.errors import UnknownEntity
from graph.model.entities import EVENT_KINDS, NodeKind
from graph.model.origin import Status
from graph.model.period import Period
from graph.model.record import Json, NodeRecord, RelationRecord
from graph.model.subgraph import LinkView, NodeView
from graph.store.framing import text
from graph.territories import hierarchy

WALKABLE = frozenset((NodeKind.ACTOR.value, *(kind.value for kind in EVENT_KINDS)))
"""Kinds that a neighbourhood and a path go through."""


def node_document(record: NodeRecord) -> str:
    """JSON text of `{label, labels, properties, statuses, origins}`."""
    return text(
        {
            "label": record.label,
            "labels": list(record.labels),
            "properties": record.properties,
            "statuses": statuses(record),
            "origins": record.origins,
        }
    )


def node_view(
    node_id: str, kind: str, degree: int, document: Json, distance: int, territories: list[str], themes: list[str]
) -> NodeView:
    """A node as served, from its parsed document. `territories` and `themes` must come sorted and distinct."""
    return {
        "id": node_id,
        "kind": kind,
        "label": cast(str, document["label"]),
        "degree": degree,
        "distance": distance,
        "properties": cast(Json, document["properties"]),
        "territories": territories,
        "themes": themes,
        "statuses": cast(list[str], document["statuses"]),
        "origins": cast(list[Json], document["origins"]),
    }


def link_document(record: RelationRecord) -> str:
    """JSON text of a `LinkView`: `start` and `end` stand beside the other properties, not twice."""
    return text(link_view(record))


def link_view(record: RelationRecord) -> LinkView:
    said = dict(record.properties)
    start, end = said.pop("start", None), said.pop("end", None)
    return {
        "source": record.source,
        "target": record.target,
        "type": record.type,
        "role": record.role,
        "start": None if start is None else str(start),
        "end": None if end is None else str(end),
        "properties": said,
        "origins": record.origins,
    }


def link_order(link: LinkView) -> tuple[str, str, str, str]:
    """Links are listed by (source, type, target, role)."""
    return (link["source"], link["type"], link["target"], link["role"])


def statuses(record: NodeRecord | RelationRecord) -> list[str]:
    return sorted({claim.status._value_ for claim in record.claims})


def sources(record: NodeRecord | RelationRecord, status: Status | None = None) -> list[str]:
    """Those that say it, or that say it under one status."""
    return sorted({claim.source for claim in record.claims if status is None or claim.status is status})


def years(record: NodeRecord) -> tuple[int | None, int | None]:
    """First and last year of what a record states, None where unknown: an unknown bound excludes nothing."""
    return years_stated(_words(record.properties.get("start")), _words(record.properties.get("end")))


@lru_cache(maxsize=10_000)
def years_stated(start: str | None, end: str | None) -> tuple[int | None, int | None]:
    period = Period.stated(start, end)
    if period is None:
        return None, None
    return period.start.year if period.start else None, period.end.year if period.end else None


@cache
def places_holding(territory: str) -> tuple[str, ...]:
    """The territory itself, then every one that holds it or a part of it; France holds all.

    What is not in force (a QPV, a CRTE, a commune of another vintage) is held by France alone.
    """
    try:
        return (territory, *hierarchy.parents(territory))
    except (UnknownEntity, ValueError, KeyError):
        return tuple(dict.fromkeys((territory, hierarchy.COUNTRY)))


def _words(value: object) -> str | None:
    return value if isinstance(value, str) else None
