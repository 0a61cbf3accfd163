"""The gap page: a map that leads to the sheets, a funnel, and the table that says the same."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watched

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
    assert sorted(said) == sorted(rows)


def test_map_is_coloured_and_hatched(watched: Watched) -> None:
    """Mayotte is declared not collected in the demonstration: it is hatched, and has no colour of a verdict."""
    watched.open("/ecarts?niveau=region")
    fill = watched.page.locator('.territory-map a[aria-label^="Mayotte"] path').get_attribute("fill")
    assert fill == "url(#map-region-hatch)"
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
