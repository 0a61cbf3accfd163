"""Degree centrality."""

from collections.abc import Hashable

import numpy as np

from graph.engine.csr import CsrGraph


def degree_centrality(G: CsrGraph) -> dict[Hashable, float]:
    """Degree divided by n − 1; a self-loop counts twice; 1 for a node alone in its graph (as networkx)."""
    n = len(G)
    if n <= 1:
        return dict.fromkeys(G, 1)
    degrees = G.neighbour_counts + (G.adjacency().diagonal() != 0)
    return G.named(degrees * np.float64(1.0 / (n - 1.0)))
