"""Burt's measures of structural holes: constraint and effective size."""

from collections.abc import Callable, Hashable, Iterable

import numpy as np
from scipy import sparse

from graph.engine.csr import CsrGraph, Floats
from graph.engine.neighbours import Positions

# Rows whose products are held together: a block of two-step paths stays small even round a hub.
PATHS_PER_BLOCK = 1 << 22

Matrix = sparse.csr_array


def constraint(
    G: CsrGraph, nodes: Iterable[Hashable] | None = None, weight: str | None = None
) -> dict[Hashable, float]:
    """How much each node's ties lead back to one another (Burt 2004); NaN for a node without neighbour.

    c(i) = Σ_j (p_ij + Σ_q p_iq p_qj)², over the neighbours j of i, p being the share of i's ties.
    """
    shares = _shares(G, weight)

    def of_rows(rows: Matrix) -> Floats:
        indirect = (rows @ shares).multiply(rows > 0)
        direct = Matrix(rows + indirect)
        return np.asarray(direct.multiply(direct).sum(axis=1), dtype=np.float64)

    return _in_blocks(G, shares, nodes, of_rows)


def effective_size(
    G: CsrGraph, nodes: Iterable[Hashable] | None = None, weight: str | None = None
) -> dict[Hashable, float]:
    """Neighbours less their redundancy (Burt 1992); NaN for a node without neighbour.

    e(i) = Σ_j (1 − Σ_q p_iq m_jq), over the neighbours j of i, p being the share of i's ties and m a tie divided by
    j's strongest one. networkx makes this product dense, 7 GB at 30 000 nodes, and where it has weights but no `nodes`
    divides by q's strongest tie, against its own definition: the values here are those it gives with `nodes`.
    """
    shares = _shares(G, weight)
    to_strongest = Matrix(_scaled(G.adjacency(weight), "max").T)

    def of_rows(rows: Matrix) -> Floats:
        linked = rows > 0
        redundancy = (rows @ to_strongest).multiply(linked)
        return np.asarray(linked.sum(axis=1) - redundancy.sum(axis=1), dtype=np.float64)

    return _in_blocks(G, shares, nodes, of_rows)


def _in_blocks(
    G: CsrGraph, shares: Matrix, nodes: Iterable[Hashable] | None, of_rows: Callable[[Matrix], Floats]
) -> dict[Hashable, float]:
    """The measure of each node, or of `nodes` in their order; the square of p is never held whole."""
    asked = list(G.nodes if nodes is None else nodes)
    rows = np.array([G.positions[node] for node in asked], dtype=np.int64)
    values = np.full(len(rows), np.nan)
    for start, end in _blocks(G, rows):
        values[start:end] = of_rows(shares[rows[start:end]])
    values[G.neighbour_counts[rows] == 0] = np.nan
    return dict(zip(asked, values.tolist(), strict=True))


def _shares(G: CsrGraph, weight: str | None) -> Matrix:
    return _scaled(G.adjacency(weight), "sum")


def _scaled(links: Matrix, by: str) -> Matrix:
    """Each row divided by its sum or by its largest value."""
    if not links.nnz:
        return links
    whole = np.asarray(links.sum(axis=1) if by == "sum" else links.max(axis=1).toarray(), dtype=np.float64).ravel()
    rows = np.repeat(np.arange(links.shape[0]), np.diff(links.indptr))
    return Matrix((links.data / whole[rows], links.indices, links.indptr), shape=links.shape)


def _blocks(G: CsrGraph, rows: Positions) -> list[tuple[int, int]]:
    """Runs of `rows` with about PATHS_PER_BLOCK two-step paths each."""
    if not len(rows):
        return []
    paths = np.asarray(G.adjacency() @ G.neighbour_counts.astype(np.float64))[rows]
    block = (np.cumsum(paths) // PATHS_PER_BLOCK).astype(np.int64)
    cuts = [0, *(np.flatnonzero(np.diff(block)) + 1).tolist(), len(rows)]
    return list(zip(cuts[:-1], cuts[1:], strict=True))
