"""Groups more linked inside than outside, how far they hang on the draw, and which of them hardly meet.

Louvain through networkx, dispatched to our backend where it answers it. Source: V. Blondel et al., "Fast unfolding of
communities in large networks", Journal of Statistical Mechanics (2008). A partition is one reading among many: SEEDS of
them are compared by the adjusted Rand index (L. Hubert & P. Arabie, Journal of Classification 2, 1985), and the one of
best modularity is shown. A community in several pieces is parted into them: the method can leave some.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.engine import backend
from graph.engine.convert import convert_to_nx
from graph.engine.csr import CsrGraph
from graph.errors import NotResolvable
from graph.model.typography import number

SEEDS = 20
SMALLEST = 5
"""Actors below which a group is not described."""
EXPECTED_ENOUGH = 10.0
PLAIN_LINKS = 20_000
"""Links above which networkx alone would take minutes for SEEDS partitions."""
BACKEND = "entrelacs"
LOUVAIN, LEIDEN = "louvain_communities", "leiden_communities"

Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Partition:
    """`labels`: (n,) community of each actor, numbered by size then first actor; -1 for an actor without a partner."""

    labels: Labels
    modularity: float
    engine: str


@dataclass(frozen=True)
class Communities:
    """`leiden`: one partition by Leiden (V. Traag et al., Scientific Reports 9, 2019), None without the engine, and
    `agreement`, its adjusted Rand index with `best`. `stability`: mean adjusted Rand index of the partitions two by
    two, 1 when all agree; None with one seed.
    """

    best: Partition
    leiden: Partition | None
    agreement: float | None
    stability: float | None
    fewest: int
    most: int
    seeds: tuple[int, ...]


@dataclass(frozen=True)
class Meeting:
    """Two communities, the weight of links between them, and that of a network with the same actors' weights."""

    one: int
    other: int
    observed: float
    expected: float


def communities(graph: CsrGraph, seed: int, seeds: int = SEEDS) -> Communities:
    """Raises NotResolvable for a graph too large for the engine that is there."""
    chosen = tuple(seed + at for at in range(seeds))
    found = [partition(graph, each) for each in chosen]
    best = max(found, key=lambda each: each.modularity)
    leiden = partition(graph, seed, LEIDEN) if is_fast(LEIDEN) else None
    linked = graph.neighbour_counts > 0
    numbers = [int(each.labels.max(initial=-1)) + 1 for each in found]
    pairs = [(found[a], found[b]) for a in range(seeds) for b in range(a)]
    agreements = [adjusted_rand(one.labels[linked], other.labels[linked]) for one, other in pairs]
    return Communities(
        best=best,
        leiden=leiden,
        agreement=adjusted_rand(best.labels[linked], leiden.labels[linked]) if leiden else None,
        stability=float(np.mean(agreements)) if agreements else None,
        fewest=min(numbers),
        most=max(numbers),
        seeds=chosen,
    )


def partition(graph: CsrGraph, seed: int, function: str = LOUVAIN) -> Partition:
    """One partition of the weighted graph; the same seed gives the same on one engine.

    Nodes are numbers there: sets of texts are walked in another order in each process.
    """
    bare = CsrGraph(range(len(graph)), graph.indptr, graph.indices, graph.weights, weight_name=graph.weight_name)
    found, engine = _run(bare, seed, function)
    labels = np.full(len(graph), -1, dtype=np.int64)
    for at, members in enumerate(found):
        labels[sorted(members)] = at
    labels[graph.neighbour_counts == 0] = -1
    labels = numbered(in_one_piece(graph, labels))
    return Partition(labels, modularity(graph, labels), engine)


def is_fast(function: str) -> bool:
    """Whether our backend answers it: networkit is an extra."""
    return hasattr(backend, function) and find_spec("networkit") is not None


def _run(graph: CsrGraph, seed: int, function: str) -> tuple[Iterable[set[int]], str]:
    given: Any = graph
    if is_fast(function):
        made = getattr(nx.community, function)(given, seed=seed, weight="weight", backend=BACKEND)
        return made, f"networkit {version('networkit')}"
    if graph.number_of_edges() > PLAIN_LINKS:
        raise NotResolvable(
            f"Communautés hors de portée sans le moteur rapide\u202f: {number(graph.number_of_edges())} liens "
            f"(limite\u202f: {number(PLAIN_LINKS)}). Choisissez un territoire ou une période, ou installez l’extra "
            "«\u202fengine\u202f»."
        )
    made = getattr(nx.community, function)(convert_to_nx(graph), seed=seed, weight="weight")
    return made, f"networkx {nx.__version__}"


def in_one_piece(graph: CsrGraph, labels: Labels) -> Labels:
    """Each community cut into its connected pieces."""
    links = graph.adjacency().tocoo()
    inside = labels[links.coords[0]] == labels[links.coords[1]]
    within = sparse.coo_array(
        (links.data[inside], (links.coords[0][inside], links.coords[1][inside])), shape=links.shape
    )
    _, pieces = sparse.csgraph.connected_components(within.tocsr(), directed=False)
    return np.where(labels < 0, -1, pieces.astype(np.int64))


def numbered(labels: Labels) -> Labels:
    """The largest community is 0; equal ones in the order of their first actor."""
    known = labels >= 0
    names, first, sizes = np.unique(labels[known], return_index=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    place = {int(names[at]): rank for rank, at in enumerate(order.tolist())}
    return np.array([place.get(label, -1) for label in labels.tolist()], dtype=np.int64)


def modularity(graph: CsrGraph, labels: Labels) -> float:
    """Newman's, on the weighted links; 0 where there is no link."""
    between, ends = blocks(graph, labels)
    total = ends.sum()
    return float((np.diag(between) / total - (ends / total) ** 2).sum()) if total else 0.0


def blocks(graph: CsrGraph, labels: Labels) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(c, c) weight between communities, each link seen from both ends, and (c,) weight of the ends in each."""
    groups = int(labels.max(initial=-1)) + 1
    links = graph.adjacency(graph.weight_name).tocoo()
    a, b = labels[links.coords[0]], labels[links.coords[1]]
    weights = np.bincount(a * groups + b, weights=links.data, minlength=groups * groups)
    between = np.asarray(weights, dtype=np.float64).reshape(groups, groups)
    return between, np.asarray(between.sum(axis=1), dtype=np.float64)


def meetings(graph: CsrGraph, labels: Labels, shown: int) -> list[Meeting]:
    """Every two of the `shown` largest communities of which chance expects EXPECTED_ENOUGH, least met first.

    Expected: weight of one × weight of the other / total, the degree-corrected block model of B. Karrer & M. E. J.
    Newman, Physical Review E 83 (2011).
    """
    between, ends = blocks(graph, labels)
    total = ends.sum()
    largest = min(shown, len(ends))
    found = [
        Meeting(a, b, float(between[a, b]), float(ends[a] * ends[b] / total))
        for a in range(largest) for b in range(a + 1, largest)
    ]  # fmt: skip
    enough = [each for each in found if each.expected >= EXPECTED_ENOUGH]
    return sorted(enough, key=lambda each: (each.observed / each.expected, each.one, each.other))


def adjusted_rand(first: Labels, second: Labels) -> float:
    """Agreement of two partitions, 1 when equal, 0 on average by chance; 1 where nothing can differ."""
    if not len(first):
        return 1.0
    table = sparse.coo_array((np.ones(len(first)), (first, second))).tocsr()
    table.sum_duplicates()
    together = _pairs(table.data).sum()
    rows = _pairs(np.asarray(table.sum(axis=1)).ravel()).sum()
    columns = _pairs(np.asarray(table.sum(axis=0)).ravel()).sum()
    every = len(first) * (len(first) - 1) / 2
    expected = rows * columns / every if every else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else float((together - expected) / (most - expected))


def _pairs(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    return counts * (counts - 1) / 2
