"""Who mediates between kinds: the roles of Gould and Fernandez on the projection of the actors.

An actor b mediates between two partners a and c that are not partners of each other. By their kinds:
coordinator (all three alike), consultant (a and c alike, b not), gatekeeper (b like one of the two; on a network
without directions the representative is the same), liaison (all three different).
Source: R. V. Gould & R. M. Fernandez, "Structures of mediation", Sociological Methodology 19 (1989).
A trio in which a kind is unknown is counted apart, as `unknown`. The null: the known kinds dealt again among the actors
whose kind is known.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.analysis.projection import Indices

ROLES = ("coordinator", "consultant", "gatekeeper", "liaison")
PERMUTATIONS, FEWEST_PERMUTATIONS = 199, 39
TRIO_BUDGET = 600_000_000
"""Closed trios looked up under the null, all permutations together: half a minute on one core. Thirty-nine is the least
that can tell a figure from chance at 2.5 % on each side.
"""

Table = NDArray[np.float64]
Trios = NDArray[np.int32]
"""(3, t): actor b, then each pair a < c of its partners that are partners too: no mediation there."""


@dataclass(frozen=True)
class Brokerage:
    """`counts`: (n, 4) open trios of each actor by role; `unknown`: (n,) those with an unknown kind; `mean`, `spread`,
    `percentile`: (n, 4) under the null; `totals`, `null_totals`: (4,) and (permutations, 4).
    """

    counts: Table
    unknown: Table
    mean: Table
    spread: Table
    percentile: Table
    totals: Table
    null_totals: Table
    permutations: int


def brokerage(links: sparse.csr_array, kinds: Indices, seed: int, permutations: int | None = None) -> Brokerage:
    """`links`: (n, n) symmetric ones, no diagonal; `kinds`: (n,) codes, -1 unknown. `permutations` None: as many as the
    trios allow.
    """
    every_closed = closed_trios(links)
    closed = _of_known(every_closed, kinds)
    permutations = _affordable(closed) if permutations is None else permutations
    counts = _by_role(links, closed, kinds)
    degrees = np.diff(links.indptr).astype(float)
    every = degrees * (degrees - 1) / 2 - np.bincount(every_closed[0], minlength=len(kinds))
    draw, known = np.random.default_rng(seed), np.flatnonzero(kinds >= 0)
    total, squares, below = (np.zeros_like(counts) for _ in range(3))
    null_totals = np.zeros((permutations, len(ROLES)))
    for at in range(permutations):
        dealt = kinds.copy()
        dealt[known] = kinds[draw.permutation(known)]
        seen = _by_role(links, closed, dealt)
        total, squares = total + seen, squares + seen**2
        below += (seen < counts) + 0.5 * (seen == counts)
        null_totals[at] = seen.sum(axis=0)
    draws = max(1, permutations)
    mean = total / draws
    spread = np.sqrt(np.maximum(squares / draws - mean**2, 0.0))
    return Brokerage(
        counts, every - counts.sum(axis=1), mean, spread, 100.0 * below / draws, counts.sum(axis=0), null_totals,
        permutations,
    )  # fmt: skip


def _affordable(closed: Trios) -> int:
    return int(np.clip(TRIO_BUDGET // max(1, closed.shape[1]), FEWEST_PERMUTATIONS, PERMUTATIONS))


def closed_trios(links: sparse.csr_array) -> Trios:
    upper = sparse.csr_array(sparse.triu(links, 1))
    ends = upper.tocoo()
    found = [np.empty((3, 0), dtype=np.int32)]
    for start in range(0, len(ends.data), 20_000):
        a, c = ends.coords[0][start : start + 20_000], ends.coords[1][start : start + 20_000]
        both = sparse.csr_array(links[a].multiply(links[c])).tocoo()
        pair, b = both.coords
        found.append(np.stack([b, a[pair], c[pair]]).astype(np.int32))
    return np.concatenate(found, axis=1)


def roles(links: sparse.csr_array, closed: Trios, kinds: Indices) -> Table:
    """(n, 4) open trios by role: all pairs of partners of known kinds, less the closed ones."""
    return _by_role(links, _of_known(closed, kinds), kinds)


def _of_known(closed: Trios, kinds: Indices) -> Trios:
    """Dealing the known kinds again leaves the unknown where they are: these trios are the same every time."""
    return closed[:, (kinds[closed] >= 0).all(axis=0)]


def _by_role(links: sparse.csr_array, closed: Trios, kinds: Indices) -> Table:
    actors, types = len(kinds), int(kinds.max(initial=-1)) + 1
    if not types:
        return np.zeros((actors, len(ROLES)))
    known = np.flatnonzero(kinds >= 0)
    by_kind = sparse.coo_array((np.ones(len(known)), (known, kinds[known])), shape=(actors, types)).tocsr()
    near = np.asarray((links @ by_kind).toarray(), dtype=np.float64)
    own = np.where(kinds >= 0, kinds, 0)
    mine = near[np.arange(actors), own]
    all_known, alike = near.sum(axis=1), (near * (near - 1) / 2).sum(axis=1)
    coordinator = mine * (mine - 1) / 2
    gatekeeper = mine * (all_known - mine)
    pairs = all_known * (all_known - 1) / 2
    table = np.column_stack([coordinator, alike - coordinator, gatekeeper, pairs - alike - gatekeeper])
    table[kinds < 0] = 0.0
    return np.asarray(table - _closed_by_role(closed, kinds, actors), dtype=np.float64)


def _closed_by_role(closed: Trios, kinds: Indices, actors: int) -> Table:
    """One look-up for each trio, all of known kinds: there are tens of millions in a large network."""
    types = int(kinds.max(initial=0)) + 1
    b, a, c = (kinds.astype(np.int32)[side] for side in closed)
    cells = closed[0] * len(ROLES) + _role_of(types)[(a * types + b) * types + c]
    return np.bincount(cells, minlength=actors * len(ROLES)).reshape(actors, len(ROLES)).astype(float)


def _role_of(types: int) -> NDArray[np.int32]:
    """(types³,) role of b between a and c, at (a · types + b) · types + c."""
    a, b, c = np.ogrid[:types, :types, :types]
    role = np.where(a == c, np.where(a == b, 0, 1), np.where((a == b) | (c == b), 2, 3))
    return role.astype(np.int32).ravel()
