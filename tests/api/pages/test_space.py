"""« Les écarts voisins se groupent-ils ? »: the page says what the API says, and says why where it cannot."""

import csv
import io
import re

import pytest
from fastapi.testclient import TestClient

from graph.analysis import spatial
from graph.errors import NotResolvable
from tests.support.french import plain

pytestmark = pytest.mark.unit
URL = "/ecarts/espace"


def test_the_page_begins_with_the_answer_and_its_caveat(demonstration: TestClient) -> None:
    document = demonstration.get("/api/v1/gaps/space").json()
    page = demonstration.get(URL)
    assert page.status_code == 200
    text = plain(page.text)
    way, whole = re.search(r"les écarts (.*?) \(", plain(document["answer"])), len(document["local"])
    assert way
    assert f"Entre départements voisins, les écarts {way[1]}" in text
    assert f"{whole} départements se distinguent avec leurs voisins" in text
    assert plain(document["caveat"]) in text
    assert "données synthétiques de démonstration" in text, "the strip of every page"
    for row in (*document["local"], *({"territory": each} for each in document["islands"])):
        assert f'href="/territoires/{row["territory"]["id"]}"' in text


def test_the_twins_agree(demonstration: TestClient) -> None:
    document = demonstration.get(f"{URL}.json").json()
    assert document == demonstration.get("/api/v1/gaps/space").json()
    text = demonstration.get(f"{URL}.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["territoire"] for row in rows if row["motif"]] == [row["territory"]["id"] for row in document["local"]]
    low = document["cluster"]
    told = {each["id"] for each in low["territories"]} if low and low["p"] <= 0.05 else set()
    assert {row["territoire"] for row in rows if row["foyer"] == "oui"} == told


def test_the_gap_page_leads_to_it(demonstration: TestClient) -> None:
    assert f'href="{URL}"' in demonstration.get("/ecarts?niveau=departement").text


def test_without_the_extra_the_page_says_what_to_install(
    demonstration: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent() -> None:
        raise NotResolvable("Espace : installez l’extra « spatial » (pip install 'entrelacs[spatial]').")

    monkeypatch.setattr(spatial, "_libraries", absent)
    page = demonstration.get(f"{URL}?depuis=2012")  # a question of its own: answers are kept
    assert page.status_code == 200
    assert "installez l’extra « spatial »" in plain(page.text)
    assert f"{URL}.csv" not in page.text
    assert demonstration.get(f"{URL}.json?depuis=2012").status_code == 422


def test_too_little_known_is_said(demonstration: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spatial, "FEWEST", 102)  # one more than there are départements, COG 2026
    page = demonstration.get(f"{URL}?depuis=2013")
    assert page.status_code == 200
    assert "Attendu au moins 102" in plain(page.text)


@pytest.mark.parametrize(("query", "status"), [("depuis=2020&jusque=2010", 400), ("depuis=hier", 422)])
def test_wrong_questions_are_refused(client: TestClient, query: str, status: int) -> None:
    assert client.get(f"{URL}?{query}").status_code == status
