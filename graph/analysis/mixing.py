"""Do kinds mix: links between actors by their kinds, beside kinds dealt at random.

A link with an actor of unknown kind is left out and counted; it is no kind of its own. Assortativity: M. E. J. Newman,
"Mixing patterns in networks", Physical Review E 67 (2003), eq. 2; None where a single kind is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.analysis.affinity import codes
from graph.analysis.chance import Beside, beside
from graph.analysis.projection import Indices

PERMUTATIONS = 199


@dataclass(frozen=True, slots=True)
class Pair:
    kinds: tuple[str, str]
    links: Beside


@dataclass(frozen=True, slots=True)
class Mixing:
    """`pairs`: every two kinds, those linked least beside chance first; `left_out`: links with an unknown kind."""

    kinds: tuple[str, ...]
    links: int
    left_out: int
    assortativity: Beside
    pairs: tuple[Pair, ...]


def mixing(links: sparse.csr_array, kinds: Sequence[str | None], seed: int, permutations: int = PERMUTATIONS) -> Mixing:
    """`links`: (n, n) symmetric ones, no diagonal."""
    coded, names = codes(kinds), tuple(sorted({kind for kind in kinds if kind}))
    ends = sparse.triu(links, 1).tocoo()
    one, other = ends.coords
    seen = table(coded, one, other, len(names))
    draw, known = np.random.default_rng(seed), np.flatnonzero(coded >= 0)
    drawn = np.zeros((permutations, len(names), len(names)))
    for at in range(permutations):
        dealt = coded.copy()
        dealt[known] = coded[draw.permutation(known)]
        drawn[at] = table(dealt, one, other, len(names))
    pairs = [
        Pair((names[i], names[j]), beside(float(seen[i, j]), drawn[:, i, j]))
        for i in range(len(names)) for j in range(i, len(names))
    ]  # fmt: skip
    pairs.sort(key=lambda pair: (_standing(pair.links), pair.kinds))
    counted = int(np.triu(seen).sum())
    return Mixing(
        kinds=names, links=counted, left_out=len(one) - counted,
        assortativity=beside(assortativity(seen), [_or_nan(assortativity(each)) for each in drawn]), pairs=tuple(pairs),
    )  # fmt: skip


def table(coded: Indices, one: Indices, other: Indices, kinds: int) -> NDArray[np.float64]:
    """(k, k) symmetric: links between two kinds; on the diagonal, links within one."""
    a, b = coded[one], coded[other]
    said = (a >= 0) & (b >= 0)
    counts = np.bincount(a[said] * kinds + b[said], minlength=kinds * kinds).reshape(kinds, kinds).astype(float)
    return np.asarray(np.where(np.eye(kinds, dtype=bool), counts, counts + counts.T), dtype=np.float64)


def assortativity(counts: NDArray[np.float64]) -> float | None:
    """`counts` as `table` gives them. 1: links stay within kinds; 0: as by chance; negative: kinds seek each other."""
    ends = counts + np.diag(np.diag(counts))
    total = ends.sum()
    if not total:
        return None
    share = ends / total
    expected = float((share.sum(axis=1) ** 2).sum())
    return None if expected >= 1.0 - 1e-12 else (float(np.trace(share)) - expected) / (1.0 - expected)


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value


def _standing(links: Beside) -> float:
    """Observed beside chance, in spreads: how far from what dealing the kinds again gives."""
    if links.mean is None or links.value is None:
        return 0.0
    return (links.value - links.mean) / (links.spread or 1.0)
