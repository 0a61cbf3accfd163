"""Each format opened by a program that is not ours: the nodes, and the relations as (source, type, target, role)."""

import io
import warnings
import zipfile
from collections import Counter
from typing import Any

import networkx as nx
import openpyxl
import pandas as pd
import rdflib
from pyarrow import parquet

Edge = tuple[str, str, str, str]
Content = tuple[set[str], Counter[Edge]]
URN = "urn:entrelacs:"
_TABLES = ("acteurs", "alliances", "autres fiches")


def graphml(data: bytes) -> Content:
    return _of_networkx(nx.read_graphml(io.BytesIO(data), force_multigraph=True))


def gexf(data: bytes) -> Content:
    return _of_networkx(nx.read_gexf(io.BytesIO(data), version="1.3"))


def _of_networkx(graph: Any) -> Content:
    edges = Counter(
        (source, told["type"], target, told.get("role", "")) for source, target, told in graph.edges(data=True)
    )
    return set(graph.nodes), edges


def csv(data: bytes) -> Content:
    tables = frames(data)
    relations = tables["relations.csv"]
    return set(tables["nodes.csv"]["id"]), _rows(relations)


def frames(data: bytes) -> dict[str, pd.DataFrame]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = [name for name in archive.namelist() if name.endswith(".csv")]
    return {
        name: pd.read_csv(archive.open(name), sep=";", encoding="utf-8-sig", dtype=str, keep_default_na=False)
        for name in names
    }


def _rows(table: pd.DataFrame) -> Counter[Edge]:
    return Counter(table[["source", "type", "target", "role"]].itertuples(index=False, name=None))


def parquet_zip(data: bytes) -> Content:
    archive = zipfile.ZipFile(io.BytesIO(data))
    read = {
        name: parquet.read_table(io.BytesIO(archive.read(f"{name}.parquet"))).to_pandas()
        for name in ("nodes", "relations")
    }
    return set(read["nodes"]["id"]), _rows(read["relations"].fillna({"role": ""}))


def xlsx(data: bytes) -> Content:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    nodes = {row["id"] for name in _TABLES for row in sheet(book, name)}
    edges = Counter((row["source"], row["type"], row["target"], row["role"] or "") for row in sheet(book, "relations"))
    return nodes, edges


def sheet(book: Any, name: str) -> list[dict[str, Any]]:
    """Rows of a sheet under the words of its head."""
    head, *rows = [list(row) for row in book[name].iter_rows(values_only=True)]
    return [dict(zip(head, [*row, *[None] * (len(head) - len(row))], strict=True)) for row in rows]


def jsonld(data: bytes) -> Content:
    graph = linked(data)
    kinds = ["Actor", "Experiment", "Alliance", "Programme", "Territory", "Theme", "Document", "Statement"]
    nodes = {short(node) for kind in kinds for node in graph.subjects(rdflib.RDF.type, term(kind))}
    edges = Counter(
        (
            short(source),
            _type(graph, link),
            short(graph.value(link, term("target"))),
            str(graph.value(link, term("role")) or ""),
        )
        for link, source in graph.subject_objects(term("source"))
    )
    return nodes, edges


def linked(data: bytes) -> rdflib.Graph:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's parser uses what rdflib deprecates
        return rdflib.Graph().parse(data=data.decode(), format="json-ld")


def term(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(f"{URN}terme:{name}")


def short(node: Any) -> str:
    return str(node).removeprefix(URN)


def _type(graph: rdflib.Graph, link: Any) -> str:
    said = (str(kind) for kind in graph.objects(link, rdflib.RDF.type))
    return next(kind.removeprefix(f"{URN}terme:") for kind in said if kind.startswith(URN))


READERS = {"graphml": graphml, "gexf": gexf, "csv": csv, "parquet": parquet_zip, "xlsx": xlsx, "jsonld": jsonld}
"""Of the formats that need no server: Cypher is read by a real Neo4j."""
