"""The product in a made-up second language, every text of its catalogue in brackets: what a reader sees outside them
is data, or a sentence that ADR 0013 names.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from api.app import create_app
from api.pages import language
from api.settings import ApiSettings
from tests.browser.conftest import Watched
from tests.browser.serving import served
from tests.support.bracketed import CODE, bracketed_locales

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def bracketed_base(store_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(language, "LOCALES", bracketed_locales(tmp_path_factory.mktemp("locales")))
        app = create_app(ApiSettings(store=store_address, language=CODE))
    with served(app) as address:
        yield address


@pytest.fixture
def bracketed(browser: Browser, bracketed_base: str) -> Iterator[Watched]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.set_default_timeout(15_000)
        context.set_default_navigation_timeout(60_000)
        watched = Watched(context.new_page(), bracketed_base)
        watched.page.on("console", lambda message: watched.messages.append(f"{message.type}: {message.text}"))
        watched.page.on("pageerror", lambda error: watched.messages.append(f"error: {error}"))
        yield watched


def test_the_explorer_speaks_the_language_of_the_page(bracketed: Watched, known: dict[str, str]) -> None:
    bracketed.drawn(f"/reseau?centre={known['experiment']}&pas=1")
    page = bracketed.page
    said = page.locator(".explorer-said")
    assert page.get_attribute("html", "lang") == CODE
    assert page.inner_text(".network-card a[href^='/experimentations'] >> nth=-1") == "⟦Ouvrir la fiche⟧"
    page.click('.network-card [data-act="hide"]')
    assert said.inner_text().startswith("⟦« ")
    assert said.inner_text().endswith(" » est masqué.⟧")
    page.click('[data-explore="undo"]')
    assert said.inner_text().startswith("⟦Annulé : ⟦« ")
    page.fill('[data-explore="find"]', "zzz")
    assert said.inner_text() == "⟦Aucune fiche du dessin ne porte « zzz ».⟧"
    page.fill('[data-explore="find"]', "a")
    assert said.inner_text().startswith("⟦")
    page.click('.network-card [data-act="unfold"]')
    page.locator(".explorer-said", has_text="autour de").wait_for()
    assert said.inner_text().startswith("⟦")
    assert page.locator(".find-in-picture").first.inner_text() == "⟦situer⟧"
    assert bracketed.troubles == []


def test_years_and_map_speak_the_language_of_the_page(bracketed: Watched) -> None:
    bracketed.open("/carte?type=PARTICIPATES_IN")
    page = bracketed.page
    assert page.locator("[data-player] button").first.inner_text() in {"⟦Lire⟧", "⟦Année suivante⟧"}
    assert page.get_attribute("[data-player] input[type=range]", "aria-label") == "⟦Année montrée⟧"
    assert page.inner_text("button.zoom") == "⟦Zoomer⟧"
    page.click("button.zoom")
    page.wait_for_selector(".zoomed[data-ready]", state="attached")
    assert page.inner_text(".zoomed [role=status]").startswith("⟦Flèches pour se déplacer")
    assert page.inner_text("button.zoom") == "⟦Fermer l’agrandissement⟧"
    assert [said for said in bracketed.troubles if "GL Driver Message" not in said] == []


def test_an_embedded_picture_speaks_the_language_of_the_page(bracketed: Watched, known: dict[str, str]) -> None:
    bracketed.drawn(f"/integration/reseau?centre={known['experiment']}")
    assert bracketed.page.inner_text(".network-card a >> nth=-1") == "⟦Ouvrir la fiche⟧"
    assert bracketed.troubles == []


def test_a_page_alone_speaks_the_language_and_runs_under_its_policy(bracketed: Watched, known: dict[str, str]) -> None:
    bracketed.drawn(f"/api/v1/rendering?centre={known['experiment']}")
    assert bracketed.page.inner_text(".network-card a >> nth=-1") == "⟦Ouvrir la fiche⟧"
    assert bracketed.troubles == []
