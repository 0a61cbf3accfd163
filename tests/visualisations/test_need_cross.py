"""Gap × need: four quadrants, what cannot be concluded apart, and nothing that only colour says."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from visualisations import need_cross

pytestmark = pytest.mark.unit


def row(
    name: str, verdict: str, ratio: float | None, share: float | None, state: str = "collected", need: str = "fort"
) -> dict[str, Any]:
    return {
        "territory": {"id": f"region:{name}", "name": name}, "verdict": verdict, "ratio": ratio, "need": need,
        "need_share": share, "data_state": state,
    }  # fmt: skip


ROWS = [
    row("Ab", "major", 0.3, 0.9), row("Cd", "flagged", 0.6, 0.2, need="faible"),
    row("Ef", "to_check", 0.5, 0.8, "partial"), row("Gh", "nothing_to_report", 1.1, 0.7),
    row("Ij", "not_resolvable", 0.9, 0.5), row("Kl", "insufficient_data", None, 0.6, "not_collected"),
    row("Mn", "insufficient_data", None, 0.4, "not_in_register"), row("Op", "major", 0.2, None),
]  # fmt: skip


def drawn(rows: list[dict[str, Any]], href: str = "/territoires/") -> str:
    made = need_cross.render(rows, href=lambda identifier: href + identifier)
    assert made is not None
    return str(made)


def test_each_territory_of_known_need_is_one_link_that_says_it_all() -> None:
    links = re.findall(r'<a class="[^"]*" href="([^"]*)" aria-label="([^"]*)">', drawn(ROWS))
    assert len(links) == 7  # eight, less the one whose need is unknown
    said = dict(links)
    assert said["/territoires/region:Ab"] == (
        "Ab\u202f: majeur, 0,30 fois l’attendu, besoin fort (plus que 90\u202f% des territoires), données collectées"
    )
    assert said["/territoires/region:Mn"].endswith("non couvert")
    assert "fois l’attendu" not in said["/territoires/region:Ij"], "a ratio that concludes nothing is not said"


def test_states_of_data_are_told_by_shape_and_hatching() -> None:
    links = {link.get("href"): link for link in ElementTree.fromstring(f"<p>{drawn(ROWS)}</p>").iter("a")}

    def signs(name: str) -> list[str]:
        return [each.get("class") or each.tag for each in links[f"/territoires/region:{name}"] if each.tag != "title"]

    assert "partial" in signs("Ef")
    assert "partial" not in signs("Ab")
    fills = [links[f"/territoires/region:{name}"][1].get("fill") for name in ("Kl", "Mn")]
    assert fills == ["url(#need-no_data)", "url(#need-not_covered)"]


def test_the_legend_names_each_sign_that_is_drawn() -> None:
    text = drawn(ROWS)
    for word in ("cerclé", "hachuré", "quadrillé", "majeur</span>", "non résoluble</span>"):
        assert word in text
    assert "données insuffisantes</span>" not in text, "no mark of it is drawn: hatching is its sign"
    assert "quadrillé" not in drawn(ROWS[:4])


def test_quadrants_are_named_and_counted() -> None:
    """Ab and Ef have less and more need; Cd less and less need; Gh not less and more need."""
    text = drawn(ROWS)
    assert text.count('class="quadrant"') == 8  # four names of two lines
    assert need_cross.summary(ROWS) == (
        "Moins d’alliances, besoin plus fort\u202f: 2\u00a0territoires (Ab et Ef)\u202f; "
        "Pas moins d’alliances, besoin plus fort\u202f: 1\u00a0territoire\u202f; "
        "Moins d’alliances, besoin plus faible\u202f: 1\u00a0territoire\u202f; "
        "Pas moins d’alliances, besoin plus faible\u202f: 0\u00a0territoire\u202f; "
        "sans conclusion possible\u202f: 3\u202f; besoin inconnu\u202f: 1. Les tableaux donnent la même chose."
    )


def test_nothing_known_draws_nothing_and_too_many_silent_ones_are_counted_only() -> None:
    assert need_cross.render([row("Op", "major", 0.2, None)], href=str) is None
    assert need_cross.render([row("Ij", "not_resolvable", 0.9, 0.5)], href=str) is None
    many = [row(f"N{place}", "not_resolvable", 1.0, place / 200) for place in range(200)]
    text = drawn([ROWS[0], *many])
    assert text.count("<a ") == 1
    assert "sans conclusion possible\u202f: 200" in text


def test_links_are_in_a_group_and_nothing_is_markup_or_style() -> None:
    text = drawn([row("<b>x</b>", "major", 0.3, 0.9)], href="javascript:alert(1)//")
    assert 'role="group"' in text
    assert not any(bad in text for bad in ("javascript:", "<b>", "style=", 'role="img"'))
