"""Territory × territory: a planted silence is flagged, a country without one is quiet."""

import numpy as np
import pytest

from graph.analysis.exchanges import exchanges
from graph.errors import NotResolvable
from graph.model.counts import CoverageState
from graph.model.coverage import DataState

pytestmark = pytest.mark.unit

SIZE = 14
PEOPLE = {f"region:{at:02}": 300_000 * (1 + at) for at in range(SIZE)}
CENTRES = {place: (float(100 * (at % 4)), float(100 * (at // 4))) for at, place in enumerate(PEOPLE)}
COLLECTED = dict.fromkeys((*PEOPLE, "region:99"), CoverageState(DataState.COLLECTED, 1.0))


def country(seed: int, silent: set[tuple[str, str]]) -> list[frozenset[str]]:
    """Alliances of two régions, drawn by the law that is fitted; the silent pairs lose seven in ten."""
    draw = np.random.default_rng(seed)
    found = []
    for a in PEOPLE:
        for b in PEOPLE:
            if a < b:
                distance = float(np.hypot(*np.subtract(CENTRES[a], CENTRES[b])))
                expected = 60 * (PEOPLE[a] * PEOPLE[b] / 4e12) ** 0.6 * (distance / 200) ** -0.8
                times = draw.poisson(expected * (0.3 if (a, b) in silent else 1.0))
                found += [frozenset((a, b))] * int(times)
    return found


def test_the_law_and_the_planted_silences_are_found_again() -> None:
    silent = {("region:12", "region:13"), ("region:08", "region:13"), ("region:09", "region:12")}
    found = exchanges(country(1, silent), PEOPLE, CENTRES, COLLECTED)
    assert found.mass == pytest.approx(0.6, abs=0.08)
    assert found.distance == pytest.approx(-0.8, abs=0.15)
    flagged = {(row.one, row.other) for row in found.rows if row.verdict == "flagged"}
    assert silent <= flagged
    assert len(flagged - silent) <= 1


def test_a_country_without_silence_is_quiet() -> None:
    """Null: over 20 countries, less than one flag for each."""
    flags = [
        sum(row.verdict == "flagged" for row in exchanges(country(seed, set()), PEOPLE, CENTRES, COLLECTED).rows)
        for seed in range(20)
    ]
    assert np.mean(flags) < 1


def test_places_without_a_point_are_named_and_left_out() -> None:
    people = {**PEOPLE, "region:99": 900_000}
    acting = [*country(1, set()), frozenset(("region:99", "region:01"))]
    found = exchanges(acting, people, CENTRES, COLLECTED)
    assert found.left_out == ("region:99",)
    assert sum(row.observed for row in found.rows) == len(acting) - 1


def test_too_few_alliances_are_refused_in_words() -> None:
    with pytest.raises(NotResolvable, match="trop peu pour estimer"):
        exchanges([frozenset(("region:01",))], PEOPLE, CENTRES, COLLECTED)


def test_a_silence_that_may_be_the_collections_is_to_check() -> None:
    """Partial without a rate: nobody says how much was collected there."""
    silent = {("region:12", "region:13")}
    doubt = {**COLLECTED, "region:13": CoverageState(DataState.PARTIAL)}
    verdicts = {(row.one, row.other): row.verdict for row in exchanges(country(1, silent), PEOPLE, CENTRES, doubt).rows}
    assert verdicts["region:12", "region:13"] == "to_check"
    unknown = {**COLLECTED, "region:13": CoverageState(DataState.NOT_COLLECTED)}
    assert exchanges(country(1, silent), PEOPLE, CENTRES, unknown).left_out == ("region:13",)


def test_a_territory_half_collected_is_expected_half() -> None:
    half = {**COLLECTED, "region:13": CoverageState(DataState.COLLECTED, 0.6)}
    whole = exchanges(country(1, set()), PEOPLE, CENTRES, COLLECTED)
    found = exchanges(country(1, set()), PEOPLE, CENTRES, half)
    expected = {(row.one, row.other): row.expected for row in whole.rows}
    for row in found.rows:
        if "region:13" in (row.one, row.other):
            assert row.expected < expected[row.one, row.other]
