"""The views of a selection as a reader gets them, and what becomes of a selection that something is wrong with."""

import json
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from api.app import create_app
from api.pages.selection_address import LONGEST
from api.settings import ApiSettings
from graph.settings import Settings
from graph.store import open_store
from tests.api.conftest import HOSTILE, LEAD, PROJECT, TestClient

pytestmark = pytest.mark.unit
VIEWS = ("relations", "carte", "chronologie", "matrice", "reseau")
SELECTION = "type=PARTICIPATES_IN&role=porteur&territory=departement:33&period=2016/2018&source=essai&status=importe"


def shown(client: TestClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return plain(answer.text)


def plain(text: str) -> str:
    """As it reads, spaces that do not break as spaces."""
    return unescape(text).replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_keeps_the_selection_and_leads_to_the_others(client: TestClient, view: str) -> None:
    text = shown(client, f"/{view}?{SELECTION}")
    for other in VIEWS:
        assert f'href="/{other}?{SELECTION}"' in text, other
    assert "Territoire d’action :</span> Gironde (département)" in text
    # a condition is taken away by a link of its own
    assert f'href="/{view}?{SELECTION.replace("role=porteur&", "")}" aria-label="Retirer Rôle : Porteur"' in text


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_has_its_twins(client: TestClient, view: str) -> None:
    document = client.get(f"/{view}.json?{SELECTION}").json()
    assert document["filter"]["role"] == "porteur"
    table = client.get(f"/{view}.csv?{SELECTION}")
    assert table.headers["content-type"].startswith("text/csv")
    page = shown(client, f"/{view}?{SELECTION}")
    assert f'href="/{view}.csv?{SELECTION}"' in page
    assert f'href="/{view}.json?{SELECTION}"' in page


def test_the_table_is_the_api(client: TestClient) -> None:
    page = client.get("/relations.json?type=PARTICIPATES_IN").json()
    api = client.get("/api/v1/relations?type=PARTICIPATES_IN&limit=50").json()
    assert page == api
    assert page["total"] == 5  # of the graph
    assert (
        client.get("/relations.csv?role=porteur").content
        == client.get("/api/v1/relations?role=porteur&format=csv").content
    )


def test_facets_count_under_the_other_conditions(client: TestClient) -> None:
    text = shown(client, "/relations?type=PARTICIPATES_IN&role=porteur")
    # partenaire: one relation of this type; were the role kept, none would be left
    assert 'value="partenaire"><span>Partenaire</span><span class="muted num">1</span>' in text
    assert 'value="porteur" checked><span>Porteur</span><span class="muted num">2</span>' in text


@pytest.mark.parametrize(("status", "said"), [("", True), ("?status=importe", False), ("?status=synthetique", True)])
def test_the_strip_speaks_of_what_is_selected_alone(client: TestClient, status: str, said: bool) -> None:
    """The facet offers « synthétique » beside a choice that holds none: nothing made up is on the page."""
    assert ("données synthétiques de démonstration." in shown(client, f"/relations{status}")) is said


def test_names_are_shown_as_text(client: TestClient) -> None:
    for view in VIEWS:
        answer = client.get(f"/{view}?type=PARTICIPATES_IN")
        assert HOSTILE not in answer.text
        assert "<script>alert" not in answer.text


def test_the_blanks_of_a_form_are_taken_out_of_the_address(client: TestClient) -> None:
    answer = client.get("/relations?role=porteur&territory=&period=&amount_min=&filter=", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/relations?role=porteur")
    # a role that is not said is something asked for
    assert client.get("/relations?role=&period=", follow_redirects=False).headers["location"] == "/relations?role="


def test_a_place_may_be_named(client: TestClient) -> None:
    answer = client.get("/carte?territory=gironde", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/carte?territory=departement:33")
    text = shown(client, "/carte?territory=atlantide&role=porteur", 422)
    assert "aucune fiche ne porte ce nom" in text
    assert 'value="porteur" checked' in text


def test_a_tree_is_added_to_the_rest(client: TestClient) -> None:
    tree = '{"or":[{"theme":"odd:4"},{"not":{"period":"2019"}}]}'
    page = client.get("/relations.json", params={"type": "PARTICIPATES_IN", "filter": tree}).json()
    api = client.get("/api/v1/relations", params={"type": "PARTICIPATES_IN", "filter": tree}).json()
    assert [row["target"] for row in page["rows"]] == [row["target"] for row in api["rows"]]
    assert tree in shown(client, f"/relations?type=PARTICIPATES_IN&filter={tree}")


def test_what_the_address_says_that_is_not_known_is_told_and_the_rest_kept(client: TestClient) -> None:
    text = shown(client, "/relations?role=porteur&couleur=bleu&terr")
    assert "« couleur » n’est pas connue de cette version" in text
    assert "« terr » n’est pas connue" in text
    assert "2 relations recensées répondent" in text
    assert 'href="/relations.json?role=porteur"' in text, "le jumeau est celui de ce qui a été compris"
    error = client.get("/relations.json?role=porteur&couleur=bleu").json()["error"]
    assert (error["code"], "couleur" in error["message"]) == ("invalid_input", True)


@pytest.mark.parametrize(
    ("said", "words"),
    [("period=2018/2016", "la fin précède le début"), ("territory=departement:99", "Aucune fiche « departement:99 »"),
     ("theme=odd:99", "Aucune fiche « odd:99 »"), ("role=chef", "attendu un de"), ("source=nulle", "une source chargée"),
     ("amount_min=9&amount_max=3", "attendu au moins amount_min"), ("filter={\"or\":", "JSON illisible"),
     ("annee=20x6", "Année refusée"), ("phase=fini", "attendu un de")],
)  # fmt: skip
def test_a_condition_that_is_refused_keeps_the_selection(client: TestClient, said: str, words: str) -> None:
    view = "carte" if said.startswith("annee") else "relations"
    answer = client.get(f"/{view}?type=PARTICIPATES_IN&{said}")
    assert answer.status_code == 422
    text = plain(answer.text)
    assert words in text
    assert 'value="PARTICIPATES_IN" checked' in text
    assert client.get(f"/{view}.json?type=PARTICIPATES_IN&{said}").status_code in (400, 404)


def test_near_ids_are_offered_in_the_same_selection(client: TestClient) -> None:
    text = shown(client, "/carte?role=porteur&territory=departement:3", 422)
    assert 'href="/carte?role=porteur&territory=departement:33"' in text


def test_an_empty_selection_says_what_empties_it(client: TestClient) -> None:
    text = shown(client, "/relations?role=porteur&type=ACTS_IN")
    assert "Aucune relation recensée ne répond" in text
    assert "Sans « Relation : agit dans », 2 relations répondraient" in text
    assert "cela ne veut pas dire qu’il n’y en a pas" in text
    for view in VIEWS:
        assert "Sans « " in shown(client, f"/{view}?role=porteur&type=ACTS_IN"), view


def test_an_empty_graph_says_so(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'vide.db'}"
    open_store(Settings(store=address)).close()
    with TestClient(create_app(ApiSettings(store=address))) as client:
        for view in VIEWS:
            path = "/reseau?selection=tout" if view == "reseau" else f"/{view}"
            assert client.get(path).status_code == 200, view
        assert "ne contient encore aucune relation" in shown(client, "/relations")
        assert "pas de données" in shown(client, "/carte")


def test_a_store_that_does_not_answer_leaves_the_selection_on_the_page(tmp_path: Path) -> None:
    settings = ApiSettings(store="bolt://127.0.0.1:1", store_timeout=0.5)
    with TestClient(create_app(settings)) as client:
        for view in VIEWS:
            answer = client.get(f"/{view}?{SELECTION}")
            text = plain(answer.text)
            assert (answer.status_code, "Retry-After" in answer.headers) == (503, True), view
            assert "Votre sélection est gardée" in text
            assert f'href="/{view}?{SELECTION}">Réessayer' in text
            assert 'value="porteur" checked' in text
        assert client.get(f"/carte.json?{SELECTION}").json()["error"]["code"] == "store_unavailable"


def test_a_store_too_slow_to_be_read_in_time_leaves_the_selection(store_address: str) -> None:
    with TestClient(create_app(ApiSettings(store=store_address, store_timeout=0.000001))) as client:
        answer = client.get(f"/carte?{SELECTION}")
        assert answer.status_code == 503
        assert "Votre sélection est gardée" in answer.text


def test_a_selection_too_long_for_an_address_is_a_file(client: TestClient) -> None:
    territories = "&".join("territory=commune:33063" for _ in range(LONGEST // 20))
    answer = client.get(f"/relations?{territories}&role=porteur")
    text = plain(answer.text)
    assert answer.status_code == 414
    assert "une adresse en porte 2 000 au plus" in text
    assert 'href="/selection.json?' in text
    assert client.get(f"/relations.json?{territories}").status_code == 400


def long_file() -> bytes:
    """Two hundred conditions, of which one alone keeps something."""
    absent = [{"period": f"{year}/{year + 1}"} for year in range(1600, 1750)]
    held = {"or": [{"role": "porteur"}, *absent], "type": "PARTICIPATES_IN"}
    return json.dumps({"entrelacs": "selection", "version": 1, "filter": held, "seats": True}).encode()


def test_a_long_selection_is_opened_and_seen_from_view_to_view(client: TestClient) -> None:
    for view in ("relations", "carte", "chronologie", "matrice"):
        answer = client.post(f"/{view}", files={"file": ("selection.json", long_file(), "application/json")})
        text = plain(answer.text)
        assert answer.status_code == 200, view
        assert "elle est trop longue pour une adresse" in text
        assert '<form method="post" action="/carte">' in text or view == "carte"
    kept = client.post("/selection.json", data={"selection": long_file().decode()})
    assert kept.json()["filter"] == json.loads(long_file())["filter"]


def test_a_file_that_fits_becomes_an_address(client: TestClient) -> None:
    saved = client.get(f"/selection.json?{SELECTION}")
    assert saved.headers["content-disposition"] == 'attachment; filename="selection-entrelacs.json"'
    answer = client.post(
        "/carte", files={"file": ("s.json", saved.content, "application/json")}, follow_redirects=False
    )
    assert answer.status_code == 303
    assert parse_qs(urlsplit(answer.headers["location"]).query) == parse_qs(SELECTION)
    bare = client.post("/carte", files={"file": ("s.json", b'{"role": "porteur"}', "")}, follow_redirects=False)
    assert bare.headers["location"] == "/carte?role=porteur"


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\x89PNG\r\n", "JSON illisible"), (b'{"entrelacs": "selection", "version": 9}', "pas une sélection de cette version"),
     (b'{"entrelacs": "selection", "version": 1, "filter": {"x": 1}}', "Champ inconnu"), (b"[]", "Filtre refusé")],
)  # fmt: skip
def test_a_file_that_is_no_selection_is_refused(client: TestClient, content: bytes, words: str) -> None:
    answer = client.post("/relations", files={"file": ("s.json", content, "application/json")})
    assert answer.status_code == 422
    assert words in plain(answer.text)


def test_the_whole_country_is_a_selection(client: TestClient) -> None:
    text = shown(client, "/carte?type=PARTICIPATES_IN&niveau=departement")
    assert "sur 101" in text
    assert "aucune alliance connue" in text  # the source declares the whole country, in part


def test_a_year_is_asked_beside_the_period(client: TestClient) -> None:
    both = client.get("/carte.json?period=2016/2020&annee=2017").json()
    assert both["filter"] == {"and": [{"period": "2016/2020"}, {"period": "2017"}]}
    assert both["year"] == 2017
    text = shown(client, "/chronologie?annee=2017&period=2016/2020")
    assert 'href="/reseau?period=2016/2020&annee=2017"' in text
    assert 'rel="next" href="/chronologie?period=2016/2020&annee=2018"' in text


def test_the_sheets_of_what_is_shown_are_linked(client: TestClient) -> None:
    text = shown(client, "/relations?type=PARTICIPATES_IN")
    assert f'href="/acteurs/{LEAD}"' in text
    assert "/experimentations/exp:essai:P%252F1" in text, PROJECT


def test_the_network_of_everything_keeps_its_address(client: TestClient) -> None:
    """« /reseau » alone asks for a centre: link, twins and the chip that is taken away must say that all is meant."""
    text = client.get("/reseau?selection=tout").text
    for address in ("/reseau?selection=tout", "/reseau.json?selection=tout", "/reseau.csv?selection=tout"):
        assert f'href="{address}"' in text
    assert 'href="/reseau?selection=tout"' in client.get("/reseau?role=porteur").text
    assert client.get("/reseau.json?selection=tout").json()["nodes"]
