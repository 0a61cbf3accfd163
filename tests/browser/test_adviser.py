"""The adviser's journey, by clicks and by keyboard: from the door of the home page to the workbook of one région."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watched
from tests.browser.keyboard import follow, reach

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


def test_the_same_by_keyboard_alone(watched: Watched, tmp_path: Path) -> None:
    """Enter on three links; the file opens, and holds the sixty or so intercommunalités that the page counts."""
    page = watched.page
    watched.open("/")
    follow(page, '.door a[href="/ecarts?niveau=region"]', "**/ecarts?niveau=region*")
    follow(page, "a[href*='niveau=epci'][href*='53']", "**niveau=epci*")
    rows = page.locator("table.gaps tbody tr").count()
    reach(page, "a[href*='ecarts.xlsx']", 400)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    file = tmp_path / "ecarts.xlsx"
    download.value.save_as(file)
    first = openpyxl.load_workbook(file).worksheets[0]
    assert sum(1 for row in first.iter_rows(values_only=True) if any(cell is not None for cell in row)) > rows >= 50
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
