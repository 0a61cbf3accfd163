"""The gap table sorted, filtered, and narrowed to one région: figures are never computed again."""

import csv
import io
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.pages.gap_choices import Choices
from api.settings import ApiSettings
from graph.model.question import GapQuestion
from graph.model.text import fold
from tests.api.gap_table import gap_table

pytestmark = pytest.mark.unit
URL = "/ecarts?niveau=region"


@pytest.fixture
def client(store_address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr("api.dependencies.gaps_document", gap_table)
    with TestClient(create_app(ApiSettings(store=store_address))) as made:
        yield made


def _row(name: str, missing: float | None, verdict: str = "major", state: str = "partial") -> dict[str, object]:
    return {"territory": {"name": name}, "verdict": verdict, "data_state": state, "observed": 1, "missing": missing}


def test_a_value_without_meaning_is_last_both_ways_and_accents_do_not_count() -> None:
    rows = [_row("Zone", 3.0), _row("Éa", 1.0), _row("Muet", 9.0, "not_resolvable"), _row("Fa", None)]
    up = [row["territory"]["name"] for row in Choices("manquantes").in_order(rows)]
    down = [row["territory"]["name"] for row in Choices("manquantes", descending=True).in_order(rows)]
    # « Muet » cannot be told apart: its 9 missing are not shown, so they do not order it either
    assert (up, down) == (["Éa", "Zone", "Fa", "Muet"], ["Zone", "Éa", "Fa", "Muet"])
    assert [row["territory"]["name"] for row in Choices("nom").in_order(rows)] == ["Éa", "Fa", "Muet", "Zone"]


def test_a_filter_keeps_its_rows_in_page_and_twins(client: TestClient) -> None:
    # 18 régions, 3 of each verdict
    assert len(client.get("/ecarts.json?niveau=region&verdict=flagged").json()["rows"]) == 3
    text = client.get("/ecarts.csv?niveau=region&verdict=flagged").content.decode("utf-8-sig")
    assert {row["verdict"] for row in csv.DictReader(io.StringIO(text), delimiter=";")} == {"signalé"}
    page = client.get(f"{URL}&verdict=flagged").text
    assert "3 lignes gardées sur 18" in page
    assert page.count('<th scope="row"') == 3


def test_counts_of_a_filter_follow_the_other_one(client: TestClient) -> None:
    page = client.get(f"{URL}&donnees=not_collected").text
    assert '<option value="insufficient_data">données insuffisantes (3)</option>' in page
    assert '<option value="major">majeur (0)</option>' in page


def test_filters_that_keep_nothing_say_so(client: TestClient) -> None:
    page = client.get(f"{URL}&verdict=major&donnees=not_collected").text
    assert "Aucun territoire ne répond à ces deux filtres." in page
    assert "<tbody>" not in page


def test_a_head_sorts_then_turns_round(client: TestClient) -> None:
    page = client.get(f"{URL}&tri=nom").text
    head = re.search(r'<th scope="col" aria-sort="ascending"><a class="sort" href="([^"]+)"', page)
    assert head
    again = client.get(head[1].replace("&amp;", "&")).text
    assert again.count('aria-sort="descending"') == 1
    names = re.findall(r'<th scope="row"[^>]*><a[^>]*>([^<]+)', again)
    assert names == sorted(names, key=fold, reverse=True)


@pytest.mark.parametrize("wrong", ["tri=prix", "ordre=haut", "verdict=grave", "donnees=zero"])
def test_a_choice_that_does_not_exist_is_refused(client: TestClient, wrong: str) -> None:
    assert client.get(f"{URL}&{wrong}").status_code == 422


def test_a_region_leads_to_its_parts_and_a_departement_to_its_own(client: TestClient) -> None:
    page = client.get(URL).text
    assert "/ecarts?niveau=departement&amp;dans=region%3A53" in page
    assert "/ecarts?niveau=epci&amp;dans=region%3A53" in page
    assert "/ecarts?niveau=epci&amp;dans=departement%3A29" in client.get("/ecarts?niveau=departement").text


def test_the_workbook_is_offered_with_the_same_query(client: TestClient) -> None:
    assert 'href="/ecarts.xlsx?niveau=region&amp;verdict=major">XLSX' in client.get(f"{URL}&verdict=major").text


def test_four_silences_are_told_apart_once(client: TestClient) -> None:
    page = client.get(URL).text
    for said in ("Aucune alliance connue", "Pas de données", "Non couvert", "Non résoluble"):
        assert page.count(f"<dt>{said}</dt>") == 1
    assert "non collecté\u202f: pas de données" in page
    assert "Rapport corrigé [90 %]" in page.replace("\u202f", " ").replace("\u00a0", " ")


def test_where_nothing_can_be_concluded_no_absence_of_gap_is_said(
    store_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(view: object, asked: GapQuestion) -> dict[str, object]:
        table = gap_table(view, asked)
        rows = [row for row in table["rows"] if row["verdict"] == "not_resolvable"]
        return {**table, "rows": rows, "total": len(rows)}

    monkeypatch.setattr("api.dependencies.gaps_document", silent)
    with TestClient(create_app(ApiSettings(store=store_address))) as client:
        text = client.get(URL).text
    # 18 régions, 3 of each verdict: those that are « non résoluble » alone
    assert "Sur 3\u00a0régions, les données ne permettent de conclure pour aucune." in text
    assert "nettement moins" not in text
