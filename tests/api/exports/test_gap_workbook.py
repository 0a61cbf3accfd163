"""The gap table as a workbook: opened by another program, it says what the API says, cell by cell."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.exports.gap_columns import COLUMNS
from api.settings import ApiSettings
from graph import vocabulary
from tests.api.exports import readers
from tests.api.gap_table import gap_table
from tests.cli.running import entrelacs
from tests.support.french import plain

pytestmark = pytest.mark.unit
COMPUTED = ("territory", "verdict", "data_state", "above")
FIGURES = [each for each in COLUMNS if not each.field.startswith(COMPUTED)]


@pytest.fixture
def client(store_address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr("api.dependencies.gaps_document", gap_table)
    with TestClient(create_app(ApiSettings(store=store_address))) as made:
        yield made


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def same(rows: list[dict[str, Any]], book: Any) -> None:
    cells = readers.sheet(book, "Écarts")
    assert len(cells) == len(rows)
    for cell, row in zip(cells, rows, strict=True):
        assert (cell["Territoire"], cell["Code"]) == (row["territory"]["name"], row["territory"]["code"])
        assert cell["Verdict"] == vocabulary.verdicts()[row["verdict"]].label
        assert cell["Données"] == vocabulary.data_states()[row["data_state"]].label
        for column in FIGURES:
            assert cell[column.head] == row.get(column.field), (cell["Territoire"], column.head)
            assert type(cell[column.head]) in (int, float, str, type(None))


def test_every_verdict_and_every_empty_value(client: TestClient) -> None:
    rows = client.get("/api/v1/gaps?level=region").json()["rows"]
    book = opened(client.get("/api/v1/gaps?level=region&format=xlsx").content)
    same(rows, book)
    assert book.sheetnames == ["Écarts", "Méthode", "Colonnes"]
    sheet = book["Écarts"]
    head = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, head.index("Puissance") + 1).number_format == "0.0%"
    silent = next(row for row in readers.sheet(book, "Écarts") if row["Verdict"] == "données insuffisantes")
    assert silent["Recensées"] is None, "neither 0 nor a dash"


QUESTIONS = (
    ("niveau=region", "level=region"), ("niveau=epci&dans=region:53", "level=epci&within=region:53"),
    ("niveau=departement&depuis=2012&jusque=2020&sieges=sans", "level=departement&since=2012&until=2020&seats=false"),
    ("niveau=region&decompte=partage&statut=synthetique", "level=region&counting=fractional&status=synthetique"),
)  # fmt: skip


@pytest.mark.parametrize(("page", "api"), QUESTIONS)
def test_the_page_and_the_api_give_the_same_figures(demonstration: TestClient, page: str, api: str) -> None:
    rows = demonstration.get(f"/api/v1/gaps?{api}").json()["rows"]
    answer = demonstration.get(f"/ecarts.xlsx?{page}")
    assert answer.headers["content-disposition"].endswith(f'ecarts-{rows[0]["territory"]["level"]}.xlsx"')
    assert "synth" in answer.headers["x-entrelacs-notice"]
    same(rows, opened(answer.content))
    same(demonstration.get(f"/ecarts.json?{page}").json()["rows"], opened(answer.content))


def test_the_second_sheet_says_how_and_the_third_what(demonstration: TestClient) -> None:
    book = opened(demonstration.get("/ecarts.xlsx?niveau=region&depuis=2014").content)
    said = {row[0].value: row[1].value for row in book["Méthode"].iter_rows()}
    document = demonstration.get("/api/v1/gaps?level=region&since=2014").json()
    assert said["Révision"] == document["revision"]
    assert said["Attention"] == "données synthétiques de démonstration"
    assert "2014" in said["Période"]
    assert "n’est pas un classement" in said["Limite"]
    assert said["Source comptée"].startswith("demonstration")
    heads = [cell.value for cell in book["Écarts"][1]]
    assert [row["Colonne"] for row in readers.sheet(book, "Colonnes")] == heads
    fields = {row["Champ du JSON"].partition(".")[0] for row in readers.sheet(book, "Colonnes")}
    assert fields == set(document["rows"][0]), "no figure of the API is left out"


NARROWED = (
    # 18 régions, 3 of each of six verdicts; the 3 « données insuffisantes » alone are « non collecté »
    ("verdict=flagged", "verdict « signalé »", "3 sur 18", "par code"),
    ("donnees=not_collected", "données « non collecté »", "3 sur 18", "par code"),
    ("verdict=major&donnees=not_collected", "verdict « majeur » ; données « non collecté »", "0 sur 18", "par code"),
    ("tri=nom&ordre=decroissant", "aucun, toutes les lignes", "18 sur 18", "par nom, décroissant"),
    ("verdict=major&tri=nom&page=3", "verdict « majeur »", "3 sur 18", "par nom, croissant"),
)


@pytest.mark.parametrize(("query", "filters", "held", "order"), NARROWED)
def test_the_page_s_filters_and_order_are_kept_and_said(
    client: TestClient, query: str, filters: str, held: str, order: str
) -> None:
    answer = client.get(f"/ecarts.xlsx?niveau=region&{query}")
    book = opened(answer.content)
    same(client.get(f"/ecarts.json?niveau=region&{query}").json()["rows"], book)
    said = {plain(row[0].value): plain(row[1].value) for row in book["Méthode"].iter_rows()}
    assert (said["Filtre"], said["Lignes de la feuille"]) == (filters, held)
    assert said["Ordre"].startswith(order)
    csv_rows = client.get(f"/ecarts.csv?niveau=region&{query}").content.decode("utf-8-sig").splitlines()[1:]
    cells = readers.sheet(book, "Écarts")
    assert [row.split(";")[2] for row in csv_rows] == [cell["Code"] for cell in cells]


def test_a_workbook_without_filter_or_of_the_api_holds_every_row(client: TestClient) -> None:
    said = {row[0].value: row[1].value for row in opened(client.get("/ecarts.xlsx").content)["Méthode"].iter_rows()}
    assert said["Filtre"] == "aucun, toutes les lignes"
    of_api = opened(client.get("/api/v1/gaps?level=region&format=xlsx").content)
    assert "Filtre" not in {row[0].value for row in of_api["Méthode"].iter_rows()}, "the API has no filter to say"


def test_a_choice_that_does_not_exist_is_refused_here_too(client: TestClient) -> None:
    assert client.get("/ecarts.xlsx?verdict=grave").status_code == 422


def test_a_wrong_question_is_told_in_words(client: TestClient, no_store: TestClient) -> None:
    assert client.get("/api/v1/gaps?level=region&format=ods").status_code == 422
    assert "xlsx" in client.get("/api/v1/gaps?level=region&format=ods").json()["error"]["message"]
    assert client.get("/ecarts.xlsx?niveau=commune").status_code == 422
    assert no_store.get("/ecarts.xlsx").status_code == 503


def test_the_command_writes_the_same(store_address: str, tmp_path: Path, demonstration: TestClient) -> None:
    address = demonstration.app.state.settings.store  # type: ignore[attr-defined]
    file = tmp_path / "ecarts.xlsx"
    said = entrelacs("gaps", "--level", "region", "--xlsx", file, store=address)
    assert (said.code, said.out) == (0, "")
    same(demonstration.get("/api/v1/gaps?level=region").json()["rows"], opened(file.read_bytes()))
    assert list(tmp_path.iterdir()) == [file]
