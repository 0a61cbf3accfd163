"""The page that says how to take the data away: every format, its size, its licence, whole or a part."""

import csv
import io
import re

import pytest
from fastapi.testclient import TestClient

from api.exports import FORMATS
from tests.api.conftest import ENTITIES, LEAD, RELATIONS

pytestmark = pytest.mark.unit
N = "\u00a0"


def test_the_page_offers_every_format_with_its_licences(client: TestClient) -> None:
    text = client.get("/exports").text
    assert f"{len(ENTITIES)}{N}fiches et {len(RELATIONS)}{N}relations" in text
    for name, kind in FORMATS.items():
        assert f'href="/api/v1/export/{name}" download="{kind.file}"' in text
    assert "Licence Ouverte 2.0" in text
    assert "données synthétiques de démonstration" in text
    assert 'href="/ecarts.xlsx?niveau=epci"' in text


def test_its_twins_say_the_same(client: TestClient) -> None:
    document = client.get("/exports.json").json()
    assert [row["id"] for row in document["formats"]] == list(FORMATS)
    assert (document["nodes"], document["links"]) == (len(ENTITIES), len(RELATIONS))
    assert document["notice"] == "données synthétiques de démonstration"
    rows = list(csv.DictReader(io.StringIO(client.get("/exports.csv").text.removeprefix("\ufeff")), delimiter=";"))
    assert [row["adresse"] for row in rows] == [row["url"] for row in document["formats"]]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (f"centre={LEAD}&depth=2", "le voisinage de L’Atelier d’à côté"),
        ("type=PARTICIPATES_IN&role=", "les relations qui répondent à un filtre"),
        (f"centre={LEAD}&depth=2&limit=", "à 2 pas"),
    ],
)
def test_a_part_keeps_its_question_in_every_link(client: TestClient, query: str, said: str) -> None:
    page = client.get(f"/exports?{query}").text
    assert said in page
    links = re.findall(r'href="(/api/v1/export/[^"]*)"', page)
    assert len(links) == len(FORMATS)
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200


def test_an_empty_form_is_the_whole_graph(client: TestClient) -> None:
    assert client.get("/exports?centre=&depth=1").text.count('href="/api/v1/export/') == len(FORMATS)
    assert "Une partie du graphe" not in client.get("/exports?centre=&depth=1").text


@pytest.mark.parametrize(("query", "status"), [("centre=siren:000000000", 404), ("type=X", 400), ("theme=odd:16", 404)])
def test_what_nobody_loaded_is_said_before_the_download(client: TestClient, query: str, status: int) -> None:
    answer = client.get(f"/exports?{query}")
    assert answer.status_code == status
    assert 'lang="fr"' in answer.text


@pytest.mark.parametrize("format", ["docx", "GraphML", "x" * 300])
def test_an_unknown_format_is_refused_with_the_list(client: TestClient, format: str) -> None:
    answer = client.get(f"/api/v1/export/{format}")
    assert answer.status_code == 422
    assert "attendu xlsx, csv, parquet, graphml, gexf, jsonld ou cypher" in answer.json()["error"]["message"]
