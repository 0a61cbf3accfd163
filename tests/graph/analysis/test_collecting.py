"""What to collect next: predicted from the others, never from what was counted where nothing was collected."""

from dataclasses import replace

import pytest

from graph.analysis.collecting import to_collect
from graph.analysis.simulate import simulate_country
from graph.model.counts import CoverageState, TerritoryCounts
from graph.model.coverage import DataState
from graph.model.levels import Level

pytestmark = pytest.mark.unit
HOLES = ("departement:59", "departement:48", "departement:976")
"""The most peopled, one of the least, and Mayotte."""


def with_holes(counts: TerritoryCounts, observed: int = 0) -> TerritoryCounts:
    lost = CoverageState(DataState.NOT_COLLECTED, lacking=("essai",))
    return replace(
        counts,
        coverage=tuple(lost if i in HOLES else state for i, state in zip(counts.ids, counts.coverage, strict=True)),
        observed=tuple(observed if i in HOLES else n for i, n in zip(counts.ids, counts.observed, strict=True)),
    )


def test_the_most_telling_collection_comes_first() -> None:
    country = simulate_country(Level.DEPARTEMENT, 5_000, seed=1)
    found = to_collect(with_holes(country.counts))
    assert {each.territory for each in found} == set(HOLES)
    nord, *_, lozere = sorted(found, key=lambda each: -each.expected)
    assert [nord.territory, lozere.territory] == ["departement:59", "departement:48"]
    assert found[0] is nord
    assert nord.resolvable
    assert not lozere.resolvable  # some six alliances expected: no count could conclude (gap-analysis.md §3)
    assert nord.lacking == ("essai",)
    truth = dict(zip(country.counts.ids, country.expected, strict=True))
    assert nord.expected == pytest.approx(truth["departement:59"], rel=0.25)


def test_what_was_counted_where_nothing_was_collected_plays_no_part() -> None:
    counts = simulate_country(Level.DEPARTEMENT, 5_000, seed=1).counts
    assert to_collect(with_holes(counts)) == to_collect(with_holes(counts, observed=999))


def test_a_country_wholly_collected_has_nothing_to_collect() -> None:
    assert to_collect(simulate_country(Level.DEPARTEMENT, 5_000, seed=1).counts) == ()
