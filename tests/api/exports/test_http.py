"""The whole graph as a file: well-formed, complete, the same bytes twice, and honest about what is made up."""

import io
import json
import zipfile
from xml.etree import ElementTree

import networkx as nx
import pytest
from fastapi.testclient import TestClient

from api.exports import write_export
from graph.errors import InvalidInput
from graph.model.entities import Actor
from graph.settings import Settings
from graph.store import open_store
from tests.api.conftest import ENTITIES, HOSTILE, HOSTILE_ID, RELATIONS, said

pytestmark = pytest.mark.unit
NOTICE = "données synthétiques de démonstration"


@pytest.mark.parametrize("format", ["graphml", "jsonld", "csv"])
def test_an_export_is_the_same_bytes_twice_and_says_it_is_made_up(client: TestClient, format: str) -> None:
    response = client.get(f"/api/v1/export/{format}")
    assert response.content == client.get(f"/api/v1/export/{format}").content
    assert "attachment" in response.headers["content-disposition"]
    content = response.content
    if format == "csv":
        content = zipfile.ZipFile(io.BytesIO(content)).read("LISEZMOI.txt")
    assert NOTICE in content.decode()


def test_graphml_is_read_back_by_another_program(client: TestClient) -> None:
    graph = nx.read_graphml(io.BytesIO(client.get("/api/v1/export/graphml").content), force_multigraph=True)
    assert len(graph) == len(ENTITIES)
    assert graph.number_of_edges() == len(RELATIONS)
    assert graph.nodes[HOSTILE_ID]["label"] == HOSTILE


def test_graphml_drops_the_signs_that_xml_cannot_hold() -> None:
    with open_store(Settings(store="sqlite://")) as store:  # type: ignore[attr-defined]
        actor = Actor(id=HOSTILE_ID, label="Nom\x07 cassé\ufffe")
        with store.batch():
            store.merge([actor.record(said(2))], [])
        file = io.BytesIO()
        write_export(store, "graphml", file)
    assert "Nom cassé" in ElementTree.fromstring(file.getvalue()).itertext()


def test_jsonld_names_every_node_by_an_iri(client: TestClient) -> None:
    document = json.loads(client.get("/api/v1/export/jsonld").content)
    assert len(document["@graph"]) == len(ENTITIES) + len(RELATIONS) + 3  # the file and its two sources
    prefixes = {*document["@context"], "urn"}
    assert {node["@id"].partition(":")[0] for node in document["@graph"]} <= prefixes


def test_csv_cells_are_never_formulas() -> None:
    with open_store(Settings(store="sqlite://")) as store:  # type: ignore[attr-defined]
        actor = Actor(id=HOSTILE_ID, label="=CMD|'/C calc'!A0")
        with store.batch():
            store.merge([actor.record(said(2))], [])
        file = io.BytesIO()
        write_export(store, "csv", file)
    nodes = zipfile.ZipFile(file).read("nodes.csv").decode("utf-8-sig")
    assert ";'=CMD" in nodes


def test_an_unknown_format_is_refused_with_the_list() -> None:
    with (
        open_store(Settings(store="sqlite://")) as store,  # type: ignore[attr-defined]
        pytest.raises(InvalidInput, match="xlsx, csv, parquet, graphml, gexf, jsonld, cypher"),
    ):
        write_export(store, "docx", io.BytesIO())
