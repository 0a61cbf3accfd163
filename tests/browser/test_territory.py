"""The sheet of a territory as a reader walks from one to the next."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser


def test_a_neighbour_opens_its_sheet(watched: Watched) -> None:
    """Bretagne touches Normandie and Pays de la Loire."""
    watched.open("/territoires/region:53")
    section = watched.page.get_by_role("region", name="Territoires voisins")
    expect(section.get_by_role("row")).to_have_count(3)
    section.get_by_role("link", name="Normandie").click()
    expect(watched.page.get_by_role("heading", level=1)).to_have_text("Normandie")
    assert watched.troubles == []


def test_an_epci_fits_a_narrow_window_with_its_point_ringed(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 320, "height": 800})
    watched.open("/territoires/epci:243100518")
    expect(watched.page.locator(".funnel .ring")).to_have_count(1)
    expect(watched.page.get_by_text("Voisins non connus")).to_be_visible()
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert watched.troubles == []
