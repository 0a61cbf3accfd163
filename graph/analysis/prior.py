"""What is believed of the true ratio of a territory before its own count is read.

Two gammas: most territories lie round 1, some share of them well below (DuMouchel 1999, multi-item gamma Poisson
shrinker). A gamma prior on a Poisson mean stays a gamma, so everything afterwards is in closed form.
"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import digamma, expit, gammaln, logit, xlogy

Floats = NDArray[np.float64]

LOW_VARIANCE = 0.02
"""Variance of the low component; left free it swallows the other."""

_STARTS = ((0.05, 0.02), (0.10, 0.10), (0.25, 0.05))
"""(share of low territories, variance of the core) each search begins from."""

_BOUNDS = ((-6.0, 0.5), (np.log(0.7), np.log(1.5)), (np.log(1e-3), np.log(4.0)), (0.2, 0.8))
"""Of logit share, log core, log spread, low."""


_SETTLED = 1e-9
"""Change of the log posterior below which the search ends."""


@dataclass(frozen=True)
class TwoGammas:
    """`(1 - share)·Gamma(mean core, variance spread) + share·Gamma(mean low, variance low_spread)`."""

    share: float
    core: float
    spread: float
    low: float
    low_spread: float = LOW_VARIANCE

    @property
    def shapes(self) -> Floats:
        return np.array([self.core**2 / self.spread, self.low**2 / self.low_spread])

    @property
    def rates(self) -> Floats:
        return np.array([self.core / self.spread, self.low / self.low_spread], dtype=float)

    @property
    def log_weights(self) -> Floats:
        weights: Floats = np.log(np.array([1.0 - self.share, self.share]))
        return weights

    def recentred(self) -> Self:
        """The same prior of ratios to the core: its mean becomes 1. The expected counts are then `core` times larger.

        Under-partnered territories pull the regression down, so that the core lies above 1; a ratio says how a
        territory compares with those that are not (docs/adr/0007).
        """
        square = self.core**2
        return replace(
            self, core=1.0, spread=self.spread / square, low=self.low / self.core, low_spread=self.low_spread / square
        )


def joint_log_likelihood(prior: TwoGammas, observed: Floats, expected: Floats) -> Floats:
    """(n, 2): log of weight × negative-binomial probability of the count under each component, less log y!."""
    shapes, rates = prior.shapes, prior.rates
    y, e = observed[:, None], expected[:, None]
    terms = gammaln(shapes + y) - gammaln(shapes) + shapes * np.log(rates / (rates + e))
    joint: Floats = terms + xlogy(y, e / (rates + e)) + prior.log_weights
    return joint


def fit_prior(observed: Floats, expected: Floats, near: TwoGammas | None = None) -> TwoGammas:
    """Marginal maximum likelihood with weak priors, best of a few starts, or from `near` alone. Deterministic.

    observed, expected: (n,). The weak priors keep the core near 1 and its variance, the share and the place of the low
    component inside what French programmes show; with some twenty territories (régions) they matter, with a hundred
    they hardly do. SLSQP and not L-BFGS-B, which asks BLAS for matrices of four numbers: where its threads are not
    held back it takes ten to thirty times longer to reach the same point.
    """
    starts = [np.array([logit(share), 0.0, np.log(spread), 0.5]) for share, spread in _STARTS]
    found = [
        minimize(loss, start, args=(observed, expected), jac=True, method="SLSQP", bounds=_BOUNDS,
                 options={"ftol": _SETTLED})
        for start in ([encode(near)] if near else starts)
    ]  # fmt: skip
    return decode(min(found, key=lambda result: float(result.fun)).x)


def encode(prior: TwoGammas) -> Floats:
    """Inverse of `decode`, held inside the bounds of the search."""
    point = np.array([logit(prior.share), np.log(prior.core), np.log(prior.spread), prior.low])
    low, high = np.array(_BOUNDS).T
    held: Floats = np.clip(point, low, high)
    return held


def decode(point: Floats) -> TwoGammas:
    """The prior at a point of the search: logit share, log core, log spread, low."""
    return TwoGammas(float(expit(point[0])), float(np.exp(point[1])), float(np.exp(point[2])), float(point[3]))


def loss(point: Floats, observed: Floats, expected: Floats) -> tuple[float, Floats]:
    """Minus the log posterior of the prior's numbers, and its gradient (4,), at a point of the search."""
    prior = decode(point)
    shapes, rates = prior.shapes, prior.rates
    y, e = observed[:, None], expected[:, None]
    joint = joint_log_likelihood(prior, observed, expected)
    marginal = np.logaddexp(joint[:, 0], joint[:, 1])
    weights = np.exp(joint - marginal[:, None])
    by_shape = (weights * (digamma(shapes + y) - digamma(shapes) + np.log(rates / (rates + e)))).sum(axis=0)
    by_rate = (weights * (shapes / rates - (shapes + y) / (rates + e))).sum(axis=0)
    gradient = np.array(
        [
            weights[:, 1].sum() - len(observed) * prior.share,
            2 * shapes[0] * by_shape[0] + rates[0] * by_rate[0],
            -shapes[0] * by_shape[0] - rates[0] * by_rate[0],
            (2 * prior.low * by_shape[1] + by_rate[1]) / LOW_VARIANCE,
        ]
    )
    weak, slope = _weak(prior)
    return weak - float(marginal.sum()), slope - gradient


def _weak(prior: TwoGammas) -> tuple[float, Floats]:
    """Minus the log density of the weak priors, and its gradient at the point of the search.

    Share Beta(2, 6), core lognormal(0, 0.1), spread lognormal(log 0.05, 1.5), low Normal(0.5, 0.15).
    """
    spread, core, low = np.log(prior.spread / 0.05) / 1.5, np.log(prior.core) / 0.1, (prior.low - 0.5) / 0.15
    share = -np.log(prior.share) - 5.0 * np.log1p(-prior.share)
    slope = np.array([6.0 * prior.share - 1.0, core / 0.1, spread / 1.5, low / 0.15])
    return float(share + 0.5 * (spread**2 + core**2 + low**2)), slope
