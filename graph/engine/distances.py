"""Closeness and harmonic centrality: distances from every node to many sources at once, in bits."""

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.engine.components import component_labels
from graph.engine.csr import CsrGraph, Floats
from graph.engine.neighbours import Positions, fan
from graph.engine.progress import tell

Words = NDArray[np.uint64]

# 8 words of 64 sources fill one cache line: reading a neighbour costs the same for 512 sources as for one.
WORDS = 8
SOURCES_PER_SWEEP = 64 * WORDS


class Ring(NamedTuple):
    """At `distance` from some of the sources of a sweep: the `nodes`, and `counts`, of how many sources."""

    distance: int
    nodes: Positions
    counts: Positions


class Totals(NamedTuple):
    """Of each node (n): the sum of its distances, how many nodes it reaches, the sum of the inverses."""

    distance: Positions
    reached: Positions
    inverse: Floats


def closeness_centrality(
    G: CsrGraph, u: None = None, distance: None = None, wf_improved: bool = True
) -> dict[Hashable, float]:
    """Reached nodes divided by their total distance (Freeman 1979), times the share of the graph that is reached
    where `wf_improved` (Wasserman & Faust 1994, p. 201); 0 for an isolated node.
    """
    n = len(G)
    total, reached, _ = _to_all(G)
    values = np.divide(reached, total, out=np.zeros(n), where=total > 0)
    if wf_improved and n > 1:
        values *= reached / (n - 1)
    return G.named(values)


def harmonic_centrality(
    G: CsrGraph, nbunch: None = None, distance: None = None, sources: Iterable[Hashable] | None = None
) -> dict[Hashable, float]:
    """Sum of the inverses of the distances (Boldi & Vigna 2014) to the nodes of `sources`, all of them by default.

    Unknown sources are ignored, repeated ones count once, as in networkx.
    """
    found = _to_all(G) if sources is None else _totals(G, _positions(G, sources))
    return G.named(found.inverse)


def _to_all(G: CsrGraph) -> Totals:
    """Worked out once for closeness and harmonic: nearly all of their time."""
    if "totals" not in G.worked_out:
        G.worked_out["totals"] = _totals(G, np.arange(len(G)))
    found: Totals = G.worked_out["totals"]
    return found


def _totals(G: CsrGraph, sources: Positions) -> Totals:
    n = len(G)
    found = Totals(np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64), np.zeros(n))
    for ring in _rings(G, sources):
        found.distance[ring.nodes] += ring.distance * ring.counts
        found.reached[ring.nodes] += ring.counts
        found.inverse[ring.nodes] += ring.counts / ring.distance
    return found


def _positions(G: CsrGraph, sources: Iterable[Hashable]) -> Positions:
    return np.array(sorted({G.positions[s] for s in sources if s in G.positions}), dtype=np.int64)


def _rings(G: CsrGraph, sources: Positions) -> Iterator[Ring]:
    labels = component_labels(G)
    for start in range(0, len(sources), SOURCES_PER_SWEEP):
        yield from _sweep(G, sources[start : start + SOURCES_PER_SWEEP], labels)
        tell(min(start + SOURCES_PER_SWEEP, len(sources)), len(sources))


def _sweep(G: CsrGraph, sources: Positions, labels: NDArray[np.int64]) -> Iterator[Ring]:
    """Breadth-first from up to 512 sources, bit j of a node's words saying that source j has reached it.

    The graph being undirected, "how many sources are at distance d of this node" is all that a sum needs.
    `missing` counts the sources of its own component that a node has not met: at 0 it is left alone.
    """
    new = _start(len(G), sources)
    seen, front, distance = new.copy(), sources, 0
    missing = np.bincount(labels[sources], minlength=int(labels.max()) + 1)[labels]
    missing[sources] -= 1
    while len(front):
        distance += 1
        nodes, arriving = _pull(G, new, front, missing > 0)
        new[front] = 0
        arriving &= ~seen[nodes]
        counts = np.bitwise_count(arriving).sum(axis=1, dtype=np.int64)
        met = np.flatnonzero(counts)
        front, arriving, counts = nodes[met], arriving[met], counts[met]
        seen[front] |= arriving
        new[front] = arriving
        missing[front] -= counts
        yield Ring(distance, front, counts)


def _start(nodes: int, sources: Positions) -> Words:
    """Each source has met itself."""
    rank = np.arange(len(sources))
    words = np.zeros((nodes, WORDS), dtype=np.uint64)
    words[sources, rank // 64] = np.uint64(1) << (rank % 64).astype(np.uint64)
    return words


def _pull(G: CsrGraph, new: Words, front: Positions, wanting: NDArray[np.bool_]) -> tuple[Positions, Words]:
    """The nodes next to the front that still want sources, and the union of what is new at their neighbours."""
    touched = np.zeros(len(G), dtype=bool)
    touched[fan(G, front).ends] = True
    nodes = np.flatnonzero(touched & wanting)
    if not len(nodes):
        return nodes, np.zeros((0, WORDS), dtype=np.uint64)
    ends, counts = fan(G, nodes)
    return nodes, np.bitwise_or.reduceat(new[ends], np.cumsum(counts) - counts, axis=0)
