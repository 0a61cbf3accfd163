"""The home page: three doors, each with an example that leads to what it says, and the state of the graph."""

import html
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.cache import Overloaded
from api.settings import ApiSettings
from graph.errors import EntrelacsError, NotResolvable, StoreError
from graph.settings import Settings
from graph.store import open_store
from tests.api.conftest import PROJECT

pytestmark = pytest.mark.unit


def examples(text: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'<p class="example">.*?href="([^"]+)"', text)]


def plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", text)).replace("\u00a0", " ").replace("\u202f", " ")


def test_each_door_has_an_example_that_leads_to_what_it_says(client: TestClient) -> None:
    """PROJECT alone has two participants in this graph, and all its places are in région 75."""
    text = client.get("/").text
    researcher, adviser, journalist = examples(text)
    assert [client.get(link).status_code for link in (researcher, adviser, journalist)] == [200, 200, 200]
    asked = urlsplit(researcher).query
    found = client.get(f"/api/v1/relations?{asked}").json()
    assert f"({found['total']} relation" in plain(text)
    assert found["rows"]
    assert parse_qs(urlsplit(adviser).query)["dans"] == ["region:75"]
    assert parse_qs(urlsplit(journalist).query)["centre"] == [PROJECT]
    assert "(2 partenaires recensés" in plain(text)


def test_the_state_of_the_graph_is_said(client: TestClient) -> None:
    """The one load of this graph is of 1 January 2026, and one of its projects is made up."""
    text = plain(client.get("/").text)
    assert "Dernier chargement : 1er janvier 2026." in text
    assert "synthétiques" in text
    assert "2sources chargées" in text  # a figure over its word


def test_an_empty_graph_keeps_its_doors_without_examples(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/vide.db"
    open_store(Settings(store=address)).close()
    with TestClient(create_app(ApiSettings(store=address))) as made:
        text = made.get("/").text
    assert examples(text) == []
    assert text.count('<section class="door"') == 3
    assert "Rien n’est encore chargé." in text


def test_no_gap_is_fitted_for_the_home_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a fit of gaps on the home page")

    monkeypatch.setattr("api.dependencies.gaps_document", refused)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("error", [NotResolvable, Overloaded, StoreError])
def test_doors_stay_where_examples_cannot_be_read(
    store_address: str, monkeypatch: pytest.MonkeyPatch, error: type[EntrelacsError]
) -> None:
    def refused(*_: object) -> None:
        raise error("trop grand")

    monkeypatch.setattr("api.answers.selected.read_columns", refused)
    with TestClient(create_app(ApiSettings(store=store_address))) as made:
        answer = made.get("/")
    assert answer.status_code == 200
    assert examples(answer.text) == []
