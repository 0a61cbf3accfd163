"""The adviser's journey, by clicks alone: from the door of the home page to the workbook of one région."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser


def test_from_home_to_the_workbook_of_the_epci_of_one_region(watched: Watched) -> None:
    """Three clicks of the five allowed: door, intercommunalités of Bretagne, then the file (the link is what is seen)."""
    page = watched.page
    watched.open("/")
    page.locator('.door a[href="/ecarts?niveau=region"]').click()
    page.wait_for_url("**/ecarts?niveau=region*")
    page.get_by_role("link", name="intercommunalités de Bretagne").click()
    page.wait_for_url("**niveau=epci*")
    link = page.locator('a[href*="ecarts.xlsx"]')
    address = link.get_attribute("href") or ""
    assert "niveau=epci" in address
    assert "dans=region" in address
    assert page.locator("table.gaps tbody tr").count() >= 50  # Bretagne has about sixty intercommunalités
    assert watched.troubles == []


def test_a_head_is_sorted_by_keyboard(watched: Watched) -> None:
    page = watched.page
    watched.open("/ecarts?niveau=region")
    page.focus("th a.sort")
    page.keyboard.press("Enter")
    page.wait_for_url("**tri=nom*")
    expect(page.locator('th[aria-sort="ascending"]')).to_have_count(1)
    assert page.locator("table.gaps tbody tr").first.inner_text().startswith("Auvergne")
    assert watched.troubles == []
