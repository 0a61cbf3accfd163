"""The shape of the network over HTTP and as a page."""

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import ALONE_ID, HOSTILE_ID, LEAD
from tests.support.french import plain

pytestmark = pytest.mark.unit


def test_the_document_counts_what_is_there(client: TestClient) -> None:
    """Imported records: LEAD and the hostile one share a project; the société is alone; two events have one partner."""
    document = client.get("/api/v1/structure?draws=5&seed=3").json()
    assert document["sizes"] == {
        "actors": 3, "linked": 2, "isolated": 1, "events": 3, "participations": 4, "links": 1,
    }  # fmt: skip
    assert [row["id"] for row in document["isolated"]["rows"]] == [ALONE_ID]
    assert document["isolated"]["rows"][0]["data_state"] == "partial"  # declared for the whole country
    assert {row["id"] for row in document["connectors"]["rows"]} == {LEAD, HOSTILE_ID}
    assert document["options"] == {"limit": 20, "draws": 5, "permutations": 199, "seed": 3}
    assert "joignent deux" in plain(document["exchanges"]["reason"])


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("until=1990", 422, "Rien ne répond"),
        ("since=2020&until=2010", 400, "à rebours"),
        ("territory=commune:99999", 404, "Aucune fiche"),
        ("kinds=licorne", 400, "accepté"),
        ("draws=1000", 422, "draws"),
        ("limit=0", 422, "limit"),
    ],
)
def test_a_wrong_question_is_refused_in_words(client: TestClient, query: str, status: int, words: str) -> None:
    response = client.get(f"/api/v1/structure?{query}")
    assert response.status_code == status, response.text
    assert words in plain(response.json()["error"]["message"])


def test_the_page_says_what_holds_and_what_is_not_known(client: TestClient) -> None:
    page = plain(client.get("/structure").text)
    assert "2 acteurs sur 3" in page
    assert "Sans partenaire recensé" in page
    assert "Ces figures portent sur ce qui est recensé" in page
    assert "<script>alert" not in page


def test_chance_is_offered_on_a_large_graph(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.pages.structure.SMALL", 0)
    assert "?hasard=oui" in client.get("/structure").text
    assert "chaque acteur y garde" in client.get("/structure?hasard=oui").text


def test_an_empty_selection_is_a_page_that_says_so(client: TestClient) -> None:
    response = client.get("/structure?jusque=1990")
    assert response.status_code == 200
    assert "Rien ne répond" in plain(response.text)
    assert client.get("/structure.json?jusque=1990").status_code == 422
