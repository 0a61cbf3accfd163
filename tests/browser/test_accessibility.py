"""WCAG 2.2 AA on every page, light and dark, as axe-core 4.12 judges it.

What axe cannot judge (« incomplete ») is bounded too: contrast of words inside a drawing or of a lone sign, whose
colours tests/visualisations/test_palette.py computes; anything else that axe is unsure of fails.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import pytest

from tests.browser.conftest import Watched
from tests.browser.site import DRAWN, PAGES

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})"
NOT_JUDGED = ("Element content contains only non-text", "Element content is too short")

WIDE = {"width": 1920, "height": 1080}
"""No table scrolls: axe cannot see the colours of a column that is scrolled away."""


@cache
def axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def judged(watched: Watched) -> dict[str, Any]:
    watched.page.evaluate(axe())
    found: dict[str, Any] = watched.page.evaluate(RUN, TAGS)
    return found


def said(rules: list[dict[str, Any]]) -> list[str]:
    return [f"{rule['id']}: {node['html'][:200]}" for rule in rules for node in rule["nodes"]]


def unexplained(rules: list[dict[str, Any]]) -> list[str]:
    """The nodes axe is unsure of, but for contrast in a drawing or of a lone sign."""
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in rules
        for node in rule["nodes"]
        if rule["id"] != "color-contrast" or not _drawn_or_sign(node)
    ]


def _drawn_or_sign(node: dict[str, Any]) -> bool:
    reasons = [reason["message"] for reason in node["any"]]
    return node["html"].startswith(("<text", "<tspan")) or any(r.startswith(NOT_JUDGED) for r in reasons)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_page_has_no_violation(watched: Watched, known: dict[str, str], name: str, scheme: str) -> None:
    watched.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    watched.page.set_viewport_size(WIDE)
    path = PAGES[name].format(**known)
    watched.drawn(path) if name in DRAWN else watched.open(path)
    found = judged(watched)
    assert said(found["violations"]) == []
    assert unexplained(found["incomplete"]) == []


def test_axe_sees_a_fault_that_is_put_there(watched: Watched) -> None:
    """Guard of the tests above: an image without a text must be found, or they would pass on anything."""
    watched.open("/")
    watched.page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert [rule["id"] for rule in judged(watched)["violations"]] == ["image-alt"]


@pytest.mark.parametrize("name", PAGES)
def test_page_holds_at_twice_its_size(watched: Watched, known: dict[str, str], name: str) -> None:
    """Zoom 200 % of a 1280 px screen is 640 px of page (WCAG 1.4.4): nothing scrolls sideways, nothing is lost."""
    watched.page.set_viewport_size({"width": 640, "height": 450})
    path = PAGES[name].format(**known)
    watched.drawn(path) if name in DRAWN else watched.open(path)
    root = "document.documentElement"
    assert watched.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") <= 0
