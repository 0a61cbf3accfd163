"""PageRank of an undirected graph, as a linear system solved by conjugate gradients.

The power method goes round as often as the damping asks; links that go both ways make the system symmetric, and the
conjugate gradients need two thirds of the products with the matrix, which are nearly all the time.
"""

from collections.abc import Hashable

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy import sparse

from graph.engine.csr import CsrGraph

Floats = npt.NDArray[np.float64]


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

    Stops where one more round of the power method would change less than n × `tol` (L1), which is where networkx
    stops: the default lets go after two rounds at 100 000 nodes, so ask for a tolerance divided by n. `alpha` is below
    1. Raises PowerIterationFailedConvergence after `max_iter` products, NotImplementedError for a negative weight.

    As a linear system: Del Corso, Gullì & Romani 2005. Conjugate gradients: Hestenes & Stiefel 1952.
    """
    n = len(G)
    if n == 0:
        return {}
    links = G.not_negative(weight)
    strength = np.asarray(links.sum(axis=1), dtype=np.float64)
    linked = strength > 0
    root = np.sqrt(strength, out=np.zeros(n), where=linked)
    inverse = np.divide(1.0, root, out=np.zeros(n), where=linked)
    alone = (1.0 - alpha) / n
    apart = alone * (n - int(linked.sum()))
    # ranks = root × solution, where (I − alpha × inverse × links × inverse) × solution = alone × inverse
    solution = _first(root, inverse, alone, alpha)
    left = alone * inverse - _product(links, inverse, solution, alpha)
    towards, energy = left.copy(), float(left @ left)
    for _ in range(max_iter):
        total = float(root @ solution) + apart
        if float(root @ np.abs(left)) < n * tol * total or energy == 0:
            return G.named(np.where(linked, root * solution, alone) / total)
        image = _product(links, inverse, towards, alpha)
        step = energy / float(towards @ image)
        solution += step * towards
        left -= step * image
        before, energy = energy, float(left @ left)
        towards *= energy / before
        towards += left
    raise nx.PowerIterationFailedConvergence(max_iter)


def _first(root: Floats, inverse: Floats, alone: float, alpha: float) -> Floats:
    """The part of the solution that is known: ranks as the strengths, which is all of it where each has as many."""
    whole = float(root @ root)
    known: Floats = root * (alone * float(root @ inverse) / ((1.0 - alpha) * whole)) if whole else root
    return known


def _product(links: sparse.csr_array, inverse: Floats, vector: Floats, alpha: float) -> Floats:
    """The matrix is symmetric: rows stand for columns, and a product by rows is the fast one."""
    image: Floats = links @ (inverse * vector)
    image *= inverse
    image *= -alpha
    image += vector
    return image
