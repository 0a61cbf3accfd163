"""The backend beside networkx, in one process.

Graph: uniform random, "G(n, m)" of Erdős and Rényi, drawn by numpy's PCG64 from a seed, without loops. Ours is built
from the arrays, as from a store; networkx works on its own graph; the conversion of that graph is reported apart.
Both are asked for the same tolerance and the same pivots, and their values are compared.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import networkx as nx
import numpy as np

from graph.engine.convert import convert_from_nx
from graph.engine.csr import CsrGraph
from scripts.bench.measure import Measure

GENERATOR = "G(n, m) uniform, numpy PCG64"
PAGERANK_L1 = 1e-7
DIFFERENCE = 1e-7
"""Most that a value may differ at equal tolerance (an L1 error of PAGERANK_L1 on the whole vector)."""
SLOW = "eigenvector"
BARS = {"pagerank": 20.0, "betweenness": 20.0}
PART = "engine"


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


def calls(nodes: int, pivots: int, seed: int) -> Mapping[str, Callable[[Any], Any]]:
    return {
        "pagerank": lambda g: nx.pagerank(g, tol=PAGERANK_L1 / nodes, max_iter=500),
        f"betweenness, {pivots} pivots": lambda g: nx.betweenness_centrality(g, k=pivots, seed=seed),
        "core number": nx.core_number,
        "components": lambda g: {i: len(c) for i, c in enumerate(nx.connected_components(g))},
        SLOW: lambda g: nx.eigenvector_centrality(g, tol=PAGERANK_L1 / nodes, max_iter=500),
    }


def compare(name: str, function: Callable[[Any], Any], ours: CsrGraph, theirs: Any) -> Iterator[Measure]:
    seconds, values = timed(lambda: function(ours), repeats=3)
    nx_seconds, nx_values = timed(lambda: function(theirs))
    bar = BARS.get(name.partition(",")[0])
    yield Measure(PART, f"{name}, ours", seconds, "s")
    yield Measure(PART, f"{name}, networkx", nx_seconds, "s")
    yield Measure(PART, f"{name}, how many times faster", nx_seconds / seconds, "×", bar, at_least=True)
    difference = max(abs(values[node] - nx_values[node]) for node in nx_values)
    yield Measure(PART, f"{name}, largest difference", difference, "", DIFFERENCE)


def engine(
    *, nodes: int = 100_000, links: int = 500_000, pivots: int = 50, seed: int = 1, with_slow: bool = False
) -> Iterator[Measure]:
    """`with_slow` adds eigenvector, minutes in networkx."""
    source, target = edges(nodes, links, seed)
    built, ours = timed(lambda: CsrGraph.from_edges(range(nodes), source, target), repeats=3)
    theirs: nx.Graph[int] = nx.Graph()
    theirs.add_nodes_from(range(nodes))
    nx_built, _ = timed(lambda: theirs.add_edges_from(zip(source.tolist(), target.tolist(), strict=True)))
    converted, _ = timed(lambda: convert_from_nx(theirs))
    size = f"{GENERATOR}, {nodes // 1000} k nodes, {links // 1000} k links"
    yield Measure(PART, f"{size}: built by us", built, "s")
    yield Measure(PART, f"{size}: built by networkx", nx_built, "s")
    yield Measure(PART, "conversion of an nx.Graph", converted, "s")
    for name, call in calls(nodes, pivots, seed).items():
        if with_slow or name != SLOW:
            yield from compare(name, call, ours, theirs)
