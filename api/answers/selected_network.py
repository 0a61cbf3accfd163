"""A selection as a network: its participations, with the projects that join most actors first when all is too much."""

from collections.abc import Sequence
from typing import TypeAlias

from api.answers.selected import said_of
from api.document import Document
from graph.asking.facets import Selected
from graph.model.entities import EVENT_KINDS
from graph.model.relations import RelationType
from graph.model.subgraph import LinkView
from graph.store.views import link_order

_Tie: TypeAlias = tuple[str, str, str]
"""Actor, project, role."""


def network_document(selected: Selected, limit: int) -> Document:
    """The fields of a subgraph without a centre (interfaces.md §6), and `total_links`, those of all its nodes.

    At most `limit` nodes: whole projects with their actors, those of most participants first, then by id.
    """
    held, columns = selected.held, selected.held.columns
    kinds = {kind.value for kind in EVENT_KINDS}
    mask = held.of_type(selected.mask, RelationType.PARTICIPATES_IN)
    rows = held.chosen(mask, zip(columns.targets, columns.sources, columns.role_codes, strict=True))
    ties = [row for row in rows if columns.kinds[row[0]] in kinds]
    partners: dict[int, set[int]] = {}
    for event, actor, _ in ties:
        partners.setdefault(event, set()).add(actor)
    order = sorted(partners, key=lambda event: (-len(partners[event]), columns.ids[event]))
    drawn = _fitting(order, partners, limit)
    events = {columns.ids[node] for node in drawn if node in partners}
    every = {*partners, *(actor for actors in partners.values() for actor in actors)}
    kept = {(columns.ids[a], columns.ids[e], columns.roles[role]) for e, a, role in ties if {e, a} <= drawn}
    links = _links(selected, kept, events) if events else []
    nodes = selected.view.nodes(sorted(columns.ids[node] for node in drawn))
    return {
        **said_of(selected), "centre": "", "depth": 0, "limit": limit, "nodes": nodes, "links": links,
        "truncated": len(drawn) < len(every), "total_nodes": len(every), "total_links": len(ties),
        "total_events": len(partners), "drawn_events": len(events),
        "dropped_by": "limit" if len(drawn) < len(every) else None,
    }  # fmt: skip


def _fitting(order: Sequence[int], partners: dict[int, set[int]], limit: int) -> set[int]:
    """Whole projects while they fit; one that alone is too large brings as many of its actors as there is room for."""
    drawn: set[int] = set()
    for event in order:
        added = {event, *partners[event]} - drawn
        if len(drawn) + len(added) <= limit:
            drawn |= added
        elif not drawn:
            drawn = {event, *sorted(partners[event])[: limit - 1]}
    return drawn


def _links(selected: Selected, kept: set[_Tie], events: set[str]) -> list[LinkView]:
    """Read again from the store, in full, for what is drawn alone."""
    links = selected.view.links(RelationType.PARTICIPATES_IN.value, among=sorted(events))
    return sorted((link for link in links if (link["source"], link["target"], link["role"]) in kept), key=link_order)
