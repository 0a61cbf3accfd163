"""Who works with whom, straight: actors alone, two of them tied by each thing they take part in together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from graph.language import _
from graph.model.counting import count
from graph.model.record import Json
from graph.model.subgraph import LinkView, NodeView, Subgraph

PARTNERS = "PARTICIPATES_IN"
WIDEST = 60
"""Actors of one alliance that are still tied two by two: beyond, a thousand lines would say one thing."""


def projected(subgraph: Subgraph) -> tuple[Subgraph, tuple[str, ...]]:
    """The actors of a neighbourhood, and sentences on what was left untied. One link for each pair, in order of ids.

    A centre that is no actor is not in the picture; the first actor stands for it.
    """
    actors = {node["id"]: node for node in subgraph.nodes if node["kind"] == "Actor"}
    names = {node["id"]: node["label"] for node in subgraph.nodes}
    shared: dict[tuple[str, str], list[tuple[LinkView, LinkView]]] = defaultdict(list)
    wide = []
    for event, members in _members(subgraph.links, actors).items():
        if len(members) > WIDEST:
            wide.append(event)
            continue
        for one, other in combinations(sorted(members), 2):
            shared[one, other].append((members[one], members[other]))
    links = [_link(pair, ties) for pair, ties in sorted(shared.items())]
    centre = subgraph.centre if subgraph.centre in actors else next(iter(actors), subgraph.centre)
    drawn = Subgraph(
        centre, subgraph.depth, subgraph.limit, list(actors.values()), links, subgraph.truncated, len(actors),
        subgraph.dropped_by,
    )  # fmt: skip
    return drawn, tuple(_untied(names.get(event, event)) for event in wide)


def _members(links: Sequence[LinkView], actors: Mapping[str, NodeView]) -> Mapping[str, dict[str, LinkView]]:
    """For each thing taken part in, its actors and one of their participations."""
    found: dict[str, dict[str, LinkView]] = defaultdict(dict)
    for link in links:
        if link["type"] == PARTNERS and link["source"] in actors:
            found[link["target"]].setdefault(link["source"], link)
    return found


def _link(pair: tuple[str, str], ties: list[tuple[LinkView, LinkView]]) -> LinkView:
    sides = [side for tie in ties for side in tie]
    starts, ends = [side["start"] for side in sides], [side["end"] for side in sides]
    origins: list[Json] = [origin for tie in ties for origin in tie[0]["origins"][:1]]
    role = count(len(ties), "participation commune", "participations communes")
    properties: Json = {"together": len(ties), "events": [tie[0]["target"] for tie in ties]}
    return {
        "source": pair[0], "target": pair[1], "type": "PARTNER", "role": role,
        "start": min((start for start in starts if start), default=None),
        "end": max((end for end in ends if end), default=None) if all(ends) else None,
        "properties": properties, "origins": origins,
    }  # fmt: skip


def _untied(name: str) -> str:
    return _("« %(name)s » réunit plus de %(most)s acteurs : ils ne sont pas reliés deux à deux par elle.",
             name=name, most=WIDEST)  # fmt: skip
