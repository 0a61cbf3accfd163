"""What the bootstrap (§3) and the two levels (§6) bring, measured: they are options that must earn their cost."""

from dataclasses import dataclass
from functools import cache
from statistics import fmean

import numpy as np
import pytest

from graph.analysis.partnering import Assessment, assess
from graph.analysis.posterior import UNDER
from graph.analysis.simulate import simulate_country
from graph.model.levels import Level
from graph.territories import reference
from tests.simulation.record import Record
from tests.simulation.worlds import FULL, slack

pytestmark = pytest.mark.simulation


@dataclass(frozen=True)
class Result:
    false: float
    recall: float
    covered: float


def result(found: Assessment, truth: np.ndarray) -> Result:
    low = truth < UNDER
    flags = found.flags
    return Result(
        float((flags & ~low).sum() / max(1, flags.sum())),
        float((flags & low).sum() / max(1, low.sum())),
        float(((found.low <= truth) & (truth <= found.high)).mean()),
    )


@cache
def refitted() -> tuple[Result, ...]:
    runs = []
    for seed in range(100 if FULL else 15):
        country = simulate_country(Level.DEPARTEMENT, 5_000, 0.5, 0.1, seed=seed)
        runs.append(result(assess(country.counts, robust=False, bootstrap=25), country.ratio))
    return tuple(runs)


@cache
def two_levels(drawn: bool) -> tuple[Result, ...]:
    """EPCI of a country whose départements truly differ, with variance .10."""
    runs = []
    for seed in range(30 if FULL else 5):
        natural = np.random.default_rng(500 + seed).gamma(10.0, 0.1, 101)
        below = dict(zip(sorted(reference.populations(Level.DEPARTEMENT)), natural.tolist(), strict=True))
        country = simulate_country(Level.EPCI, 20_000, 1.0, 0.0, seed=seed, planted=0.0, below=below)
        found = assess(country.counts, robust=False, parent=country.parent if drawn else None)
        runs.append(result(found, country.ratio))
    return tuple(runs)


def test_refits_keep_false_alarms_down_and_intervals_honest(record: Record) -> None:
    runs = refitted()
    world = "départements, 5 000 alliances, plantés à 0,5 fois, α = 0,1, 25 réajustements"
    false, covered = [run.false for run in runs], [run.covered for run in runs]
    record.measured("§3", world, "fausses alertes", fmean(false), 0.10, at_least=False, margin=0.02)
    record.measured("§3", world, "intervalles à 90 % qui tiennent la vérité", fmean(covered), 0.85, at_least=True)
    assert fmean(false) <= 0.12 + slack(false)
    assert fmean(covered) >= 0.85 - slack(covered)


def test_two_levels_find_more_where_departements_truly_differ(record: Record) -> None:
    alone, drawn = two_levels(drawn=False), two_levels(drawn=True)
    world = "intercommunalités, 20 000 alliances, départements différents (variance 0,10), deux niveaux"
    own, ours = fmean(run.recall for run in alone), fmean(run.recall for run in drawn)
    false = [run.false for run in drawn]
    record.measured("§6", world, "rappel (borne : à un seul niveau)", ours, round(own, 3), at_least=True)
    record.measured("§6", world, "fausses alertes", fmean(false), 0.10, at_least=False, margin=0.02)
    assert ours > own
    assert fmean(false) <= 0.12 + slack(false)
