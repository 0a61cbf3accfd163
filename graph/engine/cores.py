"""Core numbers."""

from collections.abc import Hashable

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.engine.csr import CsrGraph
from graph.engine.neighbours import fan


def core_number(G: CsrGraph) -> dict[Hashable, float]:
    """The largest k such that the node belongs to a set where each has k neighbours (Seidman 1983).

    Layers of nodes are removed together instead of one by one (Batagelj & Zaversnik 2003): same numbers.
    Raises NetworkXNotImplemented where a node is linked to itself.
    """
    if G.loops:
        raise nx.NetworkXNotImplemented("Input graph has self loops which is not permitted.")
    degrees = G.neighbour_counts.copy()
    cores = np.zeros(len(G), dtype=np.int64)
    left = np.ones(len(G), dtype=bool)
    while left.any():
        _peel(G, degrees, cores, left, int(degrees[left].min()))
    return G.named(cores)


def _peel(G: CsrGraph, degrees: NDArray[np.int64], cores: NDArray[np.int64], left: NDArray[np.bool_], k: int) -> None:
    layer = np.flatnonzero(left & (degrees <= k))
    while len(layer):
        cores[layer] = k
        left[layer] = False
        touched = fan(G, layer).ends
        touched = touched[left[touched]]
        np.subtract.at(degrees, touched, 1)
        layer = np.unique(touched[degrees[touched] <= k])
