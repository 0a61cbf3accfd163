"""Bars by year: as long as what they count, and said in words."""

from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from graph.model.typography import NO_BREAK
from visualisations import years

pytestmark = pytest.mark.unit

ROWS = [{"year": 2010, "alliances": 2}, {"year": 2011, "alliances": 0}, {"year": 2012, "alliances": 4}]


def drawn(rows: list[dict[str, int]]) -> ElementTree.Element:
    picture = years.render(rows, "Alliances par année")
    assert picture is not None
    return ElementTree.fromstring(picture)


def test_a_bar_is_as_tall_as_its_year_counts() -> None:
    tall = [float(bar.attrib["height"]) for bar in drawn(ROWS).iter("rect")]
    assert tall[1] == 0
    assert tall[2] == pytest.approx(2 * tall[0])


def test_the_picture_is_said_in_words() -> None:
    """6 = 2 + 0 + 4; the most are in 2012."""
    said = drawn(ROWS).find(".//desc")
    assert said is not None
    assert said.text == f"6{NO_BREAK}alliances datées, de 2010 à 2012 ; le plus en 2012 (4)."


def test_one_year_is_not_a_period() -> None:
    assert years.summary(ROWS[:1]) == f"2{NO_BREAK}alliances datées, en 2010."


def test_nothing_is_drawn_of_nothing() -> None:
    assert years.render([], "Rien") is None


def test_a_long_period_names_few_years() -> None:
    rows = [{"year": year, "alliances": 1} for year in range(1950, 2030)]
    assert len(list(drawn(rows).iter("text"))) <= years.LABELS_MOST + 1


def test_a_title_stays_text() -> None:
    picture = years.render(ROWS, "<script>")
    assert isinstance(picture, Markup)
    assert "<script>" not in picture


def test_a_cell_bar_is_a_share_of_the_longest() -> None:
    assert f'width="{years.BAR / 2}"' in years.bar(2, 4)
    assert 'width="0"' in years.bar(0, 0)
