"""Hostile names, titles, roles and addresses: they are read back as the texts they are, and nothing more is read."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import openpyxl
import pytest
import rdflib

from api.exports.signs import Cleaner, inert
from tests.api.exports import readers
from tests.api.exports.hostile import ACTOR, EVENT, STRINGS, made

pytestmark = pytest.mark.unit
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HALF = re.compile("[\ud800-\udfff]")
Read = tuple[str, str, str, str]
"""Name of the actor, title of the project, role, address of the actor's site."""


def _xml(read: Callable[..., Any], data: bytes, **options: Any) -> Read:
    ElementTree.fromstring(data)
    graph = read(io.BytesIO(data), **options)
    assert set(graph.nodes) == {ACTOR, EVENT}
    ((_, _, link),) = graph.edges(data=True)
    assert link["amount"] == -3.5
    nodes = graph.nodes
    return nodes[ACTOR]["label"], nodes[EVENT]["label"], link["role"], nodes[ACTOR]["website"]


def graphml(data: bytes) -> Read:
    return _xml(nx.read_graphml, data)


def gexf(data: bytes) -> Read:
    return _xml(nx.read_gexf, data, version="1.3")


def csv(data: bytes) -> Read:
    """Without the apostrophe that stands before what a spreadsheet would run."""
    tables = readers.frames(data)
    for table in tables.values():
        for cell in table.to_numpy().flat:
            assert not str(cell).startswith(("=", "+", "@", "\t", "\r", "\n", "\uff1d")), cell
    (link,) = tables["relations.csv"].to_dict("records")
    assert link["amount"] == "-3.5", "a number is no text"
    rows = {row["id"]: row for row in tables["nodes.csv"].to_dict("records")}
    said = rows[ACTOR]["label"], rows[EVENT]["label"], link["role"], rows[ACTOR]["website"]
    return tuple(cell.removeprefix("'") if inert(cell[1:]) == cell else cell for cell in said)  # type: ignore[return-value]


def xlsx(data: bytes) -> Read:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f", "a formula"
            assert cell.hyperlink is None
    (actor,), (event,) = readers.sheet(book, "acteurs"), readers.sheet(book, "alliances")
    (link,) = readers.sheet(book, "relations")
    assert link["amount"] == -3.5
    return actor["label"], event["label"], link["role"], actor["website"]


def parquet(data: bytes) -> Read:
    import json

    from pyarrow import parquet

    archive = zipfile.ZipFile(io.BytesIO(data))
    rows = {
        name: parquet.read_table(io.BytesIO(archive.read(f"{name}.parquet"))).to_pylist()
        for name in ("nodes", "relations")
    }
    named = {row["id"]: row for row in rows["nodes"]}
    site = json.loads(named[ACTOR]["properties"])["website"]
    return named[ACTOR]["label"], named[EVENT]["label"], rows["relations"][0]["role"], site


def jsonld(data: bytes) -> Read:
    graph = readers.linked(data)
    ours = [str(one) for one in graph.subjects(unique=True) if not isinstance(one, rdflib.BNode)]
    assert all(one.startswith("urn:entrelacs:") for one in ours), "no resource but ours"
    for each in graph.all_nodes():
        if isinstance(each, rdflib.URIRef):
            assert not re.search(r"[<>\"{}|\\^`\s]", each), "an IRI"
            assert str(each).startswith(("urn:entrelacs:", "http")), each
    actor, event = (rdflib.URIRef(f"urn:entrelacs:{one}") for one in (ACTOR, EVENT))
    (link,) = graph.subjects(readers.term("source"), actor)
    site = graph.value(actor, rdflib.URIRef("https://schema.org/url"))
    return tuple(
        str(one)
        for one in (
            graph.value(actor, readers.term("label")),
            graph.value(event, readers.term("label")),
            graph.value(link, readers.term("role")),
            site,
        )
    )  # type: ignore[return-value]


FORMATS: dict[str, tuple[Callable[[bytes], Read], re.Pattern[str]]] = {
    "graphml": (graphml, _NOT_XML), "gexf": (gexf, _NOT_XML), "csv": (csv, _NOT_XML), "xlsx": (xlsx, _NOT_XML),
    "parquet": (parquet, re.compile("(?!)")), "jsonld": (jsonld, _HALF),
}  # fmt: skip
"""How each is read, and the signs that it cannot hold."""


PAIRS = [(format, name) for format in FORMATS for name in STRINGS if (format, name) != ("parquet", "surrogate")]
"""Half a pair is in no store, whose JSON refuses it; Parquet then has nothing to take out."""


@pytest.mark.parametrize(("format", "name"), PAIRS)
def test_a_hostile_text_is_read_back_as_a_text(format: str, name: str) -> None:
    text, (read, forbidden) = STRINGS[name], FORMATS[format]
    data, clean = made(format, text)
    kept = forbidden.sub("", text)
    if format == "xlsx":
        kept = kept.replace("\r\n", "\n").replace("\r", "\n")  # what any XML reader does
    assert read(data) == (kept,) * 4
    if format != "parquet":
        assert bool(clean.removed) == (kept != text and bool(forbidden.search(text)))


def test_what_was_taken_out_is_said_in_the_file() -> None:
    graph = nx.read_graphml(io.BytesIO(made("graphml", STRINGS["controls"])[0]))
    assert int(graph.graph["removed_characters"]) > 4
    assert "caractères de contrôle" in made("gexf", STRINGS["controls"])[0].decode()
    note = zipfile.ZipFile(io.BytesIO(made("csv", STRINGS["controls"])[0])).read("LISEZMOI.txt").decode()
    assert "caractères de contrôle, illisibles dans ce format, retirés" in note
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", STRINGS["controls"])[0]))
    assert any("retirés" in str(row[1].value) for row in book["lisez-moi"].iter_rows())
    assert Cleaner().words() is None
    assert "removed" not in nx.read_graphml(io.BytesIO(made("graphml", "sage")[0])).graph


@pytest.mark.parametrize("number", ["-3", "+3", "-3,5", "-3.25", "0"])
def test_a_number_is_never_prefixed(number: str) -> None:
    assert inert(number) == number


@pytest.mark.parametrize("text", ["-", "-3a", "+33 1 02 03 04 05", "=1", "--1", "-1+1"])
def test_a_text_that_begins_like_a_number_is(text: str) -> None:
    assert inert(text) == f"'{text}"
