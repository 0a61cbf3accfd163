"""Betweenness centrality, exact or from sampled pivots."""

import random
from collections.abc import Hashable
from typing import NamedTuple

import numpy as np
from networkx.utils import create_py_random_state
from numpy.typing import NDArray

from graph.engine.csr import CsrGraph, Floats
from graph.engine.neighbours import Positions, fan
from graph.engine.progress import tell

# Sources share one sweep until their states (sources × nodes) outgrow the processor's cache.
STATES_PER_SWEEP = 1 << 16


class Level(NamedTuple):
    """One step of the breadth-first sweep: the states left, and each shortest-path link to the states reached."""

    left: Positions
    link_from: Positions
    link_to: Positions
    reached: Positions


def betweenness_centrality(
    G: CsrGraph,
    k: int | None = None,
    normalized: bool = True,
    weight: None = None,
    endpoints: bool = False,
    seed: int | random.Random | None = None,
) -> dict[Hashable, float]:
    """Share of the shortest paths that pass through each node (Freeman 1977), by Brandes' accumulation (2001).

    With `k`, from k pivots only (Brandes & Pich 2007): the same ones, hence the same values, as networkx with the
    same seed. Raises ValueError when k exceeds the number of nodes, ZeroDivisionError when it is 0.
    """
    n = len(G)
    if k is None or k == n:
        return G.named(_rescaled(_dependencies(G, np.arange(n)), None, normalized))
    pivots = np.array(create_py_random_state(seed).sample(range(n), k), dtype=np.int64)
    return G.named(_rescaled(_dependencies(G, pivots), pivots, normalized))


def _dependencies(G: CsrGraph, sources: Positions) -> Floats:
    """Sum over the sources of Brandes' dependency of each source on each node (n)."""
    total = np.zeros(len(G))
    together = max(1, STATES_PER_SWEEP // max(1, len(G)))
    for start in range(0, len(sources), together):
        total += _sweep(G, sources[start : start + together])
        tell(min(start + together, len(sources)), len(sources))
    return total


def _sweep(G: CsrGraph, sources: Positions) -> Floats:
    n, width = len(G), len(sources)
    origins = sources + np.arange(width) * n
    paths = np.zeros(width * n)
    paths[origins] = 1.0
    levels = _forward(G, origins, paths)
    dependency, share = np.zeros(width * n), np.zeros(width * n)
    for level in reversed(levels):
        share[level.reached] = (1.0 + dependency[level.reached]) / paths[level.reached]
        gathered = np.bincount(level.link_from, weights=share[level.link_to], minlength=len(level.left))
        dependency[level.left] = paths[level.left] * gathered
    dependency[origins] = 0.0
    return np.asarray(dependency.reshape(width, n).sum(axis=0), dtype=np.float64)


def _forward(G: CsrGraph, origins: Positions, paths: Floats) -> list[Level]:
    """Breadth-first from all origins at once; fills `paths` with the number of shortest paths to each state.

    A state is source × n + node, so that one sweep of numpy serves many sources.
    """
    n, levels, front = len(G), [], origins
    seen = paths > 0
    while len(front):
        node = front % n
        ends, counts = fan(G, node)
        link_from = np.repeat(np.arange(len(front)), counts)
        ends += (front - node)[link_from]
        fresh = ~seen[ends]
        link_from, link_to = np.compress(fresh, link_from), np.compress(fresh, ends)
        reached = _count_paths(paths, paths[front][link_from], link_to)
        seen[reached] = True
        levels.append(Level(front, link_from, link_to, reached))
        front = reached
    return levels


def _count_paths(paths: Floats, arriving: Floats, link_to: Positions) -> Positions:
    """Add up the paths arriving at each state; where few arrive, without a pass over all of them."""
    if len(link_to) * 16 < len(paths):
        np.add.at(paths, link_to, arriving)
        return np.unique(link_to)
    sums = np.bincount(link_to, weights=arriving, minlength=len(paths))
    reached = np.flatnonzero(sums)
    paths[reached] = sums[reached]
    return reached


def _rescaled(total: Floats, pivots: NDArray[np.int64] | None, normalized: bool) -> Floats:
    """To shares of the possible pairs (or to unordered pairs), as networkx 3.6 does: a pivot is never its own path's
    end, so that it is divided by one pivot less; with one pivot its own value is undefined (NaN).
    """
    others = len(total) - 1
    if others < 2:
        return total
    pairs = float(others - 1) if normalized else 2.0 / others
    if pivots is None:
        return total / (others * pairs)
    if not len(pivots):
        raise ZeroDivisionError("no pivot to divide by")
    scaled = total / (len(pivots) * pairs)
    with np.errstate(invalid="ignore", divide="ignore"):
        scaled[pivots] = total[pivots] / ((len(pivots) - 1) * pairs)
    return scaled
