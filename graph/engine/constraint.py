"""Burt's constraint."""

from collections.abc import Hashable

import numpy as np
from scipy import sparse

from graph.engine.csr import CsrGraph

# Rows whose products are held together: a block of two-step paths stays small even round a hub.
PATHS_PER_BLOCK = 1 << 22


def constraint(G: CsrGraph, nodes: None = None, weight: str | None = None) -> dict[Hashable, float]:
    """How much each node's ties lead back to one another (Burt 2004); NaN for a node without neighbour.

    c(i) = Σ_j (p_ij + Σ_q p_iq p_qj)², over the neighbours j of i, p being the share of i's ties. The products of
    two steps are kept only where i and j are neighbours: the whole square of p would be dense round a hub.
    """
    shares = _shares(G, weight)
    values = np.full(len(G), np.nan)
    linked = np.diff(shares.indptr) > 0
    for start, end in _blocks(G, shares):
        rows = shares[start:end]
        indirect = (rows @ shares).multiply(rows > 0)
        direct = sparse.csr_array(rows + indirect)
        values[start:end] = np.asarray(direct.multiply(direct).sum(axis=1))
    values[~linked] = np.nan
    return G.named(values)


def _shares(G: CsrGraph, weight: str | None) -> sparse.csr_array:
    """Each row of the adjacency matrix divided by its sum."""
    links = G.adjacency(weight)
    strength = np.asarray(links.sum(axis=1), dtype=np.float64)
    rows = np.repeat(np.arange(len(G)), G.neighbour_counts)
    shares = links.data / strength[rows]
    return sparse.csr_array((shares, links.indices, links.indptr), shape=links.shape)


def _blocks(G: CsrGraph, shares: sparse.csr_array) -> list[tuple[int, int]]:
    """Runs of rows with about PATHS_PER_BLOCK two-step paths each."""
    if not len(G):
        return []
    paths = np.asarray(
        sparse.csr_array((np.ones(len(shares.data)), shares.indices, shares.indptr), shape=shares.shape)
        @ G.neighbour_counts.astype(np.float64)
    )
    block = (np.cumsum(paths) // PATHS_PER_BLOCK).astype(np.int64)
    cuts = [0, *(np.flatnonzero(np.diff(block)) + 1).tolist(), len(G)]
    return list(zip(cuts[:-1], cuts[1:], strict=True))
