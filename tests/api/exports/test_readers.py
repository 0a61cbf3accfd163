"""The same nodes and relations in every format, opened by others, as the API says."""

import io
from collections import Counter
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
import rdflib
from fastapi.testclient import TestClient

from api.dependencies import Export
from api.exports import FORMATS
from tests.api.conftest import ENTITIES, HOSTILE, HOSTILE_ID, LEAD, PROJECT, RELATIONS
from tests.api.exports import readers

pytestmark = pytest.mark.unit
FILTER = quote('{"type": "PARTICIPATES_IN", "not": {"role": "financeur"}}')
PARTS = (
    "",
    f"?centre={LEAD}&depth=2",
    f"?centre={LEAD}&limit=2",
    "?type=PARTICIPATES_IN&type=ACTS_IN",
    f"?filter={FILTER}",
)


def expected(client: TestClient, part: str) -> readers.Content:
    """What the API says of the same part."""
    if not part:
        nodes = {entity.id for entity, _ in ENTITIES}
        return nodes, Counter((one.source, one.type.value, one.target, one.role) for one, _ in RELATIONS)
    if "centre" in part:
        found = client.get(f"/api/v1/subgraph{part}").json()
        return {node["id"] for node in found["nodes"]}, Counter(map(key, found["links"]))
    rows = client.get(f"/api/v1/relations{part}").json()["rows"]
    return {row[end] for row in rows for end in ("source", "target")}, Counter(map(key, rows))


def key(row: Any) -> readers.Edge:
    return (row["source"], row["type"], row["target"], row["role"] or "")


def test_the_parameter_and_the_writers_know_the_same_formats() -> None:
    assert [each.value for each in Export] == list(FORMATS)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("format", readers.READERS)
def test_a_file_holds_what_the_api_says(client: TestClient, format: str, part: str) -> None:
    response = client.get(f"/api/v1/export/{format}{part}")
    assert response.status_code == 200, response.text
    assert readers.READERS[format](response.content) == expected(client, part)


def test_linked_data_are_asked_in_the_words_of_the_w3c(client: TestClient) -> None:
    """3 actors (one has a SIREN), 5 participations, one actor seated and two events placed."""
    graph = readers.linked(client.get("/api/v1/export/jsonld").content)
    words = "PREFIX org: <http://www.w3.org/ns/org#> PREFIX schema: <https://schema.org/> PREFIX prov: <http://www.w3.org/ns/prov#> "

    def count(pattern: str) -> int:
        (row,) = graph.query(f"{words} SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
        return int(row[0])  # type: ignore[index, arg-type]

    assert count("?x a org:Organization") == 3
    assert count("?x a org:FormalOrganization") == 1
    assert count("?a org:hasMembership ?m . ?m a org:Membership ; org:member ?a ; org:organization ?e") == 5
    assert count("?x schema:location ?y . ?y a schema:Place") == 3
    assert count("?x prov:wasDerivedFrom ?s . ?s a prov:Entity") == len(ENTITIES) + len(RELATIONS) + 2
    assert count("?s dcterms:license ?l".replace("dcterms:license", "<http://purl.org/dc/terms/license>")) == 2
    assert (rdflib.URIRef(f"urn:entrelacs:{PROJECT}"), None, None) in graph


def test_every_iri_is_one(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    """rdflib complains of an IRI with signs that it forbids; an address that is none stays a text."""
    graph = readers.linked(client.get("/api/v1/export/jsonld").content)
    graph.serialize(format="nt")
    assert caplog.records == []
    urls = set(graph.objects(rdflib.URIRef(f"urn:entrelacs:{PROJECT}"), rdflib.URIRef("https://schema.org/url")))
    assert urls == {rdflib.Literal("javascript:alert(1)"), rdflib.URIRef("https://exemple.fr/a")}


def test_the_workbook_has_its_sheets_and_keeps_types(client: TestClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get("/api/v1/export/xlsx").content))
    assert book.sheetnames == ["acteurs", "alliances", "relations", "autres fiches", "sources", "colonnes", "lisez-moi"]
    names = {row["id"]: row["label"] for row in readers.sheet(book, "acteurs")}
    assert names[HOSTILE_ID] == HOSTILE
    places = {row["id"]: row for row in readers.sheet(book, "autres fiches")}
    assert places["commune:33063"]["population"] == 260_000
    assert places["commune:33063"]["code"] == "33063"
    described = {row["colonne"] for row in readers.sheet(book, "colonnes") if row["table"] == "relations"}
    assert described == {cell.value for cell in book["relations"][1]}
    note = {(row[0].value, row[1].value) for row in book["lisez-moi"].iter_rows()}
    assert ("Attention", "données synthétiques de démonstration") in note


def test_the_dictionary_describes_every_column_of_every_table(client: TestClient) -> None:
    tables = readers.frames(client.get("/api/v1/export/csv").content)
    said = tables.pop("dictionnaire.csv")
    for name, table in tables.items():
        assert list(said[said["table"] == name]["colonne"]) == list(table.columns)
    assert all(said["sens"])
    assert set(said[said["colonne"] == "population"]["unite"]) == {"habitants"}


def test_participations_name_both_ends(client: TestClient) -> None:
    table = readers.frames(client.get("/api/v1/export/csv").content)["participations.csv"]
    (row,) = table[(table["actor"] == LEAD) & (table["event"] == PROJECT)].to_dict("records")
    assert (row["actor_label"], row["event_label"], row["role"]) == ("L’Atelier d’à côté", "Projet d’essai", "porteur")
