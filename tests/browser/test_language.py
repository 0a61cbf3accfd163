"""The product in a made-up second language, every text of its catalogue in brackets: what a reader sees outside them
is data, or a sentence that ADR 0013 names.
"""

import re
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser

from api.app import create_app
from api.pages import language
from api.settings import ApiSettings
from graph.model.levels import Level
from graph.model.record import NodeRecord
from graph.model.typography import fine
from graph.settings import Settings
from graph.store import open_store
from graph.territories import reference
from tests.browser.conftest import Watched
from tests.browser.serving import served
from tests.support.bracketed import CODE, bracketed_locales, outside
from tests.support.french import plain

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


PAGES = {
    "accueil": "/",
    "ecarts": "/ecarts?niveau=region",
    "territoire": "/territoires/region:32",
    "acteur": "/acteurs/{actor}",
    "experimentation": "/experimentations/{experiment}",
    "reseau": "/reseau?centre={experiment}&pas=2",
    "reseau-acteurs": "/reseau?centre={experiment}&pas=2&liens=acteurs&couleur=communaute&taille=noyau",
    "reseau-agregats": "/reseau?centre=pays:FR&pas=2",
    "reseau-selection-agregats": "/reseau?type=PARTICIPATES_IN",
    "reseau-choisir": "/reseau",
    "reseau-selection": "/reseau?type=PARTICIPATES_IN&territory=region:32",
    "relations": "/relations?type=PARTICIPATES_IN&territory=region:53",
    "relations-vides": "/relations?role=financeur&territory=region:06",
    "carte": "/carte?type=PARTICIPATES_IN",
    "chronologie": "/chronologie?territory=region:32",
    "matrice": "/matrice?type=PARTICIPATES_IN",
    "chemin": "/chemin?de={actor}&vers=region:75",
    "recherche": "/recherche?q=mobilite",
    "comparer": "/comparer?id=region:75&id=region:32",
    "influence": "/influence",
    "methode": "/methode",
    "adresse-mal-dite": "/carte?niveau=inconnu",
    "rien": "/acteurs/mention:0000000000000000",
}
DRAWN = frozenset({"reseau", "reseau-acteurs", "reseau-agregats", "reseau-selection", "reseau-selection-agregats"})
SHOWN = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const inside = walker.currentNode.parentElement.closest("script, style, code, textarea");
    if (!inside) found.push(walker.currentNode.data);
  }
  for (const name of ["aria-label", "placeholder", "title", "data-label", "alt"])
    for (const each of document.body.querySelectorAll(`[${name}]`)) found.push(each.getAttribute(name));
  return [document.title, ...found];
}"""
"""What a reader sees or hears of a page, once its scripts have run."""
WORD = re.compile(r"[^\W\d_]{2,}")
EXAMPLES = re.compile(r"\b[a-z]+:\S+|\b[0-9a-f]{8,}\b|https?://\S+")
"""Ids, revisions and addresses."""
SENTENCES = ("explanation", "caveat", "caution", "message", "reason")
"""Fields of documents that hold a sentence which stays French: ADR 0013."""
SAME_EVERYWHERE = {"JSON", "ODD", "not", "role", "financeur", "mobilite"}
"""A format, an acronym, an example of what to type, what this test asks for."""


@pytest.fixture(scope="module")
def data(store_address: str) -> list[str]:
    """Names and sources that the graph and the reference of territories hold, the longest first."""
    found = {"demonstration", "essai"}
    with closing(open_store(Settings(store=store_address), read_only=True)) as store:
        for record in store.records():
            if isinstance(record, NodeRecord):
                found |= set(record.labels)
                found |= {each for each in record.properties.values() if isinstance(each, str) and " " in each}
                found |= {str(origin["source"]) for origin in record.origins}
    for level in (Level.REGION, Level.DEPARTEMENT):
        found |= {reference.name_of(each) for each in reference.populations(level)}
    return sorted({plain(each) for each in found if WORD.search(each)}, key=len, reverse=True)


def strings(said: object, fields: tuple[str, ...], held: bool = False) -> Iterator[str]:
    """The texts of a document under any of these fields."""
    if isinstance(said, str) and held:
        yield said
    elif isinstance(said, dict):
        for name, value in said.items():
            yield from strings(value, fields, held or name in fields)
    elif isinstance(said, list):
        for value in said:
            yield from strings(value, fields, held)


def sentences(watched: Watched, path: str) -> list[str]:
    """Those of the twin of a page, and of the pistes that its sheet works out beside it."""
    address, _, query = path.partition("?")
    twins = [f"{'/accueil' if address == '/' else address}.json?{query}"]
    if address.startswith(("/acteurs/", "/territoires/")):
        twins.append(f"/api/v1/suggestions/{address.split('/')[-1]}")
    documents = [watched.page.request.get(watched.base + twin).json() for twin in twins]
    found = {plain(fine(each)) for document in documents for each in strings(document, SENTENCES)}
    found |= {each.removeprefix("Données synthétiques de démonstration. ") for each in found}
    return sorted(found, key=len, reverse=True)


def without(text: str, known: list[str]) -> str:
    for each in known:
        if each in text:
            text = re.sub(rf"(?<!\w){re.escape(each)}(?!\w)", " ", text)
    return text


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_a_page_stands_outside_the_catalogue(
    name: str, bracketed: Watched, known: dict[str, str], data: list[str]
) -> None:
    path = PAGES[name].format(**known)
    (bracketed.drawn if name in DRAWN else bracketed.open)(path)
    shown = bracketed.page.evaluate(SHOWN)
    assert sum("⟦" in text for text in shown) > 20  # the language of the application is the one spoken
    bare = "\n".join(part for text in shown for part in outside(plain(text)))
    left = without(bare, [*sentences(bracketed, path), *data])
    assert {*WORD.findall(EXAMPLES.sub(" ", left))} - SAME_EVERYWHERE == set()
