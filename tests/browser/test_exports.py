"""Taking the data away as a person does: a click, and the file that comes opens in another program."""

from pathlib import Path

import networkx as nx
import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import HOSTILE, HOSTILE_ID, Watched

pytestmark = pytest.mark.browser


def test_the_page_fits_a_phone_and_is_quiet(watched: Watched) -> None:
    watched.open("/exports")
    watched.page.set_viewport_size({"width": 320, "height": 700})
    wide = watched.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    expect(watched.page.locator("table.exports tbody tr")).to_have_count(7)  # formats
    assert watched.troubles == []


def test_a_part_is_chosen_and_downloaded(watched: Watched, tmp_path: Path) -> None:
    page = watched.page
    watched.open("/exports")
    page.get_by_label("Autour de").fill(HOSTILE_ID)
    page.get_by_role("button", name="Choisir").click()
    page.wait_for_url("**/exports?centre=*")
    assert HOSTILE[0] in page.inner_text(".lead")
    assert page.evaluate("window.ran") is None
    with page.expect_download() as waiting:
        page.get_by_role("link", name="entrelacs.graphml").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    graph = nx.read_graphml(file, force_multigraph=True)
    found = page.request.get(f"{watched.base}/api/v1/subgraph?centre={HOSTILE_ID}&depth=1").json()
    assert set(graph.nodes) == {node["id"] for node in found["nodes"]}
    assert graph.number_of_edges() == len(found["links"])
    assert watched.troubles == []


def test_the_gap_workbook_equals_the_api(watched: Watched, tmp_path: Path) -> None:
    page = watched.page
    said = page.request.get(f"{watched.base}/api/v1/gaps?level=region", timeout=120_000).json()["rows"]
    watched.open("/exports")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="régions", exact=True).click()
    waiting.value.save_as(tmp_path / "e.xlsx")
    head, *rows = openpyxl.load_workbook(tmp_path / "e.xlsx")["Écarts"].iter_rows(values_only=True)
    place = head.index("Attendues")
    assert [row[place] for row in rows] == [row["expected"] for row in said]
    assert len(rows) == 18  # régions, COG 2026
