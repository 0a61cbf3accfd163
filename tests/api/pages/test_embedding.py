"""Views framed by other sites: what is shown, what can be left out, what cannot, and the code that offers them."""

import html
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import ApiSettings
from graph.settings import Settings
from graph.store import open_store
from tests.api.conftest import LEAD, NETWORK

pytestmark = pytest.mark.unit
VIEWS = {
    "carte": "/integration/carte?type=PARTICIPATES_IN",
    "chronologie": "/integration/chronologie?type=PARTICIPATES_IN",
    "matrice": "/integration/matrice?type=PARTICIPATES_IN",
    "reseau": "/integration/reseau?type=PARTICIPATES_IN",
    "ecarts": "/integration/ecarts?niveau=region",
}


def plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", text)).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("address", [*VIEWS.values(), "/integration/ecarts?niveau=nulle-part"])
def test_only_the_named_sites_may_frame_it(store_address: str, address: str) -> None:
    settings = ApiSettings(store=store_address, embed_hosts="https://a.exemple:8443")
    with TestClient(create_app(settings)) as client:
        policy = client.get(address, headers={"Accept": "text/html"}).headers["content-security-policy"]
    assert "frame-ancestors 'self' https://a.exemple:8443;" in policy


@pytest.mark.parametrize("address", VIEWS.values(), ids=VIEWS)
def test_where_it_comes_from_is_never_left_out(client: TestClient, address: str) -> None:
    text = client.get(f"{address}&titre=non&legende=non&tableaux=non").text
    said = plain(text)
    for words in ("révision", "Sources :", "licence", "Ouvrir dans Entrelacs"):
        assert words in said
    assert '<h1 class="hidden">' in text
    assert "no-legend" in text
    assert '<table class="cards">' not in text


@pytest.mark.parametrize("view", ["carte", "chronologie", "matrice", "reseau"])
def test_the_selection_and_its_made_up_records_are_said(client: TestClient, view: str) -> None:
    """One participation of this graph is synthetic; the imported ones, asked for alone, go without the notice."""
    text = plain(client.get(VIEWS[view]).text)
    assert "Sélection : " in text
    assert "données synthétiques" in text
    assert "Sources : demonstration, essai" in text
    real = plain(client.get(f"{VIEWS[view]}&status=importe").text)
    assert "données synthétiques" not in real
    assert "Sources : essai" in real


def test_the_link_back_is_the_page_without_the_options_of_the_frame(client: TestClient) -> None:
    text = client.get(f"{VIEWS['carte']}&niveau=departement&titre=non").text
    links = re.findall(r'<a href="([^"]+)"[^>]*>Ouvrir dans', text)
    assert [html.unescape(link) for link in links] == ["/carte?type=PARTICIPATES_IN&niveau=departement"]


def test_the_network_of_everything_leads_back_to_the_network_of_everything(client: TestClient) -> None:
    """Without « selection=tout » the page would ask for a centre."""
    text = client.get("/integration/reseau?selection=tout").text
    links = re.findall(r'<a href="([^"]+)"[^>]*>Ouvrir dans', text)
    assert [html.unescape(link) for link in links] == ["/reseau?selection=tout"]
    assert "data-network" in text


def test_the_map_holds_the_figures_of_its_page(client: TestClient) -> None:
    """Gironde: the two projects that act there and have participants, as /carte counts them."""
    rows = client.get("/carte.json?type=PARTICIPATES_IN&niveau=departement").json()["rows"]
    expected = next(row["count"] for row in rows if row["territory"]["id"] == "departement:33")
    text = client.get(f"{VIEWS['carte']}&niveau=departement").text
    line = re.search(r'<tr><th[^>]*><a href="/territoires/departement:33".*?</tr>', text)
    assert line is not None
    assert f'class="num">{expected}</td>' in line[0]
    assert expected == 2


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/integration/carte?couleur=x", 400),
        ("/integration/reseau", 400),
        ("/integration/carte?titre=peut-%C3%AAtre", 422),
    ],
)
def test_what_is_not_understood_is_refused(client: TestClient, address: str, status: int) -> None:
    """As the API does: a field that no filter has is 400, a value that an option does not take 422."""
    assert client.get(address).status_code == status


@pytest.mark.parametrize("page", ["/carte?type=PARTICIPATES_IN", "/chronologie?type=PARTICIPATES_IN",
                                  "/matrice?type=PARTICIPATES_IN", "/reseau?type=PARTICIPATES_IN",
                                  "/reseau?selection=tout"])  # fmt: skip
def test_each_page_offers_its_code(client: TestClient, page: str) -> None:
    """The code is twice escaped: it is text in a page, and an address in an attribute."""
    code = re.search(r'<textarea class="embed-code"[^>]*>(.*?)</textarea>', client.get(page).text)
    assert code is not None
    source = re.search(r'src="([^"]+)"', html.unescape(code[1]))
    assert source is not None
    address = html.unescape(source[1])
    assert address == f"http://testserver/integration{page}"
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "page",
    [f"/acteurs/{LEAD}", "/experimentations/exp:essai:P-2", f"/alliances/{NETWORK}", "/comparer", "/structure",
     "/influence", "/evolution", "/ecarts?niveau=region"],
)  # fmt: skip
def test_each_page_ends_with_its_link_to_share(client: TestClient, page: str) -> None:
    text = client.get(page).text
    link = re.search(r'<a class="share-link" href="([^"]+)"', text)
    assert link is not None
    assert html.unescape(link[1]) == page
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("address", VIEWS.values(), ids=VIEWS)
def test_an_empty_graph_is_said_in_the_frame(tmp_path: Path, address: str) -> None:
    """Nothing is loaded: no picture of nothing, and gaps give the reason that their page gives."""
    empty = f"sqlite:///{tmp_path}/vide.db"
    open_store(Settings(store=empty)).close()
    with TestClient(create_app(ApiSettings(store=empty))) as client:
        answer = client.get(address)
        page = plain(client.get("/ecarts?niveau=region").text)
    said = plain(answer.text)
    assert answer.status_code == 200
    assert "Ouvrir dans Entrelacs" in said
    if "ecarts" in address:
        reason = re.search(r"On ne peut pas encore répondre : (.+)", page)
        assert reason is not None
        assert reason[1].strip() in said
    else:
        assert "Aucune expérimentation ni alliance retenue" in said


def test_the_gaps_hold_the_verdicts_of_their_page(client: TestClient) -> None:
    rows = client.get("/ecarts.json?niveau=region").json()["rows"]
    text = client.get(VIEWS["ecarts"]).text
    assert len(re.findall(r'<tr><th scope="row"', text)) == len(rows) == 18
    assert "jamais un classement" in plain(text)
