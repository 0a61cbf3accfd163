"""The map of space: what each département is to its neighbours, told to who sees it and to who hears it."""

import re
from typing import Any

import pytest

from api.answers.space import PATTERNS
from tests.support.french import plain
from visualisations import space_map

pytestmark = pytest.mark.unit


def place(code: str, name: str = "") -> dict[str, str]:
    return {"id": f"departement:{code}", "name": name}


def document(*local: tuple[str, str]) -> dict[str, Any]:
    rows = [{"territory": place(code), "pattern": said, "pattern_label": PATTERNS[said]} for code, said in local]
    return {"local": rows, "not_compared_territories": [place("976")], "islands": [place("974")]}


def drawn(found: dict[str, Any], *cluster: str) -> str:
    low = {"territories": [place(code) for code in cluster]} if cluster else None
    return plain(space_map.render(found, low, href=lambda each: f"/territoires/{each}"))


def named(svg: str, territory: str) -> str:
    found = re.search(rf'href="/territoires/{territory}" aria-label="([^"]+)"', svg)
    assert found
    return found[1]


def test_each_land_is_a_link_whose_name_says_what_it_is_to_its_neighbours() -> None:
    svg = drawn(document(("59", "low_low"), ("81", "high_low")), "81", "12")
    assert named(svg, "departement:59") == "Nord : peu d’alliances, voisins de même"
    assert named(svg, "departement:81").endswith("voisins peu pourvus ; dans le foyer de peu d’alliances")
    assert named(svg, "departement:12").startswith("Aveyron : ne se distingue pas")
    assert [named(svg, f"departement:{code}") for code in ("976", "974")] == [
        "Mayotte : pas comparé", "La Réunion : pas comparé",
    ]  # fmt: skip
    assert svg.count('<path class="around"') == 2, "an outline for each of the cluster, above the lands"


def test_the_legend_holds_what_is_shown_and_nothing_else() -> None:
    legend = drawn(document(("59", "low_low"))).partition('<ul class="legend"')[2]
    assert "peu d’alliances, voisins de même" in legend
    assert "pas comparé, faute de données ou de voisin" in legend
    assert "cerné" not in legend
    assert "beaucoup d’alliances" not in legend


def test_nothing_that_stands_out_is_said_in_words() -> None:
    svg = drawn(document())
    assert "Aucun département ne se distingue avec ses voisins. Pas comparés : 2 départements." in svg
    assert '<g class="sign' not in svg


def test_no_style_is_written_inline() -> None:
    assert "style=" not in drawn(document(("59", "low_low")), "59")
