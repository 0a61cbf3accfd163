"""Communities by networkit's Louvain and Leiden, made repeatable: one seed, one partition.

networkit is an extra (`pip install 'entrelacs[engine]'`); without it these two functions are refused and networkx
answers. Three of its traps are undone here: two threads give other communities with the same seed, so that one is
used; its Louvain ignores the seed, so that the seed permutes the nodes; it leaves communities in several pieces,
which are parted.
"""

import random
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
from networkx.utils import create_py_random_state
from numpy.typing import NDArray

from graph.engine.components import component_labels, members
from graph.engine.csr import CsrGraph

LOUVAIN_MOVES = 8
"""Rounds of moves on each level; networkit's 32 take twice the time for the same modularity."""
LEIDEN_ROUNDS = 10
"""Modularity no longer rises after about eight rounds on 20 000 nodes; networkit stops at 3."""

Labels = NDArray[np.int64]


@cache
def engine_name() -> str | None:
    """`networkit 11.3`, for the options of an answer; None where the extra is not installed."""
    try:
        return f"networkit {version('networkit')}"
    except PackageNotFoundError:
        return None


def louvain_communities(
    G: CsrGraph,
    weight: str | None = "weight",
    resolution: float = 1,
    threshold: float = 1e-7,
    max_level: None = None,
    seed: int | random.Random | None = None,
) -> list[set[Hashable]]:
    """Sets of nodes that raise modularity (Blondel et al. 2008), each level refined, in the order of their first nodes.

    Raises NotImplementedError, which makes networkx try elsewhere, for a negative weight.
    """

    def run(engine: Any, links: Any) -> Any:
        return engine.community.PLM(links, refine=True, gamma=resolution, par="none", maxIter=LOUVAIN_MOVES)

    return _communities(G, weight, seed, run)


def leiden_communities(
    G: CsrGraph,
    weight: str | None = "weight",
    resolution: float = 1,
    max_level: None = None,
    seed: int | random.Random | None = None,
) -> list[set[Hashable]]:
    """Sets of nodes that raise modularity (Traag, Waltman & van Eck 2019), in the order of their first nodes.

    Raises NotImplementedError for a negative weight.
    """

    def run(engine: Any, links: Any) -> Any:
        return engine.community.ParallelLeiden(links, randomize=False, iterations=LEIDEN_ROUNDS, gamma=resolution)

    return _communities(G, weight, seed, run)


def _communities(G: CsrGraph, weight: str | None, seed: int | random.Random | None, run: Any) -> list[set[Hashable]]:
    if not len(G.indices):
        return [{node} for node in G.nodes]
    places = np.random.default_rng(create_py_random_state(seed).getrandbits(64)).permutation(len(G))
    with _one_thread() as engine:
        found = run(engine, _links(engine, G, weight, places)).run().getPartition().getVector()
    labels = np.asarray(found, dtype=np.int64)[places]
    return list(members(G, _in_one_piece(G, labels)))


def _links(engine: Any, G: CsrGraph, weight: str | None, places: NDArray[np.int64]) -> Any:
    """The graph as networkit's own, node i standing at `places[i]`."""
    matrix = G.not_negative(weight)
    source = np.repeat(np.arange(len(G), dtype=G.indices.dtype), G.neighbour_counts)
    once = source <= G.indices
    ends = (places[source[once]].astype(np.uint64), places[G.indices[once]].astype(np.uint64))
    weighted = weight is not None and weight == G.weight_name and G.weights is not None
    return engine.GraphFromCoo((matrix.data[once], ends) if weighted else ends, n=len(G), weighted=weighted)


def _in_one_piece(G: CsrGraph, labels: Labels) -> Labels:
    """Communities without the links between them are the components of what is left."""
    source = np.repeat(np.arange(len(G)), G.neighbour_counts)
    within = labels[source] == labels[G.indices]
    starts = np.concatenate([[0], np.cumsum(within)])[G.indptr]
    return component_labels(CsrGraph(G.nodes, starts, G.indices[within]))


@contextmanager
def _one_thread() -> Iterator[Any]:
    import networkit as engine

    threads = engine.getMaxNumberOfThreads()
    engine.setNumberOfThreads(1)
    try:
        yield engine
    finally:
        engine.setNumberOfThreads(threads)
