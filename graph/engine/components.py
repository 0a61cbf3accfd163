"""Connected components."""

from collections.abc import Hashable, Iterator

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csgraph

from graph.engine.csr import CsrGraph


def component_labels(G: CsrGraph) -> NDArray[np.int64]:
    """The component of each node (n), numbered in the order of their first nodes, from 0."""
    # The matrix is symmetric, so that strongly connected is connected: scipy then makes no transposed copy of it.
    count, found = csgraph.connected_components(G.adjacency(), directed=True, connection="strong")
    first = np.empty(count, dtype=np.int64)
    first[found[::-1]] = np.arange(len(found))[::-1]  # the last one written is the first node
    order = np.empty(count, dtype=np.int64)
    order[np.argsort(first)] = np.arange(count)
    return order[found]


def connected_components(G: CsrGraph) -> Iterator[set[Hashable]]:
    """Sets of nodes, in the order of their first nodes."""
    yield from members(G, component_labels(G))


def members(G: CsrGraph, labels: NDArray[np.int64]) -> Iterator[set[Hashable]]:
    """The nodes that bear each label, from 0."""
    sorted_by_label = np.argsort(labels, kind="stable")
    ends = np.cumsum(np.bincount(labels))
    for start, end in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=False):
        yield {G.nodes[i] for i in sorted_by_label[start:end].tolist()}


def number_connected_components(G: CsrGraph) -> int:
    return int(component_labels(G).max(initial=-1)) + 1


def is_connected(G: CsrGraph) -> bool:
    """Raises NetworkXPointlessConcept on the null graph."""
    if len(G) == 0:
        raise nx.NetworkXPointlessConcept("Connectivity is undefined for the null graph.")
    return number_connected_components(G) == 1
