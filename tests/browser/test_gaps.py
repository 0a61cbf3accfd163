"""The gap page: a map that leads to the sheets, a funnel, and the table that says the same."""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from api.app import create_app
from api.settings import ApiSettings
from graph.settings import Settings
from graph.store import open_store
from graph.territories import reference
from loaders.loading import load_files
from tests.browser.conftest import Watched
from tests.browser.serving import served
from tests.browser.test_accessibility import judged, said, unexplained

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("level", "count"), [("region", 18), ("departement", 101)])
def test_map_holds_every_territory_as_a_link(watched: Watched, level: str, count: int) -> None:
    """18 régions and 101 départements, COG 2026."""
    watched.open(f"/ecarts?niveau={level}")
    expect(watched.page.locator(".territory-map a")).to_have_count(count)
    assert watched.page.locator(".territory-map .legend li").count() > 1
    assert watched.troubles == []


def test_verdicts_of_the_map_are_those_of_the_table(watched: Watched) -> None:
    watched.open("/ecarts?niveau=region")
    said = watched.page.eval_on_selector_all(
        ".territory-map a", "links => links.map(a => a.getAttribute('aria-label'))"
    )
    rows = watched.page.eval_on_selector_all(
        "table.gaps tbody tr",
        r"rows => rows.map(r => r.cells[0].innerText.trim() + '\u202f: ' + r.querySelector('.verdict').innerText.trim())",
    )
    # the map adds why nothing is said; the table has it in the column of data
    assert sorted(each.partition(",")[0] for each in said) == sorted(rows)


def test_map_is_coloured_and_hatched(watched: Watched) -> None:
    """Mayotte is declared not collected in the demonstration: it is hatched, and has no colour of a verdict."""
    watched.open("/ecarts?niveau=region")
    fill = watched.page.locator('.territory-map a[aria-label^="Mayotte"] path').get_attribute("fill")
    assert fill == "url(#map-region-no_data)"
    colours = watched.page.eval_on_selector_all(
        ".territory-map a .land", "lands => [...new Set(lands.map(l => getComputedStyle(l).fill))]"
    )
    assert len(colours) >= 3


def test_a_territory_opens_its_sheet_by_click_and_by_keyboard(watched: Watched) -> None:
    page = watched.page
    watched.open("/ecarts?niveau=region")
    page.locator('.territory-map a[aria-label^="Bretagne"] path').click()
    page.wait_for_url("**/territoires/region:53")
    assert "Bretagne" in page.inner_text("h1")
    page.go_back()
    page.focus('.territory-map a[aria-label^="Occitanie"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/territoires/region:76")


def test_funnel_shows_the_territories_with_an_expected_count(watched: Watched) -> None:
    watched.open("/ecarts?niveau=region")
    assert 10 <= watched.page.locator(".funnel .point").count() <= 18
    colours = watched.page.eval_on_selector_all(
        ".funnel .point", "all => [...new Set(all.map(p => getComputedStyle(p).color))]"
    )
    assert len(colours) >= 2


@pytest.fixture(scope="module")
def with_need(store_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same store, and an invented rate for each région."""
    folder: Path = tmp_path_factory.mktemp("besoin")
    copy = shutil.copy(store_address.removeprefix("sqlite:///"), folder / "g.db")
    file = folder / "indicateurs.csv"
    lines = [f"region:{code};taux de pauvreté;besoin;{8 + place};%;2023;essai"
             for place, code in enumerate(sorted(reference.regions()))]  # fmt: skip
    head = "territoire;indicateur;role;valeur;unite;millesime;source"
    file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    with closing(open_store(Settings(store=f"sqlite:///{copy}"))) as store:
        load_files(store, [str(file)])
    with served(create_app(ApiSettings(store=f"sqlite:///{copy}"))) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_need_crosses_gaps_in_a_figure_that_leads_to_the_sheets(watched: Watched, with_need: str, scheme: str) -> None:
    watched.base = with_need
    page = watched.page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    watched.open("/ecarts?niveau=region")
    figure = page.locator(".need-cross")
    expect(figure.locator("a")).to_have_count(18)  # régions, COG 2026: a rate is loaded for each
    fill = figure.locator('a[aria-label^="Mayotte"] rect').get_attribute("fill")
    assert fill == "url(#need-no_data)", "declared not collected in the demonstration"
    found = judged(watched)
    assert said(found["violations"]) == []
    assert unexplained(found["incomplete"]) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, "the figure scrolls, the page does not"
    page.set_viewport_size({"width": 1280, "height": 900})
    figure.locator('a[aria-label^="Hauts-de-France"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/territoires/region:32")
    assert watched.troubles == []


def test_without_need_the_page_says_what_to_load(watched: Watched) -> None:
    watched.open("/ecarts?niveau=region")
    expect(watched.page.locator(".need-cross")).to_have_count(0)
    assert "indicateurs.csv" in watched.page.inner_text("section[aria-labelledby=besoin]")


def test_on_a_phone_the_table_is_still_sorted_by_its_columns(watched: Watched) -> None:
    """Rows become cards there, and their heads the links that sort them: seen, not only reached by the keyboard."""
    watched.page.set_viewport_size({"width": 320, "height": 800})
    watched.open("/ecarts?niveau=region")
    link = watched.page.locator("table.gaps thead a.sort", has_text="Recensées")
    box = link.bounding_box()
    assert box is not None
    assert box["width"] > 40
    link.click()
    expect(watched.page).to_have_url(re.compile("tri=recensees"))
    counted = watched.page.locator("table.gaps td[data-label=Recensées]").all_inner_texts()
    known = [int(said) for said in counted if said.isdecimal()]
    assert known == sorted(known)
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 320
