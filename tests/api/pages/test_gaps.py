"""The gap page and the territory sheet, for every verdict."""

import csv
import io
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api import responses, responses_gaps
from api.app import create_app
from api.settings import ApiSettings
from tests.api.gap_table import gap_table

pytestmark = pytest.mark.unit
T, N = "\u202f", "\u00a0"


@pytest.fixture
def client(store_address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr("api.dependencies.gaps_document", gap_table)
    with TestClient(create_app(ApiSettings(store=store_address))) as made:
        yield made


def test_the_page_begins_with_its_answer_and_agrees_with_its_numbers(client: TestClient) -> None:
    text = client.get("/ecarts?niveau=region").text
    # 18 régions, 3 of each of the six verdicts; « signalé » and « majeur » together are the 6 that have fewer
    assert f"Sur 18{N}régions, 6{N}comptent nettement moins d’alliances qu’attendu, 3{N}sont à vérifier" in text
    assert f"Pour 6{N}autres, les données ne permettent pas de conclure." in text


def test_values_are_french_and_those_without_meaning_are_a_dash(client: TestClient) -> None:
    rows = re.findall(r"<tr.*?</tr>", client.get("/ecarts?niveau=region").text, re.DOTALL)
    told = next(row for row in rows if ">majeur</span>" in row)
    for shown in (f"1{T}254", "4,3", "0,36", f"[0,24{N}–{N}0,53]", f"68{T}%", ">28<"):
        assert shown in told
    silent = next(row for row in rows if ">données insuffisantes</span>" in row)
    assert silent.count("—") == 7
    assert "non collecté" in silent


def test_the_ratio_of_a_row_that_cannot_conclude_is_muted(client: TestClient) -> None:
    rows = re.findall(r"<tr.*?</tr>", client.get("/ecarts?niveau=region").text, re.DOTALL)
    muted = [row for row in rows if 'class="mute"' in row]
    assert len(muted) == 6
    assert all(">28<" not in row for row in muted), "nothing is said to be missing where one cannot conclude"


def test_no_rank_is_printed(client: TestClient) -> None:
    text = client.get("/ecarts?niveau=region").text
    assert not re.search(r"\brang\b|n°|1er\b|classement(?!\.)", re.sub("n’est pas un classement", "", text))


def test_a_map_of_links_is_a_group_not_an_image(client: TestClient) -> None:
    for svg in re.findall(r"<svg.*?</svg>", client.get("/ecarts?niveau=region").text, re.DOTALL):
        assert not ("<a " in svg and 'role="img"' in svg)


def test_intercommunalites_come_in_pages_and_without_map(client: TestClient) -> None:
    first, last = client.get("/ecarts?niveau=epci").text, client.get("/ecarts?niveau=epci&page=11").text
    assert "page 1 sur 11" in first
    assert 'rel="next"' in first
    assert 'rel="next"' not in last
    assert "territory-map" not in first
    assert first.count("<tr") == 121


def test_the_twins_hold_every_row(client: TestClient) -> None:
    document = client.get("/ecarts.json?niveau=departement").json()
    responses_gaps.Gaps.model_validate(document)
    assert document == client.get("/api/v1/gaps?level=departement").json()
    table = list(
        csv.DictReader(
            io.StringIO(client.get("/ecarts.csv?niveau=departement").content.decode("utf-8-sig")), delimiter=";"
        )
    )
    assert [row["territoire"] for row in table] == [row["territory"]["id"] for row in document["rows"]]
    assert {row["verdict"] for row in table} >= {"majeur", "données insuffisantes"}
    assert all(row["ratio"] == "" for row in table if row["verdict"] == "données insuffisantes")


def test_a_territory_begins_with_its_verdict_and_sentence(client: TestClient) -> None:
    text = client.get("/territoires/departement:33").text
    row = next(r for r in client.get("/api/v1/gaps?level=departement").json()["rows"] if r["territory"]["code"] == "33")
    assert row["explanation"].replace(" :", f"{T}:").replace(" %", f"{T}%") in text
    document = client.get("/territoires/departement:33.json").json()
    assert document["gap"] == row
    responses.Territory.model_validate(document)


def test_the_strip_covers_a_table_made_of_invented_records(client: TestClient) -> None:
    assert "données synthétiques de démonstration" in client.get("/ecarts").text
