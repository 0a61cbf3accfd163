"""Gap × need on the gap page: the figure where a need is loaded, and what to load where none is."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import ApiSettings
from graph.model.question import GapQuestion
from tests.api.gap_table import gap_table
from tests.support.french import plain

pytestmark = pytest.mark.unit
URL = "/ecarts?niveau=region"


def with_need(view: Any, asked: GapQuestion) -> dict[str, Any]:
    table = gap_table(view, asked)
    for place, row in enumerate(table["rows"]):
        share = (place + 0.5) / len(table["rows"])
        row |= {"need_share": share, "need": ("faible", "moyen", "fort")[int(3 * share)]}
    return {**table, "need_indicators": ["taux de pauvreté"]}


def unresolved(view: Any, asked: GapQuestion) -> dict[str, Any]:
    table = with_need(view, asked)
    rows = [row for row in table["rows"] if row["verdict"] == "not_resolvable"]
    return {**table, "rows": rows, "total": len(rows)}


@pytest.fixture
def answering(
    store_address: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[TestClient]:
    monkeypatch.setattr("api.dependencies.gaps_document", request.param)
    with TestClient(create_app(ApiSettings(store=store_address))) as made:
        yield made


@pytest.mark.parametrize("answering", [gap_table], indirect=True)
def test_without_need_the_page_says_what_it_would_show_and_how_to_supply_it(answering: TestClient) -> None:
    text = plain(answering.get(URL).text)
    for said in ("Aucun indicateur de besoin n’est chargé", "en quatre cadrans", "entrelacs load indicateurs.csv"):
        assert said in text
    for column in ("territoire", "indicateur", "role", "valeur", "unite", "millesime", "source"):
        assert column in text
    assert "need-cross" not in text
    assert '<th scope="col">Besoin</th>' not in text


@pytest.mark.parametrize("answering", [with_need], indirect=True)
def test_with_need_a_figure_and_the_tables_that_say_the_same(answering: TestClient) -> None:
    text = answering.get(URL).text
    assert text.count('<div class="need-cross"') == 1
    assert "Aucun indicateur de besoin" not in text
    assert "Écart et besoin, côte à côte" in text
    assert '<th scope="col">Besoin</th>' in text
    figure = text[text.index('<div class="need-cross"') : text.index("</svg></div>", text.index("need-cross"))]
    assert figure.count("<a ") == 18  # régions, COG 2026: each of known need here
    assert figure.count('href="/territoires/region:') == 18
    csv = answering.get("/ecarts.csv?niveau=region").content.decode("utf-8-sig").splitlines()
    assert "need_share" in csv[0].split(";")


@pytest.mark.parametrize("answering", [unresolved], indirect=True)
def test_a_need_where_nothing_can_be_concluded_is_said(answering: TestClient) -> None:
    assert "rien n’est croisé" in answering.get(URL).text


def test_where_nothing_can_be_asked_need_is_not_spoken_of(client: TestClient) -> None:
    assert "indicateur de besoin" not in client.get("/ecarts?niveau=crte").text
