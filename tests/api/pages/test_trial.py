"""« Éprouver la méthode »: what was planted, what was found, and how the page answers bad questions."""

import pytest
from fastapi.testclient import TestClient

from tests.support.french import plain

pytestmark = pytest.mark.unit


def test_the_page_says_what_was_planted_found_and_missed(client: TestClient) -> None:
    document = client.get("/methode/eprouver.json?niveau=region&alliances=5000&part=0.3&graine=2").json()
    assert document["planted"] == 2  # one région in ten of 18
    assert document["found"] + document["missed"] == document["planted"]
    assert document["found"] == 2  # at 0.3 with 270 expected each, no région can be missed
    text = plain(client.get("/methode/eprouver?niveau=region&alliances=5000&part=0.3&graine=2").text)
    assert "en retrouve 2 et n’en manque aucun" in text
    assert "rien ici ne dit quoi que ce soit d’un territoire réel" in text


def test_one_territory_is_planted_where_it_is_named(client: TestClient) -> None:
    address = "/methode/eprouver.json?niveau=departement&territoire=departement:33&part=0.3&alliances=20000"
    document = client.get(address).json()
    assert [row["territory"]["id"] for row in document["rows"] if row["planted"]] == ["departement:33"]
    assert document["found"] == 1
    assert client.get(address).json() == document


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("territoire=departement:999", 400),
        ("alliances=10", 422),
        ("part=2", 422),
        ("graine=-1", 422),
        ("niveau=commune", 422),
    ],
)
def test_a_question_out_of_bounds_is_refused(query: str, status: int, client: TestClient) -> None:
    assert client.get(f"/methode/eprouver.json?{query}").status_code == status
