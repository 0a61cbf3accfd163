"""What a person may do wrong, or what may fail under them, in a real browser: the page says so and offers a way on."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from api.app import create_app
from api.settings import ApiSettings
from tests.browser.conftest import Watched
from tests.browser.serving import served
from tests.browser.site import PAGES

pytestmark = pytest.mark.browser

LONG = 5_000
"""Characters pasted into the search box, which takes 200."""


@pytest.fixture
def without_store(tmp_path: Path) -> Iterator[str]:
    with served(create_app(ApiSettings(store=f"sqlite:///{tmp_path}/absent/rien.db"))) as address:
        yield address


def test_an_unknown_id_names_the_nearest_and_opens_one(watched: Watched, known: dict[str, str]) -> None:
    """One sign less: the nearest id is the actor itself."""
    answer = watched.open(f"/acteurs/{known['actor'][:-1]}")
    assert answer.status == 404
    assert watched.page.locator("html").get_attribute("lang") == "fr"
    near = watched.page.locator("main li", has_text=known["actor"]).get_by_role("link")
    assert not near.inner_text().startswith("siren:"), "a name is what a person recognises"
    near.click()
    expect(watched.page).to_have_url(f"{watched.base}/acteurs/{known['actor']}")


def test_an_actor_asked_as_a_project_is_sent_to_its_own_sheet(watched: Watched, known: dict[str, str]) -> None:
    watched.open(f"/experimentations/{known['actor']}")
    expect(watched.page).to_have_url(f"{watched.base}/acteurs/{known['actor']}")
    assert watched.troubles == []


def test_a_long_paste_is_cut_by_the_box(watched: Watched) -> None:
    """The box holds 200 signs, so that what is sent is a search that finds nothing, in words."""
    watched.open("/recherche")
    box = watched.page.locator("main input[name=q]")
    box.click()
    watched.page.keyboard.insert_text("a" * LONG)
    assert len(box.input_value()) == 200
    box.press("Enter")
    watched.page.wait_for_url("**/recherche?q=*")
    assert "Aucune fiche recensée" in watched.page.locator(".lead").inner_text()
    assert watched.troubles == []


def test_a_long_address_is_refused_in_words(watched: Watched) -> None:
    answer = watched.open("/recherche?q=" + "a" * LONG)
    assert answer.status == 414
    assert watched.page.locator("h1").inner_text() == "Ce texte est trop long"
    assert watched.page.locator("main input[name=q]").is_visible()


def test_an_absent_store_is_said_and_the_address_stays(watched: Watched, without_store: str) -> None:
    """The choice stands in the address: asking again later answers it."""
    path = "/comparer?id=region:75&id=region:32"
    answer = watched.page.goto(without_store + path)
    assert answer is not None
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert watched.page.locator("h1").inner_text() == "Le graphe ne répond pas"
    expect(watched.page).to_have_url(without_store + path)
    assert watched.page.locator("a.again").get_attribute("href") == path


def test_columns_are_chosen_by_name_without_scripts(browser: Browser, base: str) -> None:
    """Two regions, by typing and following links alone."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{base}/comparer")
        for name in ("Bretagne", "Normandie"):
            page.locator("main input[name=nom]").fill(name)
            page.locator("main form button").click()
            page.locator("main section li", has_text="Région").get_by_role("link", name=name, exact=True).click()
        expect(page.locator("table.compare thead th a")).to_have_count(4)
        assert page.locator("h1").inner_text() == "Bretagne, Normandie"


def test_the_sheets_are_read_without_scripts(browser: Browser, base: str, known: dict[str, str]) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        for name in ("acteur", "experimentation", "comparer-acteurs"):
            page.goto(base + PAGES[name].format(**known))
            expect(page.locator("h1")).to_have_count(1)
            assert page.locator("main table tbody tr").count() > 1, name
        page.goto(base + PAGES["acteur"].format(**known))
        assert page.locator(".years svg").is_visible()


def test_a_mixed_comparison_keeps_what_it_can(watched: Watched, known: dict[str, str]) -> None:
    watched.open(f"/comparer?id=region:75&id={quote(known['actor'])}&id=region:99&id=region:32")
    expect(watched.page.locator("main section li")).to_have_count(2)
    assert watched.page.locator("h1").inner_text() == "Nouvelle-Aquitaine, Hauts-de-France"
    assert watched.troubles == []
