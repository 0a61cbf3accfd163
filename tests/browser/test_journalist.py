"""A journalist's whole journey, as a person clicks it and by keyboard alone: find, unfold, hide, path, embed, take away."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import networkx as nx
import pytest
from playwright.sync_api import Browser, Download, Page, expect

from api.app import create_app
from api.settings import ApiSettings
from tests.browser.conftest import HOSTILE_ID, Watched
from tests.browser.serving import served

pytestmark = pytest.mark.browser

READY = "figure[data-explored]"
SAID = ".explorer-said"


def explored(watched: Watched, path: str) -> Page:
    watched.open(path)
    watched.page.wait_for_selector(READY)
    return watched.page


def on_screen(page: Page) -> int:
    """Nodes drawn and not hidden."""
    count: int = page.evaluate(
        "(() => { const {data, gone} = document.querySelector('figure').entrelacs;"
        " return data.nodes.filter(node => !gone(node)).length; })()"
    )
    return count


def rows(page: Page) -> int:
    return page.locator("#network-tables tr[data-node]:not([hidden])").count()


def choose(page: Page, place: int) -> None:
    """Choose the nth node of the table in the picture."""
    page.locator("#network-tables .find-in-picture").nth(place).click()


def saved(page: Page, name: str) -> Download:
    with page.expect_download() as waiting:
        page.locator(f'[data-explore="{name}"]').click()
    return waiting.value


def test_from_a_name_to_a_path(watched: Watched, known: dict[str, str]) -> None:
    page = watched.page
    watched.open("/")
    page.locator("#q, main input[name=q]").first.fill("Collectif")
    page.keyboard.press("Enter")
    page.locator("main a[href^='/acteurs/']").first.click()
    page.locator("main a[href*='/reseau?centre=']").first.click()
    page.wait_for_selector(READY)
    first = on_screen(page)
    for _ in range(2):  # the farthest node each time: what is near is shown already
        choose(page, -1)
        page.locator('.network-card [data-act="unfold"]').click()
        page.locator(SAID, has_text="autour de").wait_for()
    grown = on_screen(page)
    assert grown > first
    assert "deplier=" in page.url
    page.locator(".network-legend button").first.click()
    assert on_screen(page) < grown
    assert on_screen(page) == rows(page)
    page.get_by_role("link", name="Chemin vers…").click()
    page.get_by_label("Vers").fill(known["actor"])
    page.get_by_role("button", name="Chercher").last.click()
    expect(page.locator("ol.path").or_(page.get_by_text("Aucun chemin")).first).to_be_visible()
    assert watched.troubles == []


def test_undo_takes_back_the_last_step_only(watched: Watched, known: dict[str, str]) -> None:
    page = explored(watched, f"/reseau?centre={known['actor']}")
    first = on_screen(page)
    choose(page, 1)
    page.locator('[data-act="unfold"]').click()
    page.locator(SAID, has_text="dépliée").wait_for()
    grown = on_screen(page)
    page.locator('[data-act="hide"]').click()
    assert on_screen(page) == grown - 1
    page.locator('[data-explore="undo"]').click()
    assert (on_screen(page), rows(page)) == (grown, grown)
    page.locator('[data-explore="undo"]').click()
    assert (on_screen(page), rows(page)) == (first, first)
    assert "deplier=" not in page.url
    assert page.locator('[data-explore="undo"]').is_disabled()
    assert watched.troubles == []


def test_the_address_rebuilds_what_was_unfolded(watched: Watched, known: dict[str, str]) -> None:
    page = explored(watched, f"/reseau?centre={known['actor']}")
    choose(page, 1)
    page.locator('[data-act="unfold"]').click()
    page.locator(SAID, has_text="dépliée").wait_for()
    names = set(page.locator("#network-tables tr[data-node] a").all_inner_texts())
    page.reload()
    page.wait_for_selector(READY)
    assert set(page.locator("#network-tables tr[data-node] a").all_inner_texts()) == names


def test_the_same_by_keyboard_alone(watched: Watched, known: dict[str, str]) -> None:
    """Arrows choose, D unfolds, M hides, É pins, T goes to the table, U takes back."""
    page = explored(watched, f"/reseau?centre={known['actor']}")
    page.locator(".network-picture").focus()
    first = on_screen(page)
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("d")
    page.locator(SAID, has_text="dépliée").wait_for()
    grown = on_screen(page)
    page.keyboard.press("m")
    assert on_screen(page) == grown - 1
    page.keyboard.press("u")
    page.keyboard.press("u")
    assert on_screen(page) == first
    page.keyboard.press("ArrowRight")
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.className") == "find-in-picture"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "network-picture"
    assert watched.troubles == []


def test_finding_inside_the_picture(watched: Watched, known: dict[str, str]) -> None:
    page = explored(watched, f"/reseau?centre={known['actor']}&pas=2")
    page.locator('[data-explore="find"]').fill("zzzz")
    assert "Aucune fiche du dessin" in page.inner_text(SAID)
    name = page.locator("#network-tables tr[data-node] a").nth(2).inner_text()
    page.locator('[data-explore="find"]').fill(name[:12].upper())
    assert "du dessin" in page.inner_text(SAID)
    expect(page.locator("#network-tables tr[aria-current=true]")).to_have_count(1)


@pytest.mark.parametrize("kind", ["graphml", "gexf"])
def test_a_network_taken_away_is_the_one_shown(
    watched: Watched, known: dict[str, str], tmp_path: Path, kind: str
) -> None:
    """Read by networkx: the nodes and links on screen, hidden ones left out, with the sources said."""
    page = explored(watched, f"/reseau?centre={known['actor']}&pas=2")
    choose(page, 3)
    page.locator('[data-act="hide"]').click()
    file = tmp_path / f"reseau.{kind}"
    saved(page, kind).save_as(file)
    graph = nx.read_graphml(file) if kind == "graphml" else nx.read_gexf(file)
    assert graph.number_of_nodes() == on_screen(page) == rows(page)
    assert graph.number_of_edges() == page.locator("#network-tables tr[data-ends]:not([hidden])").count()
    assert "demonstration" in file.read_text(encoding="utf-8")
    assert watched.troubles == []


def test_images_say_where_they_come_from(watched: Watched, known: dict[str, str], tmp_path: Path) -> None:
    page = explored(watched, f"/reseau?centre={known['actor']}&pas=2")
    image, drawing = tmp_path / "r.png", tmp_path / "r.svg"
    saved(page, "svg").save_as(drawing)
    saved(page, "png").save_as(image)
    words = drawing.read_text(encoding="utf-8")
    for said in ("Réseau : ", "révision", "demonstration", "licence", "synthétiques", "/reseau?centre="):
        assert said in words
    assert image.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert watched.troubles == []


def test_an_exploration_is_saved_and_opened(watched: Watched, known: dict[str, str], tmp_path: Path) -> None:
    page = explored(watched, f"/reseau?centre={known['actor']}")
    choose(page, 1)
    page.locator('[data-act="unfold"]').click()
    page.locator(SAID, has_text="dépliée").wait_for()
    page.locator('[data-act="hide"]').click()
    left = on_screen(page)
    file = tmp_path / "exploration.json"
    saved(page, "json").save_as(file)
    state = json.loads(file.read_text(encoding="utf-8"))
    assert state["sources"]
    assert state["licence"]
    assert state["legend"]
    assert state["revision"]
    page = explored(watched, f"/reseau?centre={known['experiment']}")
    page.locator('[data-explore="open"]').set_input_files(file)
    page.locator(SAID, has_text="rouverte").wait_for()
    assert on_screen(page) == left
    assert watched.troubles == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "n’est pas du JSON entier"),
        ("{}", "n’est pas une exploration"),
        ('{"format": "entrelacs-exploration", "version": 9}', "d’une version 9"),
        ('{"format": "entrelacs-exploration", "version": 1, "address": "https://ailleurs", "nodes": []}', "Il manque"),
    ],
)
def test_a_bad_file_is_refused_in_words(
    watched: Watched, known: dict[str, str], tmp_path: Path, text: str, said: str
) -> None:
    page = explored(watched, f"/reseau?centre={known['actor']}")
    file = tmp_path / "f.json"
    file.write_text(text, encoding="utf-8")
    page.locator('[data-explore="open"]').set_input_files(file)
    page.locator(SAID, has_text=said).wait_for()


def test_hostile_names_are_only_names(watched: Watched, tmp_path: Path) -> None:
    page = explored(watched, f"/reseau?centre={HOSTILE_ID}")
    choose(page, 1)
    for kind in ("svg", "graphml", "gexf", "json"):
        saved(page, kind).save_as(tmp_path / kind)
    graph = nx.read_graphml(tmp_path / "graphml")
    assert "</script><script>window.ran=1</script>" in {name for _, name in graph.nodes(data="label")}
    svg = (tmp_path / "svg").read_text(encoding="utf-8")
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
    assert page.evaluate("window.ran") is None
    assert watched.troubles == []


class Foreign(BaseHTTPRequestHandler):
    """A page of another site, that frames one of ours."""

    framed = ""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f'<!doctype html><title>Journal</title><iframe src="{self.framed}"></iframe>'.encode())

    def log_message(self, format: str, *args: object) -> None:
        del format, args


@pytest.fixture
def foreign() -> Iterator[tuple[type[Foreign], str]]:
    handler = type("Handler", (Foreign,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield handler, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("allowed", [True, False])
def test_embedded_where_it_is_allowed_only(
    browser: Browser, store_address: str, known: dict[str, str], foreign: tuple[type[Foreign], str], allowed: bool
) -> None:
    """The same host on another port is another origin: what is not named, with its port, is refused by the browser."""
    handler, site = foreign
    hosts = site if allowed else "http://127.0.0.1:9"
    with served(create_app(ApiSettings(store=store_address, embed_hosts=hosts))) as base, browser.new_page() as page:
        handler.framed = f"{base}/integration/reseau?centre={known['actor']}"
        page.goto(site)
        frame = page.frames[1]
        if allowed:
            frame.wait_for_selector("figure[data-first-draw]")
            text = frame.inner_text("body")
            assert "synthétiques" in text
            assert "licence" in text
            assert "Ouvrir dans Entrelacs" in text
        else:
            page.wait_for_timeout(500)
            expect(frame.locator("figure")).to_have_count(0)


@pytest.mark.parametrize("view", ["carte?type=PARTICIPATES_IN", "ecarts?niveau=region"])
def test_a_foreign_page_shows_the_map(
    browser: Browser, store_address: str, foreign: tuple[type[Foreign], str], view: str
) -> None:
    """The map is seen with its size, its sources and its notice; the page it is of cannot be framed."""
    handler, site = foreign
    with served(create_app(ApiSettings(store=store_address, embed_hosts=site))) as base, browser.new_page() as page:
        handler.framed = f"{base}/integration/{view}&titre=non&tableaux=non"
        page.goto(site)
        frame = page.frames[1]
        picture = frame.locator("figure svg").first
        picture.wait_for()
        box = picture.bounding_box()
        assert box is not None
        assert box["width"] > 100  # an iframe is 300 px wide where nobody says otherwise
        text = frame.inner_text("body")
        for said in ("synthétiques", "Sources", "licence", "Ouvrir dans Entrelacs"):
            assert said in text
        handler.framed = f"{base}/{view}"
        page.goto(site)
        page.wait_for_timeout(500)
        expect(page.frames[1].locator("figure")).to_have_count(0)
