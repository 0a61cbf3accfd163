"""PageRank by the power method."""

from collections.abc import Hashable

import networkx as nx
import numpy as np

from graph.engine.csr import CsrGraph


def pagerank(
    G: CsrGraph,
    alpha: float = 0.85,
    personalization: None = None,
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: None = None,
    weight: str | None = "weight",
    dangling: None = None,
) -> dict[Hashable, float]:
    """Share of the walks that are at each node (Page, Brin, Motwani & Winograd 1999); the values sum to 1.

    Stops, as networkx does, when the L1 change of one round is below n × `tol`: the default lets go after two
    rounds at 100 000 nodes, so ask for a tolerance divided by n. Raises PowerIterationFailedConvergence.
    """
    n = len(G)
    if n == 0:
        return {}
    links = G.adjacency(weight)
    strength = np.asarray(links.sum(axis=1), dtype=np.float64)
    leaving = np.divide(1.0, strength, out=np.zeros(n), where=strength != 0)
    stuck = np.flatnonzero(strength == 0)
    ranks = np.full(n, 1.0 / n)
    for _ in range(max_iter):
        previous = ranks
        # The matrix is symmetric: rows stand for columns, and a product by rows is the fast one.
        teleport = alpha * float(ranks[stuck].sum()) / n + (1.0 - alpha) / n
        ranks = alpha * (links @ (ranks * leaving)) + teleport
        if float(np.abs(ranks - previous).sum()) < n * tol:
            return G.named(ranks)
    raise nx.PowerIterationFailedConvergence(max_iter)
