"""The formats: what each is called, who it is for, and the one function that writes any of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from api.exports import csv_tables, cypher, gexf, graphml, jsonld, parquet_tables, workbook
from api.exports.about import About, about
from api.exports.extract import Extract, Part, Whole, extract
from api.exports.signs import Cleaner
from api.exports.survey import Survey
from graph.errors import InvalidInput, StoreBusy
from graph.store.base import View


@dataclass(frozen=True, slots=True)
class Format:
    """`reader`: what opens it; `use`: whom it serves; `per_row`: bytes of a record or relation, near enough for a hint
    of the size (measured on the research projects of the ANR).
    """

    media: str
    file: str
    title: str
    reader: str
    use: str
    per_row: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """What the file says of itself, and what was taken out of it, in words."""

    about: About
    warning: str | None


FORMATS = {
    "xlsx": Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "entrelacs.xlsx", "Classeur XLSX",
        "LibreOffice, Excel", "pour trier, filtrer et montrer en réunion : une feuille par sorte de fiche", 36,
    ),
    "csv": Format(
        "application/zip", "entrelacs-csv.zip", "CSV (zip)",
        "tableur, pandas, R", "pour calculer : une table par fichier, et le dictionnaire de leurs colonnes", 30,
    ),
    "parquet": Format(
        "application/zip", "entrelacs-parquet.zip", "Parquet (zip)",
        "pandas, polars, DuckDB, R (arrow)", "pour de grandes tables, typées et compressées", 16,
    ),
    "graphml": Format(
        "application/graphml+xml", "entrelacs.graphml", "GraphML",
        "networkx, Gephi, yEd, Cytoscape", "pour analyser le réseau avec toutes ses données", 260,
    ),
    "gexf": Format(
        "application/gexf+xml", "entrelacs.gexf", "GEXF",
        "Gephi, networkx", "pour dessiner le réseau", 340,
    ),
    "jsonld": Format(
        "application/ld+json", "entrelacs.jsonld", "JSON-LD",
        "rdflib, tout outil du web de données", "pour relier à d’autres données : schema.org, ORG et PROV du W3C", 540,
    ),
    "cypher": Format(
        "application/x-cypher-query; charset=utf-8", "entrelacs.cypher", "Script Cypher",
        "Neo4j 5 (cypher-shell)", "pour interroger dans votre propre Neo4j ; relancé, il ne change rien", 170,
    ),
}  # fmt: skip
"""In the order in which a page shows them, tables first."""

_Writer = Callable[[Extract, Survey, About, BinaryIO, Cleaner], None]
_WRITERS: dict[str, _Writer] = {
    "graphml": graphml.write, "gexf": gexf.write, "jsonld": jsonld.write, "cypher": cypher.write,
    "xlsx": workbook.write,
}  # fmt: skip


def _nothing() -> None:
    pass


def write_export(
    view: View, format: str, file: BinaryIO, part: Part | None = None, *,
    day: date | None = None, watch: Callable[[], None] = _nothing,
) -> Written:  # fmt: skip
    """Write to an open, seekable binary file. `watch` is called every thousand rows and may raise to stop.

    Raises InvalidInput for a format that is not one of FORMATS or cannot hold so much, StoreBusy where the graph
    changed while it was read, and what the question of the part raises.
    """
    if format not in FORMATS:
        raise InvalidInput(f"Format d’export inconnu : « {format[:40]} ». Attendu : {', '.join(FORMATS)}.")
    taken = extract(view, part or Whole(), watch)
    seen, clean = Survey.of(taken), Cleaner()
    told = about(view, taken, seen, day)
    if format == "csv":
        csv_tables.write(view, taken, seen, told, file, clean)
    elif format == "parquet":
        parquet_tables.write_parquet_zip(taken, told, file)
    else:
        _WRITERS[format](taken, seen, told, file, clean)
    if view.revision() != told.revision:
        raise StoreBusy("Le graphe a changé pendant l’export : relancez-le, pour un fichier d’une seule révision.")
    return Written(told, clean.words())
