"""Years over HTTP and as a page."""

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import ALONE_ID, HOSTILE_ID, LEAD, NETWORK, PROJECT
from tests.support.french import plain

pytestmark = pytest.mark.unit


def test_the_years_of_the_network_name_what_began(client: TestClient) -> None:
    document = client.get("/api/v1/history").json()
    rows = {row["year"]: row for row in document["rows"]}
    assert document["years"] == [2010, 2019]  # the network of 2010 has no end; the last date said is 2019
    assert [each["id"] for each in rows[2016]["began"]["rows"]] == [PROJECT]
    assert rows[2019]["ended"]["rows"][0]["id"] == PROJECT
    assert document["endless"] == 2
    assert "n’ont pas de fin connue" in plain(document["caution"])


def test_the_years_of_an_actor_name_its_partners(client: TestClient) -> None:
    document = client.get(f"/api/v1/history/{LEAD}?measure=degree").json()
    rows = {row["year"]: row for row in document["rows"]}
    assert [each["id"] for each in rows[2010]["began"]["rows"]] == [NETWORK]
    assert [each["id"] for each in rows[2016]["gained"]["rows"]] == [HOSTILE_ID]
    assert plain(rows[2016]["explanation"]).startswith(
        "2016 : 1 partenaire ; rang 1 à 2 sur 2 ; 1 partenaire de plus ("
    )
    assert document["technical"] == "centralité de degré"


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        (f"history/{ALONE_ID}", 422, "rien à suivre"),
        ("history/siren:999999990", 404, "Aucune fiche"),
        ("history/region:75", 404, "autre nature"),
        ("history?since=2020&until=2010", 400, "à rebours"),
        ("history?until=1950", 422, "Rien ne répond"),
        (f"history/{LEAD}?measure=charme", 422, "measure"),
        ("history?named=0", 422, "named"),
    ],
)
def test_a_wrong_question_is_refused_in_words(client: TestClient, address: str, status: int, words: str) -> None:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == status, response.text
    assert words in plain(response.json()["error"]["message"])


def test_the_pages_show_years(client: TestClient) -> None:
    assert "Le réseau, année par année" in plain(client.get("/evolution").text)
    page = client.get(f"/evolution?acteur={LEAD}").text
    assert ">2016<" in page
    assert "<script>alert" not in page
    assert client.get(f"/evolution.csv?acteur={LEAD}").text.startswith("\ufeffannee;valeur")
    refused = client.get(f"/evolution?acteur={ALONE_ID}")
    assert refused.status_code == 200
    assert "rien à suivre" in plain(refused.text)
