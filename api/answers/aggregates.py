"""What a cut picture leaves out, as aggregates: one for each région, with what ties it to the nodes that are drawn.

A node of several régions counts in each, as it would answer a selection of each. Aggregates are no entities: their id
and their type say so, and nothing counts them as actors.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import product
from typing import TypeAlias

from api.answers.naming import territory_name
from api.document import Document
from graph.model.subgraph import LinkView, Subgraph
from graph.store.views import places_holding
from visualisations.aggregates import KIND, OTHERS, UNKNOWN, WORDS
from visualisations.projection import PARTNERS, WIDEST

NAMED_MOST = 13
"""Régions that have an aggregate of their own, the largest; the others share one."""

Pair: TypeAlias = tuple[str, str]
"""A drawn node, and one that is not."""


def aggregates(left: Mapping[str, Collection[str]], pairs: Iterable[Pair]) -> list[Document]:
    """`left`: nodes that are not drawn → their régions; `pairs`: their ties to drawn nodes, repeated or not.

    `[{id, type, label, territories, count, ties: [{node, count}]}]`, the largest first, « autres » and « inconnue »
    last; `ties` count the nodes of the aggregate that each drawn node is tied to.
    """
    sizes = Counter(region for regions in left.values() for region in regions)
    named = sorted(sizes, key=lambda region: (-sizes[region], region))[:NAMED_MOST]
    known = frozenset(named)
    groups = {node: _groups(regions, known) for node, regions in left.items()}
    counts = Counter(group for held in groups.values() for group in held)
    ties: dict[str, Counter[str]] = defaultdict(Counter)
    for drawn, other in set(pairs):
        for group in groups.get(other, ()):
            ties[group][drawn] += 1
    others = sorted(set(sizes) - known)
    order = [group for group in (*named, OTHERS, UNKNOWN) if counts[group]]
    return [_document(group, counts[group], others, ties[group]) for group in order]


def left_round(whole: Subgraph, drawn: Subgraph) -> dict[str, frozenset[str]]:
    """Nodes within reach that are not drawn → their régions; where actors alone are drawn, actors alone."""
    shown = {node["id"] for node in drawn.nodes}
    return {node["id"]: regions_of(node["territories"]) for node in whole.nodes if node["id"] not in shown}


def pairs_round(whole: Subgraph, drawn: Subgraph) -> Iterator[Pair]:
    """Relations of every type between what is drawn and what is not."""
    shown = {node["id"] for node in drawn.nodes}
    for link in whole.links:
        source, target = link["source"], link["target"]
        if (source in shown) != (target in shown):
            yield (source, target) if source in shown else (target, source)


def partners_round(whole: Subgraph, drawn: Subgraph) -> Iterator[Pair]:
    """Actors that take part in one thing; not by one that joins too many to be told two by two, as in the picture."""
    shown = {node["id"] for node in drawn.nodes}
    for members in _members(whole.links).values():
        if len(members) <= WIDEST:
            yield from product(members & shown, members - shown)


def regions_of(territories: Iterable[str]) -> frozenset[str]:
    """Régions that hold these territories or a part of them; none for a place that is not in force, or none at all."""
    return frozenset(
        larger for place in territories for larger in places_holding(place) if larger.startswith("region:")
    )


def _members(links: Iterable[LinkView]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link["type"] == PARTNERS:
            found[link["target"]].add(link["source"])
    return found


def _groups(regions: Collection[str], named: Collection[str]) -> frozenset[str]:
    return frozenset(region if region in named else OTHERS for region in regions) or frozenset((UNKNOWN,))


def _document(group: str, count: int, others: list[str], ties: Counter[str]) -> Document:
    territories = {OTHERS: others, UNKNOWN: []}.get(group, [group])
    return {
        "id": f"{KIND}:{group}", "type": KIND, "label": WORDS.get(group) or territory_name(group) or group,
        "territories": territories, "count": count,
        "ties": [
            {"node": node, "count": number} for node, number in sorted(ties.items(), key=lambda tie: (-tie[1], tie[0]))
        ],
    }  # fmt: skip
