"""What is too much to draw, as marks that are counted: seen, filtered, followed, moved smoothly and taken away."""

import json
import re
from pathlib import Path

import networkx as nx
import pytest

from scripts.bench.explorer import MOVED
from tests.browser.conftest import Watched
from tests.browser.test_journalist import SAID, explored, on_screen, rows, saved

pytestmark = pytest.mark.browser

WHOLE = "/reseau?centre=pays:FR&pas=2"
"""Its five hundred experiments alone are more than the cap."""
COUNTS = "document.querySelector('figure').entrelacs.data.nodes.filter(node => node.count).map(node => [node.name, node.count])"


def aggregate(page: object, name: str) -> None:
    """Choose an aggregate by its row."""
    row = page.locator("#network-tables tr[data-node^='agregat:']", has_text=name)  # type: ignore[attr-defined]
    row.locator(".find-in-picture").click()


def test_what_is_not_drawn_is_counted_in_the_picture_and_in_the_tables(watched: Watched) -> None:
    page = explored(watched, WHOLE)
    counts = dict(page.evaluate(COUNTS))
    twin = page.request.get(f"{watched.base}{WHOLE.replace('/reseau?', '/reseau.json?')}").json()
    assert counts == {each["label"]: each["count"] for each in twin["aggregates"]} != {}
    assert on_screen(page) == rows(page) == 300 + len(counts)
    button = page.locator(".network-legend [data-code=Aggregate] button")
    button.click()
    assert on_screen(page) == rows(page) == 300
    assert page.locator("#network-tables tr[data-ends*='agregat:']:visible").count() == 0
    page.get_by_label("Regrouper ce qui n’est pas dessiné").select_option("non")
    page.get_by_role("button", name="Redessiner").click()
    page.wait_for_selector("figure[data-explored]")
    assert "regrouper=non" in page.url
    assert on_screen(page) == rows(page) == 300
    assert watched.troubles == []


def test_an_aggregate_leads_to_its_region_and_does_not_unfold(watched: Watched) -> None:
    page = explored(watched, WHOLE)
    aggregate(page, "Île-de-France")
    assert page.locator('.network-card [data-act="unfold"]').count() == 0
    assert page.locator(".network-card a.opens").inner_text() == "Voir le réseau de cette région"
    page.keyboard.press("d")
    assert "il ne se déplie pas" in page.inner_text(SAID)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("territory=region:11"))
    assert "Île-de-France" in page.inner_text(".chosen")
    assert watched.troubles == []


def test_a_selection_is_narrowed_from_the_picture(watched: Watched) -> None:
    page = watched.page
    watched.drawn("/reseau?type=PARTICIPATES_IN")
    held = page.evaluate("""() => {
      const { network, data, look } = document.querySelector("figure").entrelacs;
      const { id } = data.nodes.find((node) => node.name === "Bretagne");
      look(id);
      return network.canvasToDOM(data.nodes[id]);
    }""")
    page.locator(".network-picture").scroll_into_view_if_needed()
    box = page.locator(".network-picture").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + held["x"], box["y"] + held["y"])
    page.wait_for_url(re.compile(r"type=PARTICIPATES_IN&territory=region:53$"))
    assert watched.troubles == []


@pytest.mark.parametrize("kind", ["graphml", "gexf", "json", "svg"])
def test_files_say_what_is_an_aggregate(watched: Watched, tmp_path: Path, kind: str) -> None:
    page = explored(watched, WHOLE)
    counts = dict(page.evaluate(COUNTS))
    file = tmp_path / f"reseau.{kind}"
    saved(page, kind).save_as(file)
    if kind == "svg":
        text = file.read_text(encoding="utf-8").replace("\u202f", " ").replace("\xa0", " ")
        assert all(f"{name} : {count}</text>" in text for name, count in counts.items())
        return
    if kind == "json":
        read = json.loads(file.read_text(encoding="utf-8"))
        found = {each["label"]: each["stands_for"] for each in read["nodes"] if each["type"] == "agregat"}
        heavy = [each["weight"] for each in read["links"] if each["target"].startswith("agregat:")]
        assert {each["kind"] for each in read["nodes"] if each["type"] == "agregat"} == {"agregat"}
    else:
        graph = nx.read_graphml(file) if kind == "graphml" else nx.read_gexf(file)
        said = [each for _, each in graph.nodes(data=True) if each["type"] == "agregat"]
        found = {each["label"]: each["stands_for"] for each in said}
        heavy = [each["weight"] for _, end, each in graph.edges(data=True) if end.startswith("agregat:")]
        assert {each["type"] for _, each in graph.nodes(data=True)} == {"agregat", "fiche"}
    assert found == counts
    assert max(heavy) > 1
    assert watched.troubles == []


def test_moving_stays_smooth_at_the_default_cap(watched: Watched) -> None:
    """Half of the 30 a second that are aimed at: two cores that run tests are not quiet."""
    explored(watched, WHOLE)
    assert watched.page.evaluate(MOVED, 1) >= 15
