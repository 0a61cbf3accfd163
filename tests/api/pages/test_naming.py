"""Where a page asks for a place, a theme or an actor, a reader types a name, not an identifier."""

import html
import re

import pytest
from fastapi.testclient import TestClient

pytestmark = pytest.mark.unit
PAGES = ("/influence", "/structure", "/evolution")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["Gironde", "gironde", "GIRONDE", "departement:33"])
def test_a_name_is_as_good_as_the_id(client: TestClient, page: str, name: str) -> None:
    """One territory of the reference bears it, whatever the capitals: the answer is that of its id."""
    expected = client.get(f"{page}.json?territoire=departement:33").json()
    assert client.get(f"{page}.json?territoire={name}").json() == expected


@pytest.mark.parametrize("page", PAGES)
def test_what_a_name_begins_like_is_offered_on_the_same_page(client: TestClient, page: str) -> None:
    """« Bord » is the name of nothing here, and begins that of the commune of Bordeaux alone."""
    answer = client.get(f"{page}?depuis=2010&territoire=Bord", headers={"Accept": "text/html"})
    assert answer.status_code == 400
    addresses = [html.unescape(each) for each in re.findall(r'<li><a href="([^"]+)"', answer.text)]
    assert addresses == [f"{page}?depuis=2010&territoire=commune%3A33063"]
    assert "Bordeaux (commune)" in answer.text
    details = client.get(f"{page}.json?territoire=Bord").json()["error"]["details"][0]
    assert details["suggestions"] == ["commune:33063"]
    assert client.get(addresses[0]).status_code == 200


def test_a_name_that_nothing_bears_is_said(client: TestClient) -> None:
    answer = client.get("/influence?territoire=Nulle-Part-Ailleurs", headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert "aucune fiche ne porte ce nom" in answer.text
    assert "Peut-être" not in answer.text


def test_a_hostile_name_stays_text(client: TestClient) -> None:
    answer = client.get("/evolution", params={"acteur": "<b onload=x>"}, headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert "<b onload" not in answer.text
