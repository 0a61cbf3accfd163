"""Do low counts lean together? The most surprising cluster of neighbours, against a null that varies as programmes do.

Kulldorff's scan for low zones with a negative-binomial null (Zhang, Zhang & Lin 2012): under a Poisson null the natural
heterogeneity of territories is read as clusters, in 78 to 100 % of countries without any (gap-analysis.md §5). It says
*whether* gaps lean together; which territory is under-partnered is the affair of `partnering`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.prior import Floats
from graph.errors import InvalidInput

LARGEST = 10
"""Territories of the largest window."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """`members`: places of the lowest window, nearest to its centre first; `p`: chance of one as low in the null."""

    members: tuple[int, ...]
    observed: float
    expected: float
    p: float


def lowest_cluster(
    observed: Floats, expected: Floats, centres: Floats, dispersion: float, draws: int = 999, seed: int = 0
) -> Cluster:
    """Scan the nearest 2 to 10 neighbours of every territory. observed, expected: (n,); centres: (n, 2), same unit.

    Raises InvalidInput for fewer than three territories.
    """
    if len(observed) < 3:
        raise InvalidInput(f"Foyers : {len(observed)} territoire(s). Attendu au moins trois, voisins entre eux.")
    order = nearest(centres, min(LARGEST, len(observed) - 1))
    drawn = _null(expected, dispersion, draws, np.random.default_rng(seed))
    surprise = _surprise(observed[None, :], expected, dispersion, order)[0]
    worst = _surprise(drawn, expected, dispersion, order).max(axis=(1, 2))
    centre, size = np.unravel_index(int(surprise.argmax()), surprise.shape)
    members = order[centre, : size + 2]
    p = (1 + int((worst >= surprise.max()).sum())) / (draws + 1)
    return Cluster(
        tuple(int(i) for i in members), float(observed[members].sum()), float(expected[members].sum()), float(p)
    )


def nearest(centres: Floats, size: int) -> NDArray[np.int64]:
    """(n, size): each territory and its nearest others, nearest first."""
    distance = ((centres[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    np.fill_diagonal(distance, -1.0)
    return np.argsort(distance, axis=1, kind="stable")[:, :size]


def _null(expected: Floats, dispersion: float, draws: int, draw: np.random.Generator) -> Floats:
    shape = (draws, len(expected))
    rate = expected * draw.gamma(1 / dispersion, dispersion, shape) if dispersion else np.broadcast_to(expected, shape)
    return draw.poisson(rate).astype(float)


def _surprise(observed: Floats, expected: Floats, dispersion: float, order: NDArray[np.int64]) -> Floats:
    """(m, n, windows): standard deviations below what is expected, for windows of 2 territories and more."""
    lacking = np.cumsum(expected[order] - observed[:, order], axis=2)[:, :, 1:]
    variance = np.cumsum((expected + dispersion * expected**2)[order], axis=1)[:, 1:]
    surprise: Floats = lacking / np.sqrt(variance)
    return surprise
