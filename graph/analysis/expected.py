"""How many alliances a territory of this size and this fabric would have.

Negative-binomial regression (NB2, log link) with a *free* exponent of population: programmes are handed out partly
per head and partly per territory, so a fixed per-capita offset would accuse every large territory.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import gammaln, xlogy

from graph.errors import NotResolvable

Floats = NDArray[np.float64]

TERRITORIES_PER_COEFFICIENT = 4
"""Below this ratio the regression follows its own noise; covariates are given up before the question is."""

_LARGEST_STEP = 30.0
_TOLERANCE = 1e-10


@dataclass(frozen=True)
class Scale:
    """How a design was centred and standardised: by the territories that were fitted. Shapes (), (p,), (p,)."""

    size: float
    means: Floats
    spreads: Floats

    def design(self, population: Floats, covariates: Floats) -> Floats:
        """(n, 2 + p): constant, centred log population, standardised covariates."""
        size = np.log(population) - self.size
        return np.column_stack([np.ones_like(size), size, (covariates - self.means) / self.spreads])


@dataclass(frozen=True)
class ExpectedFit:
    """Fitted regression.

    expected: (n,) alliances expected *as collected*, coverage included. error: (n,) standard error of their logarithm,
    by Fisher information. coefficients: constant, log population, then one per covariate (standardised). dispersion:
    alpha of NB2, Var = m + alpha·m²; 0 means Poisson. covariance: that of the coefficients.
    """

    expected: Floats
    error: Floats
    coefficients: Floats
    dispersion: float
    covariance: Floats
    scale: Scale

    def predict(self, population: Floats, covariates: Floats) -> tuple[Floats, Floats]:
        """(m,) alliances expected of other territories were all of them collected, and the standard error of their log.

        population: (m,) > 0; covariates: (m, p), those of the fit.
        """
        design = self.scale.design(population, covariates)
        return _means(design, np.zeros(len(design)), self.coefficients), _error(design, self.covariance)


def smallest_fit(covariates: int) -> int:
    """Number of territories needed to estimate a constant, an exponent and so many covariates."""
    return TERRITORIES_PER_COEFFICIENT * (2 + covariates)


def fit_expected(observed: Floats, population: Floats, covariates: Floats, collected: Floats) -> ExpectedFit:
    """Maximum likelihood of `log m = b0 + b1·log population + x·b + log collected`, `y ~ NB2(m, alpha)`.

    observed, population, collected: (n,), population and collected > 0; covariates: (n, p), p may be 0.
    Iteratively reweighted least squares for the coefficients, one-dimensional search for alpha, alternated (the two are
    orthogonal). Same coefficients and alpha as statsmodels `NegativeBinomial` to four digits (checked in the tests).
    Raises NotResolvable when nothing was observed, when territories are too few, or when the search does not settle.
    """
    if len(observed) < smallest_fit(0) or not observed.sum() > 0:
        raise NotResolvable(
            f"Comptes attendus : {len(observed)} territoires et {int(observed.sum())} alliances ne suffisent pas à "
            f"estimer une attente ; il en faut au moins {smallest_fit(0)} collectés, dont un avec une alliance."
        )
    scale = _scale(population, covariates)
    design = scale.design(population, covariates)
    offset = np.log(collected)
    dispersion = 0.0
    coefficients = _reweighted(observed, design, offset, dispersion, _start(observed, design, offset))
    for _ in range(60):
        means = _means(design, offset, coefficients)
        previous, dispersion = dispersion, _dispersion(observed, means)
        if abs(dispersion - previous) <= 1e-6 + 1e-6 * dispersion:
            covariance = _covariance(design, means, dispersion)
            return ExpectedFit(means, _error(design, covariance), coefficients, dispersion, covariance, scale)
        coefficients = _reweighted(observed, design, offset, dispersion, coefficients)
    raise _unsettled("la dispersion")


def _scale(population: Floats, covariates: Floats) -> Scale:
    means = np.asarray(covariates.mean(axis=0), dtype=np.float64)
    spreads = np.asarray(covariates.std(axis=0), dtype=np.float64)
    return Scale(float(np.log(population).mean()), means, np.where(spreads > 0, spreads, 1.0))


def _start(observed: Floats, design: Floats, offset: Floats) -> Floats:
    start = np.zeros(design.shape[1])
    start[0] = np.log(observed.sum() / np.exp(offset).sum())
    return start


def _means(design: Floats, offset: Floats, coefficients: Floats) -> Floats:
    means: Floats = np.exp(np.clip(design @ coefficients + offset, -_LARGEST_STEP, _LARGEST_STEP))
    return means


def _covariance(design: Floats, means: Floats, dispersion: float) -> Floats:
    weight = means / (1.0 + dispersion * means)
    return np.asarray(np.linalg.pinv((design * weight[:, None]).T @ design), dtype=np.float64)


def _error(design: Floats, covariance: Floats) -> Floats:
    error: Floats = np.sqrt(np.einsum("ij,jk,ik->i", design, covariance, design))
    return error


def _reweighted(observed: Floats, design: Floats, offset: Floats, dispersion: float, start: Floats) -> Floats:
    """Fisher scoring at fixed alpha, halving a step that would lower the likelihood."""
    coefficients, reached = start, _log_likelihood(observed, _means(design, offset, start), dispersion)
    for _ in range(200):
        means = _means(design, offset, coefficients)
        root = np.sqrt(means / (1.0 + dispersion * means))
        step, *_rest = np.linalg.lstsq(design * root[:, None], root * (observed - means) / means, rcond=None)
        for _halving in range(30):
            proposed = coefficients + step
            likelihood = _log_likelihood(observed, _means(design, offset, proposed), dispersion)
            if likelihood >= reached - 1e-12 * abs(reached):
                break
            step = step / 2
        coefficients, reached = proposed, likelihood
        if np.abs(step).max() < _TOLERANCE**0.75:
            return coefficients
    raise _unsettled("la régression")


def _dispersion(observed: Floats, means: Floats) -> float:
    """Alpha that maximises the likelihood at fixed means; 0 when the data vary no more than Poisson."""
    if ((observed - means) ** 2 - observed).sum() <= 0:
        return 0.0
    found = minimize_scalar(
        lambda log_alpha: -_log_likelihood(observed, means, float(np.exp(log_alpha))),
        bounds=(-14.0, 4.0),
        method="bounded",
        options={"xatol": 1e-9},
    )
    return float(np.exp(found.x))


def _log_likelihood(observed: Floats, means: Floats, dispersion: float) -> float:
    if dispersion == 0.0:
        return float((xlogy(observed, means) - means - gammaln(observed + 1)).sum())
    size = 1.0 / dispersion
    terms = gammaln(observed + size) - gammaln(size) - gammaln(observed + 1)
    terms = terms + xlogy(observed, dispersion * means) - (observed + size) * np.log1p(dispersion * means)
    return float(terms.sum())


def _unsettled(what: str) -> NotResolvable:
    return NotResolvable(
        f"Comptes attendus : {what} ne se stabilise pas sur ces données. "
        "Retirez une covariable ou choisissez un niveau plus large."
    )


def covariate_columns(values: Sequence[Floats], size: int) -> Floats:
    """(n, p) from p columns; (n, 0) when there is none."""
    return np.column_stack(list(values)) if values else np.empty((size, 0))
