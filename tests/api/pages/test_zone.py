"""A zone over HTTP: the same document by address and by body, the page with its form, and refusals that name codes."""

import pytest
from fastapi.testclient import TestClient

from tests.support.french import plain

pytestmark = pytest.mark.unit
ADDRESS = "/api/v1/gaps/zone"


def without_date(document: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in document.items() if key != "generated_at"}


def test_a_body_asks_what_an_address_asks(client: TestClient) -> None:
    one, other = client.get(f"{ADDRESS}?zone=33063&zone=33281"), client.get(f"{ADDRESS}?zone=33063,33281")
    body = client.post(ADDRESS, json={"zone": ["33281", "33063"]})
    assert {answer.status_code for answer in (one, other, body)} in ({200}, {422})  # a small graph may bear no fit
    if one.status_code == 200:
        assert without_date(one.json()) == without_date(other.json()) == without_date(body.json())


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 422), ("zone=99999", 400), ("zone=33063&level=commune", 422), ("zone=33063&since=2020&until=2018", 400)],
)
def test_bad_zones_are_refused(query: str, status: int, client: TestClient) -> None:
    assert client.get(f"{ADDRESS}?{query}").status_code == status


def test_unknown_codes_are_named_in_the_one_error_shape(client: TestClient) -> None:
    told = client.post(ADDRESS, json={"zone": ["33063", "99999"]})
    assert told.status_code == 400
    assert told.json()["error"]["details"][0]["value"] == "99999"
    assert client.post(ADDRESS, json={"zone": [], "autre": 1}).status_code == 422


def test_crte_without_a_list_says_what_to_load(client: TestClient) -> None:
    told = client.get("/api/v1/gaps?level=crte")
    assert told.status_code == 422
    assert "Chargez la liste des CRTE" in plain(told.json()["error"]["message"])
    assert client.get("/api/v1/gaps/profiles?level=crte").status_code == 400


def test_the_page_is_a_form_then_an_answer_or_why_not(client: TestClient) -> None:
    empty = client.get("/ecarts/zone")
    assert empty.status_code == 200
    assert "Donnez une liste de communes" in plain(empty.text)
    wrong = client.get("/ecarts/zone?communes=33063+99999")
    assert wrong.status_code == 200
    assert "« 99999 »" in plain(wrong.text)
    assert client.get("/ecarts/zone.json?communes=99999").status_code == 400
    hostile = client.get('/ecarts/zone?communes=33063"<script>&nom=<b>x</b>')
    assert "<script>" not in hostile.text.replace("<script src", "")
