"""V12 need kept out of the fit, V13 the scan's null, V16 time."""

import time
from dataclasses import replace
from statistics import fmean

import numpy as np
import pytest

from graph.analysis.fitting import fit_model, inputs_of
from graph.analysis.partnering import assess
from graph.analysis.scan import lowest_cluster
from graph.analysis.simulate import simulate_country
from graph.model.levels import Level
from tests.simulation.record import Record
from tests.simulation.worlds import FULL

pytestmark = pytest.mark.simulation
SEEDS = 200 if FULL else 40


def test_v12_need_kept_out_finds_more(record: Record) -> None:
    without, within = [], []
    for seed in range(SEEDS):
        country = simulate_country(Level.DEPARTEMENT, 5_000, 0.5, 0.1, seed=seed, need=0.5)
        kept_out = replace(
            country.counts, covariates={k: v for k, v in country.counts.covariates.items() if k != "besoin"}
        )
        for counts, found in ((kept_out, without), (country.counts, within)):
            result = assess(counts, robust=False)
            found.append(float(np.isin(country.planted, result.index[result.flags]).mean()))
    record.measured(
        "V12", "départements, 5 000 alliances, écarts là où le besoin est grand",
        "rappel, besoin hors du modèle (borne : besoin dans le modèle)", fmean(without), round(fmean(within), 3), at_least=True,
    )  # fmt: skip
    assert fmean(without) >= fmean(within)


@pytest.mark.parametrize("total", [2_000, 5_000])
def test_v13_the_scan_does_not_see_clusters_in_natural_heterogeneity(total: int, record: Record) -> None:
    """With α = .05 and no cluster: the NB null rejects one time in ten at most, the Poisson null nearly always."""
    rejected: dict[str, list[bool]] = {"nb": [], "poisson": []}
    for seed in range(100 if FULL else 25):
        country = simulate_country(Level.DEPARTEMENT, total, 1.0, 0.05, seed=seed, planted=0.0)
        inputs = inputs_of(country.counts)
        model = fit_model(inputs)
        centres = np.random.default_rng(seed).uniform(size=(len(inputs.observed), 2))
        for name, dispersion in (("nb", model.dispersion), ("poisson", 0.0)):
            found = lowest_cluster(inputs.observed, model.fit.expected, centres, dispersion, 199, seed)
            rejected[name].append(found.p <= 0.05)
    world = f"départements, {total // 1000} 000 alliances, α = 0,05, aucun foyer"
    record.measured("V13", world, "foyers vus, loi binomiale négative", fmean(rejected["nb"]), 0.10, at_least=False)
    record.measured(
        "V13", world, "foyers vus, loi de Poisson (doit être trompée)", fmean(rejected["poisson"]), 0.5, at_least=True
    )
    assert fmean(rejected["nb"]) <= 0.10
    assert fmean(rejected["poisson"]) >= 0.5


def test_v16_two_levels_with_25_refits_take_seconds(record: Record) -> None:
    """Processor time, so that what else the machine does is not measured."""
    began = time.process_time()
    for level, total in ((Level.DEPARTEMENT, 5_000), (Level.EPCI, 20_000)):
        country = simulate_country(level, total, 0.5, 0.1, seed=1)
        assess(country.counts, bootstrap=25, parent=country.parent if level is Level.EPCI else None)
    seconds = time.process_time() - began
    record.measured(
        "V16",
        "départements et intercommunalités, 25 réajustements",
        "secondes de processeur",
        seconds,
        10.0,
        at_least=False,
    )
    assert seconds < 10
