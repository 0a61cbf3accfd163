"""A zone typed into its form, at the width of a desk and of a phone; and a page that waits for its figures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from api.app import create_app
from api.settings import ApiSettings
from tests.browser.conftest import Watched
from tests.browser.serving import served

pytestmark = pytest.mark.browser


@pytest.fixture
def hurried(store_address: str, tmp_path: Path) -> Iterator[str]:
    """A service where everything is long and no page waits."""
    with served(create_app(ApiSettings(store=store_address, results=tmp_path, jobs_above=0, job_patience=0))) as base:
        yield base


def test_a_list_of_communes_is_compared(watched: Watched) -> None:
    watched.open("/ecarts/zone")
    watched.page.get_by_label("Communes").fill("59350, 59009\n59512")
    watched.page.get_by_label("Nom").fill("Trois villes <b>x</b>")
    watched.page.get_by_role("button", name="Comparer").click()
    watched.page.wait_for_selector("table.gaps")
    assert watched.page.locator("table.gaps tbody th").inner_text() == "Trois villes <b>x</b>"
    assert watched.page.get_by_label("Communes").input_value().split() == ["59350,", "59009", "59512"]
    assert watched.troubles == []


def test_the_form_fits_a_phone(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 320, "height": 700})
    watched.open("/ecarts/zone?communes=59350")
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_waiting_page_becomes_the_answer_by_itself(hurried: str, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    answer = page.goto(f"{hurried}/structure?hasard=non")
    assert answer is not None
    assert answer.status == 202
    assert page.locator("h1").inner_text() == "Calcul en cours"
    page.wait_for_selector("h1:not(:text('Calcul en cours'))", timeout=90_000)
    page.close()
