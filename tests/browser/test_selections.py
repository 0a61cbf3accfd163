"""The researcher's journey, by clicks and by keyboard alone, and a selection played year by year."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import networkx
import pytest
from playwright.sync_api import Browser, Page, expect

from api.app import create_app
from api.settings import ApiSettings
from graph.settings import Settings
from graph.store import open_store
from loaders.demo import write_demonstration
from loaders.loading import load_files
from tests.browser.conftest import Watched
from tests.browser.keyboard import follow, reach
from tests.browser.serving import served

pytestmark = pytest.mark.browser
ASKED = "type=PARTICIPATES_IN&role=porteur&territory=region:75&source=demonstration"
VIEWS = ("relations", "carte", "chronologie", "matrice", "reseau")


@pytest.fixture(scope="module")
def loaded_again(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on a new graph, of the same sources."""
    folder = tmp_path_factory.mktemp("encore")
    address = f"sqlite:///{folder / 'graphe.db'}"
    with closing(open_store(Settings(store=address))) as store:
        load_files(store, [str(path) for path in write_demonstration(folder / "demonstration")])
    with served(create_app(ApiSettings(store=address))) as base:
        yield base


def rows(page: Page) -> list[str]:
    texts: list[str] = page.locator("table tbody tr").all_inner_texts()
    return texts


def as_the_api(base: str, path: str, query: str) -> None:
    """The GraphML file holds the nodes and edges of the API's JSON, all pages of it."""
    graph = networkx.read_graphml(path, force_multigraph=True)
    wanted: list[dict[str, str]] = []
    cursor = None
    while True:
        more = f"&cursor={cursor}" if cursor else ""
        with urlopen(f"{base}/api/v1/relations?{query}&limit=30{more}") as answer:
            page = json.load(answer)
        wanted += page["rows"]
        if (cursor := page["cursor"]) is None:
            break
    assert len(wanted) == page["total"] > 30  # several pages were read
    edges = sorted((source, target, data["role"]) for source, target, data in graph.edges(data=True))
    assert edges == sorted((row["source"], row["target"], row["role"]) for row in wanted)
    assert set(graph) == {row[end] for row in wanted for end in ("source", "target")}
    labels = {row[end]: row[f"{end}_label"] for row in wanted for end in ("source", "target")}
    assert {node: data["label"] for node, data in graph.nodes(data=True)} == labels


def test_a_researcher_filters_exports_and_finds_the_view_again(
    watched: Watched, loaded_again: str, tmp_path: Path
) -> None:
    page = watched.page
    watched.open("/")
    page.get_by_role("navigation", name="Principale").get_by_role("link", name="Relations").click()
    page.get_by_role("link", name="qui participe à quoi").click()
    for facet, choice in (
        ("Rôle", "Porteur"),
        ("Territoire d’action", "Nouvelle-Aquitaine"),
        ("Source", "demonstration"),
    ):
        facets = page.locator("form.facets details").filter(has=page.locator("summary", has_text=facet)).first
        facets.locator("summary").click()
        counted = facets.locator("label", has_text=choice)
        counted.locator("input").check()
    page.get_by_role("button", name="Appliquer").click()
    expect(page).to_have_url(f"{watched.base}/relations?{ASKED}")
    shown = page.locator(".lead").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="GraphML").click()
    file = tmp_path / "relations.graphml"
    download.value.save_as(file)
    as_the_api(watched.base, str(file), ASKED)

    kept, own = rows(page), page.url.removeprefix(watched.base)
    page.goto(loaded_again + own)  # every source was loaded again, elsewhere
    assert rows(page) == kept
    assert page.locator(".lead").inner_text() == shown
    assert watched.messages == []


def test_the_same_by_keyboard_alone(watched: Watched, tmp_path: Path) -> None:
    page = watched.page
    watched.open("/")
    follow(page, 'nav.main a[href="/relations"]', "**/relations")
    follow(page, 'a[href="/relations?type=PARTICIPATES_IN"]', "**/relations?type=PARTICIPATES_IN")
    for name, value in (("role", "porteur"), ("territory", "region:75"), ("source", "demonstration")):
        reach(page, f"details:has(input[name={name}][value='{value}']) > summary")
        page.keyboard.press("Enter")
        reach(page, f"input[name={name}][value='{value}']")
        page.keyboard.press("Space")
    follow(page, "form.facets button.primary", f"**/relations?{ASKED}")
    reach(page, "section.keep a[href*='graphml']", 400)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    file = tmp_path / "relations.graphml"
    download.value.save_as(file)
    as_the_api(watched.base, str(file), ASKED)
    assert watched.troubles == []


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_quiet_and_fits(watched: Watched, view: str) -> None:
    for width in (1280, 320):
        watched.page.set_viewport_size({"width": width, "height": 900})
        assert watched.open(f"/{view}?{ASKED}").status == 200
        if view == "reseau":
            watched.page.wait_for_selector("figure[data-network][data-first-draw]")
        wide = watched.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{view} at {width} px"
    assert watched.troubles == []


def test_tabs_keep_the_selection(watched: Watched) -> None:
    watched.open(f"/relations?{ASKED}")
    for label, view in (("Carte", "carte"), ("Frise", "chronologie"), ("Matrice", "matrice"), ("Réseau", "reseau")):
        watched.page.get_by_role("navigation", name="Vues de cette sélection").get_by_role("link", name=label).click()
        expect(watched.page).to_have_url(f"{watched.base}/{view}?{ASKED}")
        expect(watched.page.locator(".chosen li")).to_have_count(4)
    assert watched.troubles == []


def test_the_map_and_its_table_say_the_same(watched: Watched) -> None:
    watched.open("/carte?niveau=departement")
    links = watched.page.locator(".count-map a")
    expect(links).to_have_count(101)
    said = {label.partition("\u202f: ")[0]: label for label in (
        one.get_attribute("aria-label") or "" for one in links.all())}  # fmt: skip
    for row in watched.page.locator("table tbody tr").all():
        name, number, meaning = row.locator("th, td").all_inner_texts()[:3]
        wanted = number.strip() if number.strip() not in {"0", "—"} else meaning.strip()
        assert wanted in said[name.strip()], name
    # Mayotte is declared not collected in the demonstration
    assert said["Mayotte"].endswith("pas de données")
    expect(watched.page.locator('.count-map a[aria-label^="Mayotte"] .hatching')).to_have_count(1)


def test_a_selection_is_played_year_by_year(watched: Watched) -> None:
    page = watched.page
    watched.open("/carte?type=PARTICIPATES_IN")
    page.clock.install()
    play, shown = page.locator(".player button"), page.locator(".player output")
    play.click()
    expect(shown).to_have_text("2006")
    expect(page.locator("#vue h2").first).to_contain_text("2006")
    first = page.locator("#vue .count-map").inner_html()
    page.clock.run_for(1500)
    expect(page.locator("#vue h2").first).to_contain_text("2007")
    assert page.locator("#vue .count-map").inner_html() != first
    play.click()
    assert play.inner_text() == "Lire"
    # the address and the other views follow, and the address alone shows the same year
    expect(page).to_have_url(f"{watched.base}/carte?type=PARTICIPATES_IN&annee=2007")
    kept = page.locator("#vue").inner_html()
    expect(page.locator('.views a[href$="/chronologie?type=PARTICIPATES_IN&annee=2007"]')).to_have_count(1)
    page.reload()
    assert page.locator("#vue").inner_html() == kept
    assert shown.inner_text() == "2007"
    assert watched.troubles == []


def test_the_network_is_played_too(watched: Watched) -> None:
    """Another year is another picture, drawn; the sentence above counts what is in it, as its page alone does."""
    page = watched.page
    watched.open("/reseau?role=porteur&annee=2010")
    page.wait_for_selector("figure[data-ready]")
    before = page.locator("p.lead").inner_text()
    page.locator(".player input").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#vue h2").first).to_contain_text("2011")
    page.wait_for_selector("figure[data-ready] canvas")
    played = page.locator("p.lead").inner_text()
    expect(page.locator("figure canvas")).to_have_count(1)
    page.reload()
    assert page.locator("p.lead").inner_text() == played != before
    assert watched.troubles == []


def test_a_node_keeps_its_place_through_the_years(watched: Watched) -> None:
    """In the picture and on the screen; another year is drawn with other nodes all the same."""
    places = """() => {
      const { data, network } = document.querySelector("figure").entrelacs;
      return Object.fromEntries(data.nodes.map((node) => {
        const at = network.canvasToDOM(node);
        return [node.key, [node.x, node.y, Math.round(at.x), Math.round(at.y)]];
      }));
    }"""
    page = watched.page
    watched.drawn("/reseau?type=PARTICIPATES_IN&annee=2012")
    before = page.evaluate(places)
    page.locator(".player input").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#vue h2").first).to_contain_text("2013")
    page.wait_for_selector("figure[data-first-draw] canvas")
    after = page.evaluate(places)
    both = before.keys() & after.keys()
    assert len(both) > 20
    assert before.keys() != after.keys()
    assert {key: before[key] for key in both} == {key: after[key] for key in both}
    assert watched.troubles == []


def test_years_are_moved_by_keyboard(watched: Watched) -> None:
    page = watched.page
    watched.open("/chronologie?annee=2010")
    page.locator(".player input").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#vue h2").first).to_contain_text("2011")
    expect(page.locator(".timeline .here")).to_have_count(1)
    assert page.evaluate("document.activeElement.type") == "range"
    page.keyboard.press("End")
    expect(page.locator("#vue h2").first).to_contain_text("2019")  # the last year of the demonstration
    assert watched.troubles == []


def test_nothing_moves_by_itself_where_motion_is_reduced(watched: Watched) -> None:
    page = watched.page
    page.emulate_media(reduced_motion="reduce")
    watched.open("/carte?annee=2010")
    play = page.locator(".player button")
    assert play.inner_text() == "Année suivante"
    play.click()
    expect(page.locator("#vue h2").first).to_contain_text("2011")
    page.wait_for_timeout(2000)
    assert page.locator(".player output").inner_text() == "2011"


def test_without_scripts_years_are_links(browser: Browser, base: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{base}/carte?role=porteur&annee=2010")
        expect(page.locator(".player button")).to_have_count(0)
        page.get_by_role("link", name="2011 →").click()
        expect(page).to_have_url(f"{base}/carte?role=porteur&annee=2011")
        page.locator("form.facets details summary", has_text="Statut").click()
        page.locator("form.facets input[value=synthetique]").check()
        page.get_by_role("button", name="Appliquer").click()
        expect(page).to_have_url(f"{base}/carte?role=porteur&status=synthetique&annee=2011")


def test_a_long_selection_travels_as_a_file(watched: Watched, tmp_path: Path) -> None:
    page = watched.page
    ranges = [{"period": f"{year}/{year + 1}"} for year in range(1600, 1750)]
    file = tmp_path / "longue.json"
    asked = {"or": [{"role": "porteur"}, *ranges], "type": "PARTICIPATES_IN"}
    file.write_text(json.dumps({"entrelacs": "selection", "version": 1, "filter": asked, "seats": True}))
    watched.open("/relations")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    expect(page.locator("section.keep")).to_contain_text("trop longue pour une adresse")
    before = rows(page)
    page.get_by_role("button", name="Suite").click()
    expect(page.locator("table tbody tr")).not_to_have_text(before)
    page.get_by_role("button", name="Carte").click()
    expect(page.locator(".count-map")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("button", name="Enregistrer la sélection en fichier").click()
    assert json.loads(Path(download.value.path()).read_text())["filter"] == json.loads(file.read_text())["filter"]
    assert watched.troubles == []


def test_the_map_is_zoomed_on_demand_alone(watched: Watched) -> None:
    page = watched.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    watched.open("/carte?niveau=departement&annee=2010")
    assert not any("maplibre" in name for name in asked)
    button = page.locator("button.zoom")
    assert button.inner_text() == "Zoomer"
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".zoomed[data-ready]")).to_have_count(1, timeout=20_000)
    assert {"maplibre-gl-csp.js", "maplibre-gl-csp-worker.js", "maplibre-gl.css"} <= {*asked}
    assert page.evaluate("document.activeElement.tagName") == "CANVAS"
    page.keyboard.press("+")  # what it draws is its own; the page stays whole beside it
    expect(page.locator(".count-map svg a")).to_have_count(101)
    button.click()
    expect(page.locator(".zoomed")).to_have_count(0)
    assert button.inner_text() == "Zoomer"
    assert [message for message in watched.troubles if "GL Driver Message" not in message] == []


def test_a_zoom_that_cannot_be_drawn_leaves_the_map(watched: Watched) -> None:
    page = watched.page
    page.route("**/maplibre-gl-csp.js", lambda route: route.abort())
    watched.open("/carte")
    page.locator("button.zoom").click()
    expect(page.locator(".zoomed p")).to_contain_text("ne sait pas agrandir")
    expect(page.locator(".count-map svg a")).to_have_count(18)
