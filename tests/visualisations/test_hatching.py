"""Two silences, two hatchings: one pair for every picture."""

import pytest

from visualisations import hatching

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("state", "expected"),
    [("not_in_register", "not_covered"), ("not_collected", "no_data"), ("unknown", "no_data")],
)
def test_only_what_the_register_leaves_out_is_not_covered(state: str, expected: str) -> None:
    assert hatching.of_state(state) == expected


def test_a_legend_names_the_hatchings_that_are_drawn_and_no_other() -> None:
    said = [str(item) for item in hatching.swatches(["collected", "not_in_register", "partial"])]
    assert len(said) == 1
    assert "quadrillé\u202f: non couvert par le registre" in said[0]
    both = hatching.swatches(["unknown", "not_in_register", "not_collected"])
    assert ["hachuré" in item for item in both] == [True, False]


def test_patterns_have_the_ids_of_their_picture_and_cover_what_is_under_them_where_asked() -> None:
    made = hatching.patterns("map", ground=True)
    assert 'id="map-no_data"' in made
    assert 'id="map-not_covered"' in made
    assert made.count("hatch-ground") == 2
    assert "hatch-ground" not in hatching.patterns("map")
