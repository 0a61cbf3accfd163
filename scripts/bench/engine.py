"""The backend beside networkx, and beside networkit called directly, in one process.

Graph: uniform random, "G(n, m)" of Erdős and Rényi, drawn by numpy's PCG64 from a seed, without loops. Ours is built
from the arrays, as from a store; networkx works on its own graph, networkit on its own; the conversion of a networkx
graph is reported apart. All are asked for the same tolerance and the same number of pivots, and values are compared.
networkit runs with its own defaults, all cores of the machine.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import networkit
import networkx as nx
import numpy as np

from graph.engine.convert import convert_from_nx
from graph.engine.csr import CsrGraph
from scripts.bench.measure import Measure

GENERATOR = "G(n, m) uniform, numpy PCG64"
PAGERANK_L1 = 1e-7
DIFFERENCE = 1e-7
"""Most that a value may differ at equal tolerance (an L1 error of PAGERANK_L1 on the whole vector)."""
BESIDE_NETWORKIT = 2.0
MODULARITY = -0.005
PART = "engine"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question: as asked of ours and of networkx, as asked of networkit, and how many times faster is promised."""

    name: str
    call: Callable[[Any], Any]
    direct: Callable[[Any], Any] | None = None
    bar: float | None = None


def edges(nodes: int, links: int, seed: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """`links` distinct pairs of different nodes."""
    draw = np.random.default_rng(seed)
    pairs = np.empty(0, dtype=np.int64)
    while len(pairs) < links:
        source, target = draw.integers(0, nodes, (2, links))
        low, high = np.minimum(source, target), np.maximum(source, target)
        pairs = np.unique(np.concatenate([pairs, (low * nodes + high)[low != high]]))
    chosen = np.sort(draw.choice(pairs, links, replace=False))
    return chosen // nodes, chosen % nodes


def timed(function: Callable[[], Any], repeats: int = 1) -> tuple[float, Any]:
    """Median seconds, and the last answer."""
    spent = []
    for _ in range(repeats):
        start = time.perf_counter()
        answer = function()
        spent.append(time.perf_counter() - start)
    return float(np.median(spent)), answer


def comparisons(nodes: int, pivots: int, seed: int) -> list[Comparison]:
    tolerance = PAGERANK_L1 / nodes
    kit = networkit.centrality
    return [
        Comparison(
            "pagerank, L1 1e-7",
            lambda g: nx.pagerank(g, tol=tolerance, max_iter=500),
            lambda g: kit.PageRank(g, tol=PAGERANK_L1).run(),
            25.0,
        ),
        Comparison(
            "eigenvector, default tolerance",
            nx.eigenvector_centrality,
            lambda g: kit.EigenvectorCentrality(g, tol=1e-6).run(),
            100.0,
        ),
        Comparison(
            f"betweenness, {pivots} pivots",
            lambda g: nx.betweenness_centrality(g, k=pivots, seed=seed),
            lambda g: kit.EstimateBetweenness(g, pivots).run(),
            40.0,
        ),
        Comparison("core number", nx.core_number, lambda g: kit.CoreDecomposition(g).run()),
        Comparison(
            "components",
            lambda g: {i: len(c) for i, c in enumerate(nx.connected_components(g))},
            lambda g: networkit.components.ConnectedComponents(g).run(),
        ),
    ]


def networkit_graph(nodes: int, source: Any, target: Any) -> Any:
    return networkit.GraphFromCoo((source.astype(np.uint64), target.astype(np.uint64)), n=nodes)


def networkx_graph(nodes: int, source: Any, target: Any) -> "nx.Graph[int]":
    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(range(nodes))
    made.add_edges_from(zip(source.tolist(), target.tolist(), strict=True))
    return made


def compare(asked: Comparison, ours: CsrGraph, theirs: Any, kit: Any) -> Iterator[Measure]:
    seconds, values = timed(lambda: asked.call(ours), repeats=3)
    nx_seconds, nx_values = timed(lambda: asked.call(theirs))
    yield Measure(PART, f"{asked.name}, ours", seconds, "s")
    yield Measure(PART, f"{asked.name}, networkx", nx_seconds, "s")
    yield Measure(PART, f"{asked.name}, how many times faster", nx_seconds / seconds, "×", asked.bar, at_least=True)
    difference = max(abs(values[node] - nx_values[node]) for node in nx_values)
    yield Measure(PART, f"{asked.name}, largest difference", difference, "", DIFFERENCE)
    if asked.direct is not None:
        direct = asked.direct
        yield beside_networkit(asked.name, seconds, timed(lambda: direct(kit), repeats=3)[0], asked.bar)


def beside_networkit(name: str, seconds: float, direct: float, promised: float | None) -> Measure:
    bar = BESIDE_NETWORKIT if promised else None
    return Measure(PART, f"{name}, time beside networkit called directly", seconds / direct, "×", bar)


def louvain(*, nodes: int = 20_000, links: int = 100_000, seed: int = 1) -> Iterator[Measure]:
    source, target = edges(nodes, links, seed)
    ours = CsrGraph.from_edges(range(nodes), source, target)
    theirs, kit = networkx_graph(nodes, source, target), networkit_graph(nodes, source, target)
    name = f"Louvain, {nodes // 1000} k nodes, {links // 1000} k links"
    seconds, found = timed(lambda: nx.community.louvain_communities(ours, seed=seed), repeats=3)
    nx_seconds, nx_found = timed(lambda: nx.community.louvain_communities(theirs, seed=seed))
    direct, _ = timed(lambda: networkit.community.PLM(kit, refine=True).run(), repeats=3)
    yield Measure(PART, f"{name}, ours", seconds, "s")
    yield Measure(PART, f"{name}, networkx", nx_seconds, "s")
    yield Measure(PART, f"{name}, how many times faster", nx_seconds / seconds, "×", 50.0, at_least=True)
    gained = nx.community.modularity(theirs, found) - nx.community.modularity(theirs, nx_found)
    yield Measure(PART, f"{name}, modularity beyond networkx's", gained, "", MODULARITY, at_least=True)
    yield beside_networkit(name, seconds, direct, 50.0)


def engine(*, nodes: int = 100_000, links: int = 500_000, pivots: int = 50, seed: int = 1) -> Iterator[Measure]:
    source, target = edges(nodes, links, seed)
    built, ours = timed(lambda: CsrGraph.from_edges(range(nodes), source, target), repeats=3)
    nx_built, theirs = timed(lambda: networkx_graph(nodes, source, target))
    converted, _ = timed(lambda: convert_from_nx(theirs))
    kit = networkit_graph(nodes, source, target)
    size = f"{GENERATOR}, {nodes // 1000} k nodes, {links // 1000} k links"
    yield Measure(PART, f"{size}: built by us", built, "s")
    yield Measure(PART, f"{size}: built by networkx", nx_built, "s")
    yield Measure(PART, "conversion of an nx.Graph", converted, "s")
    for asked in comparisons(nodes, pivots, seed):
        yield from compare(asked, ours, theirs, kit)
    yield from louvain(nodes=nodes // 5, links=links // 5, seed=seed)
