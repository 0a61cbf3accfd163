"""The gap page by CRTE: a level that a source must bring, said where it did not, compared where it did."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import ApiSettings
from graph.territories import reference
from tests.api.exports import readers
from tests.cli.running import entrelacs
from tests.support.french import plain

pytestmark = pytest.mark.unit
URL = "/ecarts?niveau=crte&statut=synthetique"
HEAD = "id_crte,lib_crte,siren_epci,date_signature"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The demonstration, and twenty CRTE of two EPCI each; one more names an EPCI that is no longer in force."""
    folder: Path = tmp_path_factory.mktemp("crte")
    address, file = f"sqlite:///{folder / 'g.db'}", folder / "liste_crte.csv"
    codes = sorted(reference.epcis())[:40]
    rows = [f"crte-{place // 2},CRTE {place // 2},{code},2021-06-01" for place, code in enumerate(codes)]
    file.write_text("\n".join([HEAD, *rows, "crte-parti,CRTE parti,200000008,2021"]) + "\n", encoding="utf-8")
    assert entrelacs("demo", store=address).code == 0
    assert entrelacs("load", file, store=address).code in {0, 3}
    with TestClient(create_app(ApiSettings(store=address)), follow_redirects=False) as made:
        yield made


def test_without_their_list_the_page_says_what_is_missing_and_what_to_load(client: TestClient) -> None:
    answer = client.get("/ecarts?niveau=crte")
    assert answer.status_code == 200
    text = plain(answer.text)
    for said in ("Aucun périmètre de CRTE n’est chargé", "entrelacs load crte.csv", *HEAD.split(",")):
        assert said in text
    assert 'href="/ecarts?niveau=epci"' in text
    assert "/ecarts.csv" not in text, "a twin that would only answer an error is not offered"
    assert client.get("/integration/ecarts?niveau=crte").status_code == 200


@pytest.mark.parametrize("twin", ["json", "csv", "xlsx"])
def test_without_their_list_the_twins_keep_the_error(client: TestClient, twin: str) -> None:
    answer = client.get(f"/ecarts.{twin}?niveau=crte")
    assert answer.status_code == 422
    assert "Chargez la liste des CRTE" in plain(answer.text)


def test_once_loaded_each_is_a_row_that_leads_to_its_sheet(loaded: TestClient) -> None:
    text = plain(loaded.get(URL).text)
    assert "Sur 20 CRTE, " in text
    assert "Écarts de partenariat par CRTE" in text
    assert "Crte" not in text, "an acronym keeps its capitals"
    links = re.findall(r'<th scope="row"[^>]*><a href="(/territoires/crte:[^"]+)">CRTE \d+</a>', text)
    assert len(links) == 20
    assert loaded.get(links[0]).status_code == 200
    assert "niveau=crte" in loaded.get(links[0]).text
    assert "territory-map" not in text, "no outlines of CRTE are shipped"


def test_the_actors_of_each_are_compared_too(loaded: TestClient) -> None:
    """Actors known in the EPCI of a CRTE, over those of as many inhabitants: fabric, beside partnering."""
    rows = loaded.get(URL.replace("/ecarts", "/ecarts.json")).json()["rows"]
    told = [row for row in rows if row["fabric_ratio"] is not None]
    assert len(told) == 20
    assert all(row["fabric_low"] <= row["fabric_ratio"] <= row["fabric_high"] for row in told)


def test_the_contract_that_draws_a_crte_is_no_alliance_found_in_it(loaded: TestClient) -> None:
    """Two EPCI sign each, so each would count one: a level that measures its own list says nothing of the ground."""
    signed = loaded.get("/api/v1/relations?type=PARTICIPATES_IN&source=crte&limit=1").json()
    assert signed["total"] == 41, "two signers of twenty contracts, and the one that is gone"
    refused = loaded.get("/ecarts.json?niveau=crte&statut=reel")
    assert refused.status_code == 422, "nothing else is known there: no count to compare"
    assert "20 territoires et 0 alliances" in plain(refused.json()["error"]["message"])


def test_one_whose_members_are_gone_is_named(loaded: TestClient) -> None:
    document = loaded.get(URL.replace("/ecarts", "/ecarts.json")).json()
    text = plain(loaded.get(URL).text)
    assert document["total"] == 20
    for each in document["perimeters_left_out"]:
        assert each in text
    assert ("laissé de côté" in text) == bool(document["perimeters_left_out"])


def test_the_twins_hold_the_same_rows(loaded: TestClient) -> None:
    rows = loaded.get(URL.replace("/ecarts", "/ecarts.json")).json()["rows"]
    table = loaded.get(URL.replace("/ecarts", "/ecarts.csv")).content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in table[1:]] == [row["territory"]["id"] for row in rows]
    book = openpyxl.load_workbook(io.BytesIO(loaded.get(URL.replace("/ecarts", "/ecarts.xlsx")).content))
    assert [row["Identifiant"] for row in readers.sheet(book, "Écarts")] == [row["territory"]["id"] for row in rows]


def test_a_part_is_not_asked_of_them(loaded: TestClient) -> None:
    """The form keeps « Dans » when another level is chosen: the page goes to the whole, its twins refuse."""
    answer = loaded.get("/ecarts?niveau=crte&dans=region:53&tri=nom")
    assert (answer.status_code, answer.headers["location"]) == (307, "/ecarts?niveau=crte&tri=nom")
    assert 'name="dans"' not in loaded.get(URL).text
    assert loaded.get("/ecarts.json?niveau=crte&dans=region:53").status_code == 400


@pytest.mark.parametrize("path", ["/methode/eprouver", "/ecarts/zone"])
def test_pages_of_the_shipped_levels_do_not_offer_it(client: TestClient, path: str) -> None:
    assert client.get(f"{path}?niveau=crte").status_code == 422
