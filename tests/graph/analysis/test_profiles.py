"""Themes and pairs of kinds: what is missing by more than chance, and what is too little to tell."""

import numpy as np
import pytest

from graph.analysis.profiles import TOO_FEW, none_by_chance, pair_gaps, theme_cells
from graph.errors import NotResolvable

pytestmark = pytest.mark.unit
MET = frozenset({("association", "entreprise")})
OTHER = frozenset({("association", "collectivite")})


def test_a_pair_that_never_meets_among_many_alliances_is_told_with_its_chance() -> None:
    events = {f"region:{i}": [MET, OTHER] * 30 for i in range(8)} | {"region:99": [OTHER] * 60}
    found = pair_gaps(events)
    assert [(each.territory, each.kinds) for each in found] == [("region:99", ("association", "entreprise"))]
    assert found[0].chance < 0.01
    assert found[0].structural  # no company takes part in anything there


def test_few_alliances_conclude_nothing() -> None:
    events = {f"region:{i}": [MET, OTHER] * 30 for i in range(8)} | {"region:99": [OTHER] * 2}
    assert pair_gaps(events) == []


def test_chance_is_that_of_the_binomial_when_the_share_is_sure() -> None:
    """Hand: (1 - .3)^12 = .0138; the beta prior makes it likelier, never less."""
    assert float(none_by_chance(np.array([12.0]), np.array([0.3]))[0]) > 0.7**12


def test_cells_are_flagged_where_much_was_expected_and_silent_where_little_was() -> None:
    places, themes = [f"region:{i}" for i in range(10)], ["odd:1", "odd:2", "odd:3"]
    counts = {(place, theme): 40 for place in places for theme in themes}
    counts[("region:3", "odd:2")] = 4
    counts |= {(place, "odd:3"): 1 for place in places}
    cells = {(each.territory, each.theme): each for each in theme_cells(counts, places, themes)}
    assert cells[("region:3", "odd:2")].verdict == "flagged"
    assert {cells[(place, "odd:3")].verdict for place in places} == {"too_few"}
    assert cells[("region:3", "odd:3")].expected < TOO_FEW


def test_nothing_to_cross_is_refused_with_words() -> None:
    with pytest.raises(NotResolvable, match="thème"):
        theme_cells({}, ["region:1"], ["odd:1"])
    with pytest.raises(NotResolvable, match="profils connus"):
        pair_gaps({"region:1": []})
