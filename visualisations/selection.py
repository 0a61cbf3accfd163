"""What of a subgraph is drawn: a picture of more than a few hundred nodes shows nothing, so it is cut, and says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from graph.errors import InvalidInput
from graph.language import N_, _
from graph.model.subgraph import LinkView, NodeView, Subgraph
from graph.model.typography import number

NODES_DEFAULT, LINKS_DEFAULT = 500, 1_500
NODES_MOST, LINKS_MOST = 2_000, 6_000
"""Bounds of one picture: 500 nodes draw in 0.3 s, 2 000 in 0.5 s, more are neither read nor moved smoothly."""

Source: TypeAlias = Subgraph | Mapping[str, Any]
"""A subgraph, or its JSON document (interfaces.md §6); a document's other fields are ignored."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The drawn part: nodes in the order of the subgraph, links whose two ends are drawn. `left_out` is French."""

    centre: str
    depth: int
    nodes: Sequence[NodeView]
    links: Sequence[LinkView]
    left_out: tuple[str, ...]

    @property
    def synthetic(self) -> bool:
        """Whether any record shown is synthetic, which obliges the strip."""
        records = [*self.nodes, *self.links]
        return any(origin.get("status") == "synthetique" for record in records for origin in record["origins"])


def select(
    source: Source, nodes_limit: int = NODES_DEFAULT, links_limit: int = LINKS_DEFAULT, *, grouped: bool = False
) -> Selection:
    """The nearest nodes and the links between them. Raises InvalidInput where a limit is out of bounds.

    `grouped`: aggregates stand for the other nodes, which the sentence then says.
    """
    subgraph = _subgraph(source)
    if not (1 <= nodes_limit <= NODES_MOST and 0 <= links_limit <= LINKS_MOST):
        raise InvalidInput(
            _(
                "Dessin : %(nodes)s nœuds et %(links)s liens demandés ; attendu : de 1 à %(most_nodes)s nœuds et de 0 "
                "à %(most_links)s liens. Réduisez la limite.",
                nodes=nodes_limit,
                links=links_limit,
                most_nodes=NODES_MOST,
                most_links=LINKS_MOST,
            )
        )
    nodes = subgraph.nodes[:nodes_limit]
    drawn = {node["id"] for node in nodes}
    between = [link for link in subgraph.links if link["source"] in drawn and link["target"] in drawn]
    links = between[:links_limit]
    left_out = _left_out(subgraph, len(nodes), len(between), len(links), grouped)
    return Selection(subgraph.centre, subgraph.depth, nodes, links, left_out)


def _subgraph(source: Source) -> Subgraph:
    if isinstance(source, Subgraph):
        return source
    return Subgraph(**{field.name: source[field.name] for field in fields(Subgraph)})


def _left_out(subgraph: Subgraph, nodes: int, between: int, links: int, grouped: bool) -> tuple[str, ...]:
    """Sentences on what the picture leaves out; none when it shows everything."""
    said = []
    if nodes < subgraph.total_nodes:
        said.append(_(_CUT[bool(subgraph.centre), grouped], shown=number(nodes), total=number(subgraph.total_nodes)))
    if links < between:
        said.append(
            _(
                "Il montre %(shown)s relations sur %(total)s entre ces fiches\u202f; "
                "réduisez le nombre de pas pour les voir toutes.",
                shown=number(links),
                total=number(between),
            )
        )
    return tuple(said)


_CUT = {
    (True, True): N_("Le dessin montre les %(shown)s fiches les plus proches du centre sur %(total)s\u202f; des "
                     "agrégats, un par région, tiennent lieu des autres."),
    (True, False): N_("Le dessin montre les %(shown)s fiches les plus proches du centre sur %(total)s\u202f; les "
                      "plus lointaines ne sont ni dessinées ni dans les tableaux."),
    (False, True): N_("Le dessin montre %(shown)s fiches sur %(total)s\u202f; des agrégats, un par région, tiennent "
                      "lieu des autres."),
    (False, False): N_("Le dessin montre %(shown)s fiches sur %(total)s\u202f; les autres ne sont ni dessinées ni "
                       "dans les tableaux."),
}  # fmt: skip
"""(round a centre, with aggregates) → what is said of a picture that shows a part of its nodes."""


def profile(node: NodeView) -> str | None:
    """The kind of an actor, None where unknown or where the node is no actor."""
    value = node["properties"].get("profile")
    return value if isinstance(value, str) else None
