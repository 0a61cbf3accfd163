"""What else a picture may show: groups or themes by hue, a measure by size. All of the picture alone, never the graph.

The hues are those of the palette, in a fixed order: the largest group first. Beyond them, one grey.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from graph.language import _
from graph.model.counting import count
from graph.model.subgraph import Subgraph

Colour: TypeAlias = Literal["profil", "communaute", "theme"]
Size: TypeAlias = Literal["liens", "intermediarite", "noyau"]

HUES = ("association", "entreprise", "fondation", "collectivite", "academique", "etat")
REST = "autre"
SEED = 0
LARGEST, SMALLEST = 15.0, 6.5
"""Half the width of a mark, in the units of the picture."""


@dataclass(frozen=True, slots=True)
class Hues:
    """`by_node` gives a custom property of the palette; `legend` its words, `caveat` how to read them."""

    by_node: Mapping[str, str]
    legend: Sequence[tuple[str, str]]
    caveat: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """`by_node`: half the width of a mark; `words` says what it grows with."""

    by_node: Mapping[str, float]
    words: str


def hues(subgraph: Subgraph, by: Colour, theme_words: Callable[[str], str] = str) -> Hues | None:
    """None for « profil »: the marks have their own hue."""
    if by == "communaute":
        return _groups(subgraph)
    return _themes(subgraph, theme_words) if by == "theme" else None


def _groups(subgraph: Subgraph) -> Hues:
    """Louvain (Blondel et al. 2008) on what is drawn, one seed, nodes in their order: the same picture every time."""
    import networkx as nx

    found = nx.community.louvain_communities(_network(subgraph), seed=SEED)
    groups = sorted((sorted(group) for group in found if len(group) > 1), key=lambda group: (-len(group), group[0]))
    hue = {node: _hue(place) for place, group in enumerate(groups) for node in group}
    legend = [
        (_hue(place), _("groupe %(number)s : %(told)s", number=place + 1, told=count(len(group), "fiche")))
        for place, group in enumerate(groups[: len(HUES)])
    ]
    rest = sum(len(group) for group in groups[len(HUES) :])
    if rest:
        legend.append((REST, _("autres groupes : %(told)s", told=count(rest, "fiche"))))
    return Hues(
        hue,
        legend,
        _("Groupes de fiches plus liées entre elles qu’aux autres, dans ce dessin seulement (Louvain, une graine)."),
    )


def _themes(subgraph: Subgraph, theme_words: Callable[[str], str]) -> Hues:
    first = {node["id"]: node["themes"][0] for node in subgraph.nodes if node["themes"]}
    most = [theme for theme, often in sorted(Counter(first.values()).items(), key=lambda one: (-one[1], one[0]))]
    place = {theme: _hue(rank) for rank, theme in enumerate(most)}
    legend = [(place[theme], theme_words(theme)) for theme in most[: len(HUES)]]
    if len(most) > len(HUES):
        legend.append((REST, _("autres thèmes")))
    caveat = _("Premier thème dit de chaque fiche ; une fiche sans thème garde l’encre de son profil.")
    return Hues({node: place[theme] for node, theme in first.items()}, legend, caveat)


def _hue(rank: int) -> str:
    return HUES[rank] if rank < len(HUES) else REST


def sizes(subgraph: Subgraph, by: Size) -> Sizes | None:
    """None for « liens »: a mark grows with the number of known relations, in the whole graph."""
    if by == "liens":
        return None
    import networkx as nx

    network = _network(subgraph)
    if by == "noyau":
        values: Mapping[str, Any] = nx.core_number(network)
        said = _("La taille croît avec le noyau (le plus grand k où chacun garde k voisins), dans ce dessin seulement.")
    else:
        values = nx.betweenness_centrality(network)
        said = _("La taille croît avec l’intermédiarité (part des plus courts chemins), dans ce dessin seulement.")
    most = max(values.values(), default=0) or 1
    grown = {node: SMALLEST + (LARGEST - SMALLEST) * (value / most) ** 0.5 for node, value in values.items()}
    return Sizes(grown, said)


def _network(subgraph: Subgraph) -> Any:
    import networkx as nx

    made: Any = nx.Graph()
    made.add_nodes_from(node["id"] for node in subgraph.nodes)
    made.add_edges_from((link["source"], link["target"]) for link in subgraph.links)
    made.remove_edges_from(list(nx.selfloop_edges(made)))
    return made
