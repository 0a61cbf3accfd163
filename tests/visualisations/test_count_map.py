"""The map of how many: shades by fifths, three absences told apart, nothing that only colour says."""

from typing import Any
from xml.etree import ElementTree

import pytest

from visualisations import count_map

pytestmark = pytest.mark.unit
SVG = "{http://www.w3.org/2000/svg}"


def row(code: str, count: int, state: str = "collected", said: str | None = None) -> dict[str, Any]:
    said = said or ("some" if count else "none_known")
    return {"territory": {"id": f"region:{code}", "code": code}, "count": count, "data_state": state, "said": said}


ROWS = [
    row("53", 12), row("52", 3), row("28", 0), row("32", 0, "not_collected", "no_data"),
    row("44", 0, "not_in_register", "not_covered"), row("11", 900, "unknown"), row("84", 5), row("76", 5),
]  # fmt: skip


def drawn(rows: list[dict[str, Any]], level: str = "region", href: str = "/territoires/") -> str:
    return str(count_map.render(rows, level, href=lambda identifier: href + identifier))


def test_each_territory_is_a_link_that_says_its_number_or_its_absence() -> None:
    text = drawn(ROWS)
    for said in (
        "Bretagne\u202f: 12\u00a0alliances recensées", "Normandie\u202f: aucune alliance connue",
        "Hauts-de-France\u202f: pas de données", "Grand Est\u202f: non couvert",
        "Île-de-France\u202f: 900\u00a0alliances recensées, données incomplètes",
        "Corse\u202f: pas de données",  # of no row at all
    ):  # fmt: skip
        assert f'aria-label="{said}"' in text, said
    assert 'href="/territoires/region:53"' in text


def test_what_is_not_collected_is_hatched_whatever_its_number() -> None:
    hatched = {
        link.get("aria-label", "").partition("\u202f")[0]: path.get("fill")
        for link in ElementTree.fromstring(drawn(ROWS)).iter("a")
        for path in link.iter("path")
        if "hatching" in path.get("class", "")
    }
    assert hatched["Hauts-de-France"] == hatched["Île-de-France"] == "url(#count-no_data)"
    assert hatched["Grand Est"] == "url(#count-not_covered)"
    assert "Bretagne" not in hatched


def test_shades_are_fifths_of_what_there_is() -> None:
    assert count_map.bounds_of([0, 0]) == []
    assert count_map.bounds_of([7, 7, 7]) == [7]
    assert count_map.bounds_of([1, 2, 3, 4, 5, 0]) == [1, 2, 3, 4, 5]
    text = drawn(ROWS)
    assert "900 ou plus" in text
    assert "aucune alliance connue" in text
    assert "quadrillé" in text


def test_the_summary_counts_each_absence() -> None:
    assert count_map.summary(ROWS) == (
        "5 territoires sur 8 ont au moins une alliance dans la sélection\u202f; aucune alliance connue\u202f: 1\u202f; "
        "pas de données\u202f: 1\u202f; non couvert\u202f: 1. Même contenu que le tableau."
    )


def test_nothing_of_the_data_is_markup_or_style() -> None:
    text = drawn(ROWS, href="javascript:alert(1)//")
    assert "javascript:" not in text
    assert "style=" not in text


def test_departements_have_their_inset() -> None:
    rows = [{**row("75", 2), "territory": {"id": "departement:75", "code": "75"}}]
    text = drawn(rows, "departement")
    assert "Petite couronne" in text
    assert text.count('aria-label="Paris\u202f: 2\u00a0alliances recensées"') == 1
