"""Each page of the product in a real browser: it answers, asks nothing elsewhere, fits a phone, is read by keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HOSTILE_ID, Watched
from tests.browser.site import DRAWN, PAGES

pytestmark = pytest.mark.browser

SCREENS = Path(__file__).resolve().parents[2] / "out" / "screens"
WIDTHS = (1280, 320)
"""A laptop, and the narrowest screen of WCAG 2.2, success criterion 1.4.10."""


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the screen."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide


@pytest.mark.parametrize("name", PAGES)
def test_page_answers_quietly_and_fits(watched: Watched, known: dict[str, str], name: str) -> None:
    path = PAGES[name].format(**known)
    for width in WIDTHS:
        watched.page.set_viewport_size({"width": width, "height": 900})
        answer = watched.drawn(path) if name in DRAWN else watched.open(path)
        assert answer.status == 200
        expect(watched.page.locator("h1")).to_have_count(1)
        assert watched.page.locator("html").get_attribute("lang") == "fr"
        SCREENS.mkdir(parents=True, exist_ok=True)
        watched.page.screenshot(path=SCREENS / f"{name}-{width}.png", full_page=True, timeout=60_000)
        assert overflow(watched.page) <= 0, f"{name} at {width} px"
    assert watched.troubles == []


@pytest.mark.parametrize("name", ["accueil", "ecarts", "reseau", "territoire"])
def test_light_and_dark_are_both_papers_of_the_palette(watched: Watched, known: dict[str, str], name: str) -> None:
    papers = {}
    for scheme in ("light", "dark"):
        watched.page.emulate_media(color_scheme=scheme)
        watched.open(PAGES[name].format(**known))
        papers[scheme] = watched.page.evaluate("getComputedStyle(document.body).backgroundColor")
        if scheme == "dark":
            watched.page.screenshot(path=SCREENS / f"{name}-dark.png", full_page=True, timeout=60_000)
    assert papers == {"light": "rgb(251, 250, 246)", "dark": "rgb(18, 23, 30)"}
    assert watched.troubles == []


def test_pages_are_read_without_scripts(watched: Watched, known: dict[str, str]) -> None:
    browser = watched.page.context.browser
    assert browser is not None
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(watched.base + PAGES["reseau"].format(**known))
        assert page.locator(".network-absent").is_visible()
        assert page.locator("#network-tables tbody tr").count() > 2


def test_keyboard_reaches_the_content_and_the_search(watched: Watched) -> None:
    watched.open("/")
    watched.page.keyboard.press("Tab")
    assert watched.page.evaluate("document.activeElement.getAttribute('href')") == "#contenu"
    seen = set()
    for _ in range(40):
        watched.page.keyboard.press("Tab")
        seen.add(watched.page.evaluate("document.activeElement.name || ''"))
    assert "q" in seen


@pytest.mark.parametrize("path", [f"/experimentations/{HOSTILE_ID}", f"/reseau?centre={HOSTILE_ID}&pas=2"])
def test_hostile_names_run_nothing(watched: Watched, path: str) -> None:
    watched.drawn(path) if "reseau" in path else watched.open(path)
    assert "</script><script>window.ran=1</script>" in watched.page.inner_text("body")
    assert watched.page.evaluate("window.ran") is None
    assert watched.troubles == []


def test_unknown_sheet_is_a_page_with_its_reason(watched: Watched) -> None:
    assert watched.open("/acteurs/siren:552100554").status == 404
    assert "siren:552100554" in watched.page.inner_text("main")
