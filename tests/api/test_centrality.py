"""Centralities on a part of the network: what is kept is measured again, what keeps nothing is said."""

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import HOSTILE_ID, LEAD
from tests.support.french import plain

pytestmark = pytest.mark.unit
BASE = "/api/v1/centrality"


def values(client: TestClient, query: str) -> dict[str, float]:
    return {row["id"]: row["value"] for row in client.get(f"{BASE}?{query}").json()["rows"]}


def test_a_theme_a_period_and_a_territory_are_measured_again(client: TestClient) -> None:
    """LEAD and the hostile one share the first project (2016–2018, Bordeaux, ODD 4) and nothing else."""
    for query in ("theme=odd:4", "since=2015&until=2017", "territory=commune:33063"):
        found = values(client, query)
        assert found == {LEAD: 1, HOSTILE_ID: 1}, query


def test_a_document_repeats_what_was_asked(client: TestClient) -> None:
    document = client.get(f"{BASE}?theme=odd:4&since=2015&draws=10&seed=7").json()
    assert (document["theme"], document["since"], document["draws"], document["seed"]) == ("odd:4", "2015", 10, 7)
    assert (document["name"], document["technical"]) == ("connecteur", "centralité de degré")
    assert "collecte partielle pour essai" in plain(document["caveat"])
    assert "Composante très petite" in document["caveat"]


def test_within_a_profile_only_its_own_ties_count(client: TestClient) -> None:
    assert values(client, "kind=association&counted=all")[LEAD] == 1
    assert values(client, "kind=association&counted=all&within=true")[LEAD] == 0


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("until=1990", 422, "Rien ne répond à cette sélection"),
        ("since=2020&until=2010", 400, "à rebours"),
        ("theme=odd:17", 404, "Aucune fiche"),
        ("measure=charme", 422, "measure"),
        ("kind=inconnu", 400, "accepté"),
        ("kind=entreprise&within=true&territory=commune:33063", 422, "profils entreprise"),
        ("measure=pagerank&pivots=10", 400, "ne s’estime pas"),
        ("draws=0", 422, "draws"),
    ],
)
def test_a_wrong_question_is_refused_in_words(client: TestClient, query: str, status: int, words: str) -> None:
    response = client.get(f"{BASE}?{query}")
    assert response.status_code == status, response.text
    assert words in plain(response.json()["error"]["message"])


def test_the_page_names_the_measure_and_keeps_the_choice(client: TestClient) -> None:
    page = plain(client.get("/influence?mesure=core&territoire=commune:33063&intervalles=oui").text)
    assert "<h1>Noyau</h1>" in page
    assert 'value="commune:33063"' in page
    assert "9 fois sur 10" in page


def test_an_empty_selection_is_a_page_that_says_so(client: TestClient) -> None:
    response = client.get("/influence?jusque=1990")
    assert response.status_code == 200
    assert "Rien ne répond à cette sélection" in plain(response.text)
    assert client.get("/influence.json?jusque=1990").status_code == 422
