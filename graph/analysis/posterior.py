"""What is believed of the true ratio once the count is read: a mixture of two gammas for each territory."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainc, gammaincinv, gammaln, pdtr

from graph.analysis.prior import Floats, TwoGammas, joint_log_likelihood

UNDER = 0.8
"""A territory is under-partnered when its true ratio is below this."""
FAR_UNDER = 0.5
CONCLUSIVE = 0.9
"""Fixed cut of the probability used for power, so that power does not depend on the other territories."""
_STEPS, _CLOSE = 60, 1e-13
"""Of Newton: how many at most, and the relative move of the ratio at which it is found."""
_NODES, _RAW = np.polynomial.hermite_e.hermegauss(5)
_NODE_WEIGHTS = _RAW / _RAW.sum()


@dataclass(frozen=True)
class Posterior:
    """Mixture for n territories: weights, shapes, rates of shape (n, k), two gammas for each expected count tried."""

    weights: Floats
    shapes: Floats
    rates: Floats

    @classmethod
    def mean_of(cls, several: Sequence["Posterior"]) -> "Posterior":
        """The equal mixture of what several models believe of the same territories."""
        return cls(
            np.hstack([one.weights / len(several) for one in several]),
            np.hstack([one.shapes for one in several]),
            np.hstack([one.rates for one in several]),
        )

    def times(self, factor: Floats) -> "Posterior":
        """What is believed of the ratio times a known factor, (n,) > 0."""
        return Posterior(self.weights, self.shapes, self.rates / factor[:, None])

    @property
    def mean(self) -> Floats:
        mean: Floats = (self.weights * self.shapes / self.rates).sum(axis=1)
        return mean

    def below(self, cut: float | Floats) -> Floats:
        """(n,): probability that the true ratio is below `cut` (one number, or one per territory)."""
        x = np.broadcast_to(np.asarray(cut, dtype=float), self.rates.shape[:1])[:, None]
        probability: Floats = (self.weights * gammainc(self.shapes, self.rates * x)).sum(axis=1)
        return np.clip(probability, 0.0, 1.0)

    def quantile(self, probability: float) -> Floats:
        """(n,): ratio below which the true one lies with this probability, by inverting the distribution function.

        Newton's steps on logarithms of both, where the low tail of a gamma is a line; each is kept within the ends
        between which the answer is known to lie, else their middle is taken.
        """
        ends = np.log(np.maximum(gammaincinv(self.shapes, probability) / self.rates, np.finfo(float).tiny))
        low, high = ends.min(axis=1), ends.max(axis=1)
        at: Floats = (low + high) / 2
        for _ in range(_STEPS):
            ratio = np.exp(at)
            below = self.below(ratio)
            low, high = np.where(below < probability, at, low), np.where(below < probability, high, at)
            with np.errstate(divide="ignore", invalid="ignore"):  # nothing below, or no density: the middle is taken
                step = at - np.log(below / probability) * below / (self._density(ratio) * ratio)
            last, at = at, np.where((step >= low) & (step <= high), step, (low + high) / 2)
            if (np.abs(at - last) <= _CLOSE).all():
                break
        found: Floats = np.exp(at)
        return found

    def _density(self, x: Floats) -> Floats:
        """(n,): of the true ratio at `x` > 0."""
        at = x[:, None]
        logs = self.shapes * np.log(self.rates) + (self.shapes - 1) * np.log(at) - self.rates * at
        density: Floats = (self.weights * np.exp(logs - gammaln(self.shapes))).sum(axis=1)
        return density


def posterior(prior: TwoGammas, observed: Floats, expected: Floats, error: Floats | None = None) -> Posterior:
    """Gamma(shape + y, rate + E) for each component, weights updated by how well each foretold the count.

    `error`: (n,) standard error of log E, over which the mixture is averaged (Gauss–Hermite); E is taken as known
    without it.
    """
    if error is None:
        return _given(prior, observed, expected)
    each = [_given(prior, observed, expected * np.exp(node * error)) for node in _NODES]
    return Posterior(
        np.hstack([weight * one.weights for weight, one in zip(_NODE_WEIGHTS, each, strict=True)]),
        np.hstack([one.shapes for one in each]),
        np.hstack([one.rates for one in each]),
    )


def _given(prior: TwoGammas, observed: Floats, expected: Floats) -> Posterior:
    joint = joint_log_likelihood(prior, observed, expected)
    weights = np.exp(joint - np.logaddexp(joint[:, :1], joint[:, 1:]))
    return Posterior(weights, prior.shapes + observed[:, None], prior.rates + expected[:, None])


def conclusive_count(prior: TwoGammas, expected: Floats, error: Floats | None = None) -> NDArray[np.int64]:
    """(n,): largest count at which P(ratio < 0.8) ≥ 0.9; -1 where not even zero would conclude."""
    low = np.full(len(expected), -1, dtype=np.int64)
    high = np.ceil(expected).astype(np.int64) + 1
    while (high - low > 1).any():
        middle = (low + high) // 2
        reached = posterior(prior, np.maximum(middle, 0).astype(float), expected, error).below(UNDER)
        enough = reached >= CONCLUSIVE
        low, high = np.where(enough & (middle >= 0), middle, low), np.where(enough & (middle >= 0), high, middle)
        high = np.maximum(high, low + 1)
    return low


def power(prior: TwoGammas, expected: Floats, error: Floats | None = None) -> Floats:
    """(n,): probability that a territory at half of what is expected would be seen, P(P(ratio<.8) ≥ .9 | ratio=.5)."""
    count = conclusive_count(prior, expected, error)
    seen: Floats = np.where(count < 0, 0.0, pdtr(np.maximum(count, 0), FAR_UNDER * expected))
    return seen


def false_discovery_flags(probability: Floats, rate: float = 0.10) -> NDArray[np.bool_]:
    """(n,): the largest set of territories whose mean probability of *not* being under-partnered is ≤ `rate`.

    Bayesian false discovery rate (Catelan, Lagazio & Biggeri 2010; Ventrucci et al.). Ties are taken or left together,
    so the order of the rows changes nothing.
    """
    doubt = np.sort(1.0 - probability)
    means = np.cumsum(doubt) / np.arange(1, len(doubt) + 1)
    kept = int((means <= rate).sum())
    if kept == 0:
        return np.zeros(len(probability), dtype=bool)
    cut = doubt[kept - 1]
    if kept < len(doubt) and doubt[kept] == cut:
        below = doubt[doubt < cut]
        cut = below[-1] if len(below) else -1.0
    flags: NDArray[np.bool_] = (1.0 - probability) <= cut
    return flags
