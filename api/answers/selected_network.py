"""A selection as a network: its participations, with the projects that join most actors first when all is too much."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from api.answers.aggregates import Pair, aggregates
from api.answers.selected import said_of
from api.document import Document
from graph.asking.facets import Selected
from graph.model.entities import EVENT_KINDS
from graph.model.levels import Level
from graph.model.period import Period
from graph.model.relations import RelationType
from graph.model.subgraph import LinkView
from graph.store.views import link_order

LOOKED_AT_MOST = 4_000_000
"""Participations, once for each year: two seconds. Beyond, each year is laid out by itself."""

_Tie: TypeAlias = tuple[str, str, str]
"""Actor, project, role."""


def network_document(selected: Selected, limit: int) -> Document:
    """The fields of a subgraph without a centre (interfaces.md §6), and `total_links`, those of all its nodes.

    At most `limit` nodes: whole projects with their actors, those of most participants first, then by id; `aggregates`
    stand for the others.
    """
    columns = selected.held.columns
    ties = [tie for tie, _ in _ties(selected)]
    partners = _partners(ties)
    drawn = _drawn(selected, partners, limit)
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
        "aggregates": aggregates(_places(selected, every - drawn), _pairs(selected, ties, drawn)),
    }  # fmt: skip


def _pairs(selected: Selected, ties: Sequence[tuple[int, int, int]], drawn: Collection[int]) -> Iterator[Pair]:
    ids = selected.held.columns.ids
    for event, actor, _ in ties:
        if (event in drawn) != (actor in drawn):
            yield (ids[event], ids[actor]) if event in drawn else (ids[actor], ids[event])


def _places(selected: Selected, nodes: Collection[int]) -> Mapping[str, Collection[str]]:
    """Régions of events where they act, of actors where they are seated."""
    if not nodes:
        return {}
    held, columns = selected.held, selected.held.columns
    found: dict[int, set[str]] = {node: {*selected.places.get(node, ())} for node in nodes}
    seats = held.of_type(held.everything, RelationType.SITUATED_IN)
    for node, place in held.chosen(seats, zip(columns.sources, columns.targets, strict=True)):
        if node in found:
            found[node].update(columns.holders[place])
    level = f"{Level.REGION.value}:"
    return {columns.ids[node]: {place for place in held if place.startswith(level)} for node, held in found.items()}


def pictures(selected: Selected, limit: int, years: Sequence[int]) -> tuple[list[str], list[tuple[int, int]]] | None:
    """All nodes that the pictures of these years draw, and their ties: pairs of places in that list, in every year.

    None where there are more ties to look at than a page may wait for.
    """
    columns = selected.held.columns
    ties = _ties(selected)
    if len(ties) * len(years) > LOOKED_AT_MOST:
        return None
    drawn: set[int] = set()
    for year in years:
        window = Period.parse(f"{year:04d}")
        holds = [span is None or window.overlaps(span) for span in columns.spans]
        drawn |= _drawn(selected, _partners([tie for tie, span in ties if holds[span]]), limit)
    nodes = sorted(drawn, key=columns.ids.__getitem__)
    place = {node: at for at, node in enumerate(nodes)}
    pairs = {(place[event], place[actor]) for (event, actor, _), _ in ties if event in place and actor in place}
    return [columns.ids[node] for node in nodes], sorted(pairs)


def _ties(selected: Selected) -> list[tuple[tuple[int, int, int], int]]:
    """(project, actor, role) of each participation, and the code of when it holds."""
    held, columns = selected.held, selected.held.columns
    kinds = {kind.value for kind in EVENT_KINDS}
    mask = held.of_type(selected.mask, RelationType.PARTICIPATES_IN)
    rows = held.chosen(mask, zip(columns.targets, columns.sources, columns.role_codes, columns.span_codes, strict=True))
    return [((event, actor, role), span) for event, actor, role, span in rows if columns.kinds[event] in kinds]


def _partners(ties: Sequence[tuple[int, int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for event, actor, _ in ties:
        found.setdefault(event, set()).add(actor)
    return found


def _drawn(selected: Selected, partners: dict[int, set[int]], limit: int) -> set[int]:
    ids = selected.held.columns.ids
    return _fitting(sorted(partners, key=lambda event: (-len(partners[event]), ids[event])), partners, limit)


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
