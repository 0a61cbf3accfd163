"""Every page answers with content, escapes what the data say, and has its data twin."""

import csv
import io
import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from loaders.mapping import catalogue
from tests.api.addresses import addresses
from tests.api.conftest import ALONE_ID, GONE_ID, HOSTILE, HOSTILE_ID, LEAD, MADE_UP, NETWORK, ONCE_ID

pytestmark = pytest.mark.unit

PAGES = {
    "/": "Qui fait alliance avec qui",
    "/recherche": "Chercher des relations",
    "/recherche?q=atelier": "L’Atelier d’à côté",
    f"/acteurs/{LEAD}": "3\u00a0participations recensées",
    f"/acteurs/{ALONE_ID}": "cela ne veut pas dire qu’il n’y en a pas",
    "/experimentations/exp:essai:P-2": "lieu d’action inconnu",
    f"/experimentations/{MADE_UP}": "Modélisation",
    f"/alliances/{NETWORK}": "depuis 2010",
    "/territoires/commune:33063": "Les écarts se lisent par région",
    "/territoires/region:75": "Nouvelle-Aquitaine",
    "/reseau": "Autour de qui dessiner",
    "/reseau?centre=atelier": "L’Atelier d’à côté",
    f"/reseau?centre={LEAD}&pas=2": "Les mêmes relations",
    "/reseau?centre=commune:33063&pas=2": "Bordeaux",
    f"/chemin?de={LEAD}&vers=exp:essai:P-2": "Second projet",
    f"/chemin?de={LEAD}&vers={ALONE_ID}": "Aucun chemin recensé",
    "/chemin": "Chemin entre deux fiches",
    "/methode": "sous-partenarié",
    "/sources": "Éditeur d’essai",
    "/donnees": "partiel",
    "/docs": "/api/v1/subgraph",
    "/ecarts?niveau=region": "sous-partenariés",
    "/relations": "Relations retenues",
    "/relations?role=porteur&type=ACTS_IN": "cela ne veut pas dire",
    "/carte?niveau=departement": "Alliances par département",
    "/chronologie": "Année par année",
    "/matrice": "Quels profils se rencontrent",
    "/matrice?axes=themes": "Quels thèmes, dans quels territoires",
    "/reseau?role=porteur": "Quel réseau forment ces alliances",
}

SOURCES = len(catalogue()) + 1
"""`essai`, which no mapping describes, and the whole catalogue: `demonstration` stands in both."""


class Outline(HTMLParser):
    """Checks that a page is well nested, and keeps its landmarks and headings."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "hr", "path", "circle", "rect"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


@pytest.mark.parametrize("address", PAGES)
def test_a_page_answers_with_content(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200, response.text
    assert PAGES[address] in response.text
    outline = Outline()
    outline.feed(response.text)
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    assert [outline.seen.count(tag) for tag in ("main", "h1")] == [1, 1]
    assert response.text.partition("</head>")[0].count("<title>") == 1
    assert '<html lang="fr">' in response.text
    assert 'href="#contenu"' in response.text
    assert re.search(r"\b(None|nan|NaN|Undefined)\b", re.sub(r"<script.*?</script>", "", response.text)) is None


def test_every_page_names_a_revision_and_how_to_report(client: TestClient) -> None:
    revision = client.get("/readyz").json()["revision"]
    for address in PAGES:
        text = client.get(address).text
        assert "Signaler une erreur" in text
        assert "Lien permanent" in text
        if address not in ("/methode", "/docs"):
            assert revision in text, address


@pytest.mark.parametrize(
    ("address", "made_up"),
    [
        ("/", True),
        (f"/experimentations/{MADE_UP}", True),
        (f"/acteurs/{LEAD}", True),
        (f"/reseau?centre={LEAD}", True),
        ("/experimentations/exp:essai:P-2", False),
        (f"/acteurs/{ALONE_ID}", False),
        ("/recherche?q=second", False),
        ("/recherche?q=invente", True),
    ],
)
def test_the_strip_is_there_exactly_when_something_made_up_is_shown(
    client: TestClient, address: str, made_up: bool
) -> None:
    text = client.get(address).text
    assert ('class="notice"' in text) == made_up
    assert ("données synthétiques de démonstration" in text) == made_up


@pytest.mark.parametrize(
    "address",
    [f"/acteurs/{HOSTILE_ID}", "/recherche?q=asso", "/experimentations/exp:essai:P-2",
     f"/reseau?centre={HOSTILE_ID}&pas=2", f"/chemin?de={LEAD}&vers={HOSTILE_ID}",
     f"/api/v1/rendering?centre={HOSTILE_ID}&depth=2"],
)  # fmt: skip
def test_a_hostile_name_is_text(client: TestClient, address: str) -> None:
    text = client.get(address).text
    assert "alert(1)" in text
    text = re.sub(r'<script[^>]*type="application/json"[^>]*>[^<]*</script>', "", text)
    assert "<script>alert(1)" not in text
    assert "<b>gras</b>" not in text
    assert "href='javascript:" not in text


def test_what_is_searched_is_text(client: TestClient) -> None:
    text = client.get("/recherche", params={"q": HOSTILE}).text
    assert "<script>alert(1)" not in text
    assert "&lt;/script&gt;" in text


def test_an_address_of_a_source_is_a_link_only_when_it_is_a_web_address(client: TestClient) -> None:
    text = client.get("/experimentations/exp:essai:P%2F1").text
    assert 'href="https://exemple.fr/a"' in text
    assert 'href="javascript:' not in text


def test_a_fact_shows_its_source_and_line(client: TestClient) -> None:
    assert "essai, l.\u00a02" in client.get(f"/acteurs/{LEAD}").text


def test_a_sheet_of_another_kind_sends_to_its_own(client: TestClient) -> None:
    response = client.get(f"/acteurs/{NETWORK}")
    assert response.status_code == 301
    assert response.headers["location"] == f"/alliances/{NETWORK}"


@pytest.mark.parametrize(
    ("page", "route"),
    [
        (f"/acteurs/{LEAD}.json", f"/api/v1/actors/{LEAD}"),
        ("/experimentations/exp:essai:P-2.json", "/api/v1/experiments/exp:essai:P-2"),
        (f"/alliances/{NETWORK}.json", f"/api/v1/alliances/{NETWORK}"),
        ("/territoires/region:75.json", "/api/v1/territories/region:75"),
        ("/sources.json", "/api/v1/sources"),
        ("/accueil.json", "/api/v1/stats"),
        ("/recherche.json?q=atelier", "/api/v1/search?q=atelier&limit=50"),
        (f"/chemin.json?de={LEAD}&vers=exp:essai:P-2", f"/api/v1/path?from={LEAD}&to=exp:essai:P-2"),
        ("/donnees.json", "/api/v1/coverage?limit=200"),
    ],
)
def test_a_page_and_the_api_give_the_same_document(client: TestClient, page: str, route: str) -> None:
    twin = client.get(page)
    assert twin.headers["content-type"] == "application/json"
    assert twin.content == client.get(route).content


def test_a_network_and_the_api_give_the_same_document_but_for_the_aggregates(client: TestClient) -> None:
    twin = client.get(f"/reseau.json?centre={LEAD}&pas=2").json()
    assert twin.pop("aggregates") == []  # all is drawn
    assert twin == client.get(f"/api/v1/subgraph?centre={LEAD}&depth=2&limit=300").json()


@pytest.mark.parametrize(
    ("address", "rows"),
    [(f"/acteurs/{LEAD}.csv", 3), ("/sources.csv", SOURCES), ("/donnees.csv", 1), ("/recherche.csv?q=projet", 2),
     (f"/reseau.csv?centre={LEAD}&pas=2", 4), ("/territoires/region:75.csv", 2)],
)  # fmt: skip
def test_a_table_is_also_csv(client: TestClient, address: str, rows: int) -> None:
    response = client.get(address)
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    table = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert len(table) == rows + 1
    assert {len(row) for row in table} == {len(table[0])}


def test_every_link_of_every_page_leads_somewhere(client: TestClient) -> None:
    links: set[str] = set()
    pages = [a for a in addresses(client.app) if not a.startswith(("/api", "/openapi"))]  # type: ignore[arg-type]
    for address in pages:
        response = client.get(address)
        if response.headers.get("content-type", "").startswith("text/html"):
            links |= {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)"', response.text)}
    territories_not_loaded = re.compile(r"/territoires/(?!region:75|departement:33|commune:33063)")
    for link in sorted(links):
        if not territories_not_loaded.match(link):
            path, _, query = link.partition("?")  # the test client decodes a path once more than a server does
            assert client.get(f"{path.replace('%25', '%2525')}?{query}").status_code == 200, link


def test_round_a_territory_the_picture_reaches_who_takes_part(client: TestClient) -> None:
    """One step from a territory meets projects alone, which no relation links to each other."""
    assert client.get("/reseau.json?centre=commune:33063").json()["depth"] == 2
    assert client.get(f"/reseau.json?centre={LEAD}").json()["depth"] == 1
    assert client.get("/reseau.json?centre=commune:33063&pas=1").json()["depth"] == 1


@pytest.mark.parametrize("suffix", ["", ".json", ".csv"])
def test_an_id_that_became_another_leads_to_it_for_ever(client: TestClient, suffix: str) -> None:
    response = client.get(f"/acteurs/{ONCE_ID}{suffix}")
    assert (response.status_code, response.headers["location"]) == (301, f"/acteurs/{LEAD}{suffix}")
    assert client.get(f"/api/v1/actors/{ONCE_ID}").json()["canonical"] == LEAD
    assert client.get(f"/api/v1/subgraph?centre={ONCE_ID}").json()["centre"] == LEAD


def test_an_id_whose_load_was_undone_is_gone(client: TestClient) -> None:
    response = client.get(f"/acteurs/{GONE_ID}")
    assert response.status_code == 410
    assert "Cette fiche a été retirée" in response.text
    assert client.get(f"/api/v1/actors/{GONE_ID}").json()["error"]["code"] == "gone"
