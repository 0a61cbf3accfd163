"""V1 to V9 of gap-analysis.md §11: the method against simulated countries whose truth is known."""

from collections.abc import Iterator
from statistics import fmean

import pytest

from graph.analysis.partnering import assess
from graph.analysis.simulate import simulate_country
from graph.errors import NotResolvable
from graph.model.levels import Level
from tests.simulation import worlds as made
from tests.simulation.record import Record
from tests.simulation.worlds import HETEROGENEITIES, hold_fdr, hold_recall, slack, worlds

pytestmark = pytest.mark.simulation
NAMES = {Level.REGION: "régions", Level.DEPARTEMENT: "départements", Level.EPCI: "intercommunalités"}


@pytest.fixture(scope="module", autouse=True)
def _kept(record: Record) -> Iterator[None]:
    yield
    record.worlds |= made.measured


def named(level: Level, total: int, rr: float, alpha: float) -> str:
    """`départements, 5 000 alliances, moitié manquante, hétérogénéité 0,1`."""
    thousands = f"{total:,}".replace(",", " ")
    planted = f"plantés à {rr:g} fois".replace(".", ",") if rr < 1 else "rien de planté"
    return f"{NAMES[level]}, {thousands} alliances, {planted}, α = {alpha:g}".replace("0.1", "0,1")


@pytest.mark.parametrize("alpha", HETEROGENEITIES)
def test_v1_departements_5000_at_half(alpha: float, record: Record) -> None:
    runs = worlds(Level.DEPARTEMENT, 5_000, 0.5, alpha)
    hold_fdr(record, "V1", named(Level.DEPARTEMENT, 5_000, 0.5, alpha), runs)
    hold_recall(record, "V1", named(Level.DEPARTEMENT, 5_000, 0.5, alpha), runs, 0.60)
    hold_recall(record, "V1", named(Level.DEPARTEMENT, 5_000, 0.5, alpha), runs, 0.75, 40, 80)


@pytest.mark.parametrize("alpha", HETEROGENEITIES)
def test_v1_recall_of_the_largest_departements(alpha: float, record: Record) -> None:
    hold_recall(
        record,
        "V1",
        named(Level.DEPARTEMENT, 5_000, 0.5, alpha),
        worlds(Level.DEPARTEMENT, 5_000, 0.5, alpha),
        0.85,
        80,
    )


@pytest.mark.parametrize(("alpha", "bar"), [(0.0, 0.18), (0.1, 0.35)])
def test_v2_departements_2000_at_half(alpha: float, bar: float, record: Record) -> None:
    runs = worlds(Level.DEPARTEMENT, 2_000, 0.5, alpha)
    hold_fdr(record, "V2", named(Level.DEPARTEMENT, 2_000, 0.5, alpha), runs)
    hold_recall(record, "V2", named(Level.DEPARTEMENT, 2_000, 0.5, alpha), runs, bar)


@pytest.mark.parametrize("alpha", HETEROGENEITIES)
def test_v3_departements_5000_at_a_third(alpha: float, record: Record) -> None:
    runs = worlds(Level.DEPARTEMENT, 5_000, 0.3, alpha)
    hold_fdr(record, "V3", named(Level.DEPARTEMENT, 5_000, 0.3, alpha), runs)
    hold_recall(record, "V3", named(Level.DEPARTEMENT, 5_000, 0.3, alpha), runs, 0.90)


@pytest.mark.parametrize("alpha", HETEROGENEITIES)
def test_v4_epci_20000_at_half(alpha: float, record: Record) -> None:
    runs = worlds(Level.EPCI, 20_000, 0.5, alpha)
    hold_fdr(record, "V4", named(Level.EPCI, 20_000, 0.5, alpha), runs)
    hold_recall(record, "V4", named(Level.EPCI, 20_000, 0.5, alpha), runs, 0.15)
    hold_recall(record, "V4", named(Level.EPCI, 20_000, 0.5, alpha), runs, 0.70, 40)


@pytest.mark.parametrize("alpha", HETEROGENEITIES)
def test_v5_epci_5000_says_that_it_cannot_resolve(alpha: float, record: Record) -> None:
    runs = worlds(Level.EPCI, 5_000, 0.5, alpha)
    hold_fdr(record, "V5", named(Level.EPCI, 5_000, 0.5, alpha), runs)
    unresolvable = fmean(run.unresolvable for run in runs)
    record.measured("V5", named(Level.EPCI, 5_000, 0.5, alpha), "part non résoluble", unresolvable, 0.90, at_least=True)
    assert unresolvable >= 0.90


@pytest.mark.parametrize("alpha", HETEROGENEITIES)
def test_v6_regions_2000_at_half(alpha: float, record: Record) -> None:
    runs = worlds(Level.REGION, 2_000, 0.5, alpha)
    hold_fdr(record, "V6", named(Level.REGION, 2_000, 0.5, alpha), runs)
    hold_recall(record, "V6", named(Level.REGION, 2_000, 0.5, alpha), runs, 0.50)


@pytest.mark.parametrize("total", [2_000, 5_000, 20_000])
def test_v7_nothing_planted_flags_next_to_nothing(total: int, record: Record) -> None:
    flags = [float(run.flags) for run in worlds(Level.DEPARTEMENT, total, 1.0, 0.0, 0.0)]
    record.measured(
        "V7", named(Level.DEPARTEMENT, total, 1.0, 0.0), "alertes par pays", fmean(flags), 0.2, at_least=False
    )
    assert fmean(flags) <= 0.2 + slack(flags)


def test_v8_a_quarter_of_the_false_alarms_of_a_raw_count(record: Record) -> None:
    runs = worlds(Level.DEPARTEMENT, 5_000, 0.5, 0.0)
    ours = [run.false / run.flags if run.flags else 0.0 for run in runs]
    bar = round(fmean(run.raw_false for run in runs) / 4, 3)
    record.measured(
        "V8",
        named(Level.DEPARTEMENT, 5_000, 0.5, 0.0),
        "fausses alertes, contre un quart de celles du nombre brut",
        fmean(ours),
        bar,
        at_least=False,
    )
    assert fmean(ours) <= bar + slack(ours)


@pytest.mark.parametrize("alpha", HETEROGENEITIES)
def test_v9_printed_probabilities_and_intervals_are_kept(alpha: float, record: Record) -> None:
    """Of rows printed at 0.9 or more, nine in ten are true; 90 % intervals hold the truth in 85 % of rows or more."""
    runs = worlds(Level.DEPARTEMENT, 5_000, 0.5, alpha)
    world = named(Level.DEPARTEMENT, 5_000, 0.5, alpha)
    true = sum(run.sure_and_true for run in runs) / sum(run.sure for run in runs)
    covered = [run.covered for run in runs]
    record.measured("V9", world, "vraies parmi celles dites à 90 % et plus", true, 0.90, at_least=True)
    record.measured("V9", world, "intervalles à 90 % qui tiennent la vérité", fmean(covered), 0.85, at_least=True)
    assert true >= 0.90
    assert fmean(covered) >= 0.85 - slack(covered)


def test_a_country_without_any_alliance_is_refused_with_words() -> None:
    country = simulate_country(Level.REGION, 0, seed=1)
    with pytest.raises(NotResolvable, match="ne suffisent pas"):
        assess(country.counts)
