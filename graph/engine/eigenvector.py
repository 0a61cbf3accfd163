"""Eigenvector centrality by the power method."""

import math
from collections.abc import Hashable

import networkx as nx
import numpy as np

from graph.engine.csr import CsrGraph


def eigenvector_centrality(
    G: CsrGraph,
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: None = None,
    weight: str | None = None,
) -> dict[Hashable, float]:
    """Leading eigenvector of the adjacency matrix, of Euclidean norm 1 (Bonacich 1972).

    Iterates on A + I like networkx, which converges on bipartite graphs too, and stops at the same point (L1 change
    below n × `tol`). Raises NetworkXPointlessConcept on the null graph, PowerIterationFailedConvergence.
    """
    n = len(G)
    if n == 0:
        raise nx.NetworkXPointlessConcept("cannot compute centrality for the null graph")
    links = G.adjacency(weight)
    values = np.full(n, 1.0 / n)
    for _ in range(max_iter):
        previous = values
        values = previous + links @ previous
        # Pairwise sums: BLAS norms are less exact, and the iteration then wavers above tight tolerances.
        values /= math.sqrt(float(np.square(values).sum())) or 1.0
        if float(np.abs(values - previous).sum()) < n * tol:
            return G.named(values)
    raise nx.PowerIterationFailedConvergence(max_iter)
