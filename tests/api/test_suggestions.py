"""Pistes over HTTP and on the sheet of an actor: what they say, what they never say, how they are refused."""

from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import ALONE_ID, GONE_ID, HOSTILE_ID, LEAD, ONCE_ID, PROJECT
from tests.support.french import plain

pytestmark = pytest.mark.unit


def test_a_piste_names_what_it_stands_on(client: TestClient) -> None:
    """The demonstration apart, only LEAD has a place and a theme: nobody shares either, so nothing is proposed."""
    document = client.get(f"/api/v1/suggestions/{ALONE_ID}").json()
    assert document["rows"] == []
    assert "Aucune piste" in plain(document["reason"])
    assert "Une piste n’est pas une alliance" in document["caution"]
    assert document["options"]["limit"] == 10
    assert document["data_as_of"] == "2026-01-01T00:00:00Z"


def test_an_old_id_is_answered_as_the_one_it_became(client: TestClient) -> None:
    assert client.get(f"/api/v1/suggestions/{ONCE_ID}").json()["canonical"] == LEAD


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("suggestions/siren:999999990", 404, "Aucune fiche"),
        (f"suggestions/{GONE_ID}", 410, "annulé"),
        (f"suggestions/{quote(PROJECT)}", 404, "autre nature"),
        (f"suggestions/{LEAD}?limit=0", 422, "limit"),
        (f"suggestions/{LEAD}?limit=51", 422, "limit"),
        (f"suggestions/{LEAD}?counted=tout", 422, "counted"),
    ],
)
def test_a_wrong_question_is_refused_in_words(client: TestClient, address: str, status: int, words: str) -> None:
    response = client.get(f"/api/v1/{address}")
    assert (response.status_code, words in plain(response.json()["error"]["message"])) == (status, True), response.text


def test_the_sheet_of_an_actor_has_a_section_with_caution(client: TestClient) -> None:
    page = client.get(f"/acteurs/{HOSTILE_ID}").text
    assert 'id="pistes"' in page
    assert "<script>alert" not in page


def test_on_a_large_graph_the_section_offers_to_look(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.pages.sheets.SMALL", 0)
    assert "?pistes=oui#pistes" in client.get(f"/acteurs/{LEAD}").text
    assert "?pistes=oui#pistes" not in client.get(f"/acteurs/{LEAD}?pistes=oui").text
