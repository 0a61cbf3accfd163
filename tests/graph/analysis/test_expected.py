"""Expected counts beside statsmodels' negative-binomial regression, and what the fit may never do."""

import warnings
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm

from graph.analysis.expected import ExpectedFit, covariate_columns, fit_expected
from graph.analysis.simulate import simulate_country
from graph.errors import NotResolvable
from graph.model.levels import Level

pytestmark = pytest.mark.unit


def country(level: Level, total: int, alpha: float, seed: int) -> tuple[Any, ...]:
    """Counts, populations, columns of covariates and shares collected of a simulated country."""
    counts = simulate_country(level, total, 0.5, alpha, seed=seed).counts
    observed = np.array(counts.observed, dtype=float)
    columns = covariate_columns([np.array(column) for column in counts.covariates.values()], len(observed))
    collected = np.random.default_rng(seed).uniform(0.6, 1.0, len(observed))
    return observed, np.array(counts.populations, dtype=float), columns, collected


def theirs(observed: Any, population: Any, columns: Any, collected: Any) -> Any:
    """The same model by statsmodels, with the design that `expected` describes: centred, standardised."""
    size = np.log(population) - np.log(population).mean()
    standard = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    design = np.column_stack([np.ones_like(size), size, standard])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where alpha is near 0; its estimates are right (docs/adr/0006)
        model = sm.NegativeBinomial(observed, design, offset=np.log(collected))
        return model.fit(disp=0, maxiter=500, method="bfgs", gtol=1e-8)


@pytest.mark.parametrize("level", [Level.DEPARTEMENT, Level.EPCI])
@pytest.mark.parametrize("alpha", [0.1, 0.35])
@pytest.mark.parametrize("seed", [1, 2])
def test_coefficients_and_dispersion_are_those_of_statsmodels(level: Level, alpha: float, seed: int) -> None:
    given = country(level, 20_000, alpha, seed)
    ours, other = fit_expected(*given), theirs(*given)
    assert ours.coefficients == pytest.approx(other.params[:-1], abs=1e-4)
    assert ours.dispersion == pytest.approx(other.params[-1], rel=1e-3)


def test_counts_that_vary_no_more_than_chance_give_a_poisson_fit() -> None:
    population = np.geomspace(10_000, 1_000_000, 60)
    fit = fit_expected(np.round(population / 20_000), population, np.empty((60, 0)), np.ones(60))
    assert fit.dispersion == 0.0
    assert fit.coefficients[1] == pytest.approx(1.0, abs=0.05)  # drawn proportional to population


def fitted(scale: float = 1.0, collected: float = 1.0) -> ExpectedFit:
    observed, population, columns, _ = country(Level.DEPARTEMENT, 5_000, 0.1, 3)
    return fit_expected(observed, population * scale, columns, np.full(len(observed), collected))


def test_what_is_expected_adds_up_to_what_was_observed() -> None:
    """The constant of a Poisson regression balances the sums; with dispersion it nearly does."""
    observed = country(Level.DEPARTEMENT, 5_000, 0.1, 3)[0]
    assert fitted().expected.sum() == pytest.approx(observed.sum(), rel=0.03)


def test_neither_the_unit_of_population_nor_a_common_share_collected_changes_what_is_expected() -> None:
    """`expected` counts what is collected: a share common to all goes into the constant."""
    assert fitted(scale=1 / 1000).expected == pytest.approx(fitted().expected, rel=1e-6)
    assert fitted(collected=0.7).expected == pytest.approx(fitted().expected, rel=1e-6)


@pytest.mark.parametrize(("territories", "alliances"), [(7, 30), (40, 0)])
def test_too_little_to_fit_is_said(territories: int, alliances: int) -> None:
    observed = np.zeros(territories)
    observed[0] = alliances
    with pytest.raises(NotResolvable, match="ne suffisent pas"):
        fit_expected(observed, np.full(territories, 1e5), np.empty((territories, 0)), np.ones(territories))
