"""The other fits: bootstrap, without extremes, two levels; and the gap of fabric."""

from dataclasses import replace

import numpy as np
import pytest

from graph.analysis.fabric import fabric
from graph.analysis.fitting import fit_model, inputs_of
from graph.analysis.need import mean_rank, shares_below, tertiles
from graph.analysis.partnering import assess
from graph.analysis.refits import alternatives, anscombe
from graph.analysis.simulate import simulate_country
from graph.model.levels import Level

pytestmark = pytest.mark.unit


def test_bootstrap_widens_what_is_believed_and_repeats_itself() -> None:
    counts = simulate_country(Level.DEPARTEMENT, 5_000, 0.5, 0.1, seed=2).counts
    plain, first, again = assess(counts, robust=False), assess(counts, robust=False, bootstrap=10), None
    again = assess(counts, robust=False, bootstrap=10)
    assert first.refits == 10
    assert np.array_equal(first.p_under, again.p_under)
    # the error of prior and coefficients is carried: intervals are no narrower on the whole
    assert (first.high - first.low).mean() > 0.95 * (plain.high - plain.low).mean()


def test_extreme_territories_do_not_bend_the_robust_fit() -> None:
    """Three head-office départements with twenty times their alliances: the robust fit expects them least changed."""
    country = simulate_country(Level.DEPARTEMENT, 5_000, 1.0, 0.0, seed=4, planted=0.0)
    observed = list(country.counts.observed)
    for i in (10, 50, 75):
        observed[i] *= 20
    counts = replace(country.counts, observed=tuple(observed))
    inputs = inputs_of(counts)
    truth = country.expected[inputs.index]
    robust = next(model for name, model, _ in alternatives(inputs, None) if name == "ajustement robuste")
    plain = fit_model(inputs)
    error = [np.abs(np.log(model.fit.expected / truth)).mean() for model in (plain, robust)]
    assert error[1] < error[0]


@pytest.mark.parametrize("dispersion", [0.0, 0.3])
def test_anscombe_residuals_are_nearly_standard(dispersion: float) -> None:
    draw = np.random.default_rng(1)
    means = np.full(4_000, 40.0)
    rate = means * draw.gamma(1 / dispersion, dispersion, 4_000) if dispersion else means
    residual = anscombe(draw.poisson(rate).astype(float), means, dispersion)
    assert residual.std() == pytest.approx(1.0, abs=0.06)


def test_small_territories_are_drawn_to_the_level_above() -> None:
    """An EPCI in a département where all are low is believed lower than on its own count."""
    country = simulate_country(Level.EPCI, 5_000, 1.0, 0.0, seed=6, planted=0.0, below={"departement:33": 0.3})
    own = assess(country.counts, robust=False)
    drawn = assess(country.counts, robust=False, parent=country.parent)
    here = country.inside("departement:33")
    assert drawn.ratio[here].mean() < own.ratio[here].mean() - 0.1


def test_fabric_speaks_of_actors_alone() -> None:
    counts = simulate_country(Level.DEPARTEMENT, 5_000, 1.0, 0.0, seed=1, planted=0.0).counts
    actors = [people // 2_000 for people in counts.populations]
    place = counts.ids.index("departement:33")
    actors[place] //= 4
    found = fabric(replace(counts, actors=tuple(actors)))
    assert found[place].high < 0.5
    assert fabric(counts) == {}


def test_need_is_read_by_thirds_and_unknown_where_one_indicator_lacks() -> None:
    ranks = mean_rank({"pauvreté": [1.0, 2.0, 3.0, None], "chômage": [1.0, 2.0, 3.0, 4.0]}, 4)
    assert tertiles(ranks) == ("faible", "moyen", "fort", None)
    # the middle of each third of the three known: none, one, then two of them have less, and half of oneself
    assert shares_below(ranks) == (pytest.approx(1 / 6), pytest.approx(3 / 6), pytest.approx(5 / 6), None)
    assert shares_below(None) is None
    assert mean_rank({}, 3) is None
