import re

import pytest

from graph.errors import InvalidInput
from graph.model.levels import Level
from graph.territories import reference
from tests.visualisations.gap_rows import row, rows
from visualisations import outlines, territory_map

pytestmark = pytest.mark.unit

LEVELS = {Level.REGION: reference.regions, Level.DEPARTEMENT: reference.departements}


def drawn(level: Level) -> str:
    return territory_map.render(rows(level), level, href=lambda i: f"/territoires/{i}")


@pytest.mark.parametrize("level", LEVELS)
def test_every_territory_is_one_link_to_its_sheet_with_its_verdict_said(level: Level) -> None:
    """18 régions and 101 départements (COG 2026), overseas ones included."""
    links = re.findall(r'<a href="([^"]*)" aria-label="([^"]*)">', drawn(level))
    known = LEVELS[level]()
    assert sorted(address for address, _ in links) == sorted(f"/territoires/{level}:{code}" for code in known)
    assert all("\u202f: " in said for _, said in links)
    assert any(said == "Mayotte\u202f: données insuffisantes, pas de données" for _, said in links)


def test_links_are_in_a_group_never_inside_an_image() -> None:
    assert 'role="group"' in drawn(Level.REGION)
    assert 'role="img"' not in drawn(Level.REGION)


def test_missing_data_are_hatched_not_coloured() -> None:
    made = drawn(Level.REGION)
    assert made.count('fill="url(#map-region-no_data)"') == 1  # Mayotte alone
    assert 'fill="url(#map-region-not_covered)"' not in made
    assert "hachuré\u202f: pas de données" in made
    assert "quadrillé" not in made, "a legend names what is drawn"


def silent(state: str) -> str:
    told = row(Level.REGION, "53", "Bretagne", "insufficient_data", None, None, state)
    return territory_map.render([told], Level.REGION, href=lambda i: f"/territoires/{i}")


def test_what_the_register_leaves_out_has_a_hatching_and_words_of_its_own() -> None:
    made = silent("not_in_register")
    assert made.count('fill="url(#map-region-not_covered)"') == 1
    assert 'aria-label="Bretagne\u202f: données insuffisantes, non couvert"' in made
    assert "quadrillé\u202f: non couvert par le registre" in made
    assert "Non couvert\u202f: 1." in made
    assert "hachuré" not in made


def test_data_that_were_read_are_not_hatched() -> None:
    """A territory can be left out of the comparison for want of an indicator: its data are there."""
    made = silent("collected")
    assert "fill=" not in made.replace('fill="none"', "")
    assert "en pointillé\u202f: données lues, comparaison impossible" in made
    assert 'aria-label="Bretagne\u202f: données insuffisantes"' in made


def test_marks_and_words_beside_colours() -> None:
    made = drawn(Level.REGION)
    assert '<g class="sign s-' in made
    for word in ("signalé", "rien à signaler"):
        assert f"{word}</span>" in made


def test_no_inline_style_which_the_policy_forbids() -> None:
    assert "style=" not in drawn(Level.DEPARTEMENT)


def test_a_territory_without_a_row_is_drawn_without_verdict() -> None:
    made = territory_map.render([], Level.REGION, href=lambda i: f"/territoires/{i}")
    assert made.count('class="land f-absent"') == 18
    assert "pas de verdict" in made


def test_a_level_without_outlines_is_refused() -> None:
    with pytest.raises(InvalidInput, match="pas de contours au niveau « epci »"):
        territory_map.render([], "epci", href=str)


def test_hostile_addresses_are_not_linked() -> None:
    assert "javascript:" not in territory_map.render([], Level.REGION, href=lambda i: "javascript:alert(1)")


def test_outlines_are_small_and_whole() -> None:
    """≤ 150 kB; régions are the union of their départements, so both levels hold the same places."""
    assert outlines.OUTLINES.stat().st_size <= 150_000
    drawn = outlines.outlines()
    assert set(drawn["region"]) == set(reference.regions())
    assert set(drawn["departement"]) == set(reference.departements())
    assert set(drawn["overseas"]) == {"971", "972", "973", "974", "976"}
