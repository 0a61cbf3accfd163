"""CSV in a zip, for spreadsheets, pandas and R: one file for each table, a dictionary and a note.

`;`, UTF-8 with its mark. A text that a spreadsheet would run has an apostrophe before it; a number never has.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from api.exports.about import About
from api.exports.columns import (
    DICTIONARY_HEADER,
    LINK,
    NODE,
    ORIGIN,
    PARTICIPATION,
    Column,
    columns_of,
    dictionary,
)
from api.exports.extract import AT_ONCE, Extract, Link, Node
from api.exports.signs import Cleaner, inert
from api.exports.survey import Survey, said_cell
from graph.store.base import View

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of every entry: the same graph gives the same bytes."""

Row = Iterable[object]
_NOTE = (
    "Colonnes séparées par « ; », UTF-8 ; listes séparées par « | » ; dictionnaire.csv dit ce qu’est chaque colonne.",
    "Un texte qui commence par = + - @ est précédé d’une apostrophe, pour qu’aucun tableur ne l’exécute ; un nombre, "
    "même négatif, reste un nombre.",
)  # fmt: skip


def write(view: View, taken: Extract, seen: Survey, told: About, file: BinaryIO, clean: Cleaner) -> None:
    nodes, links = columns_of(NODE, seen.names_of_nodes, seen), columns_of(LINK, seen.names_of_links, seen)
    tables = {
        "nodes.csv": [column for column, _ in nodes], "relations.csv": [column for column, _ in links],
        "participations.csv": list(PARTICIPATION), "origines.csv": list(ORIGIN),
    }  # fmt: skip
    rows: dict[str, Iterable[Row]] = {
        "nodes.csv": (_cells(_node(node), node.properties, nodes) for node in taken.nodes()),
        "relations.csv": (_cells(_link(link), link.properties, links) for link in taken.links()),
        "participations.csv": _participations(view, taken),
        "origines.csv": _origins(taken),
    }
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, columns in tables.items():
            _table(archive, name, [column.name for column in columns], rows[name], clean)
        _table(archive, "dictionnaire.csv", DICTIONARY_HEADER, dictionary(tables), clean)
        archive.writestr(_entry("LISEZMOI.txt"), note(told, clean))


def note(told: About, clean: Cleaner) -> str:
    lines = [f"{label} : {text}" for label, text in told.lines()]
    said = [f"{words[:1].upper()}{words[1:]}."] if (words := clean.words()) else []
    return "\r\n".join([*(clean(line) for line in lines), "", *_NOTE, *said, ""])


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, EARLIEST)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _table(archive: ZipFile, name: str, header: Sequence[str], rows: Iterable[Row], clean: Cleaner) -> None:
    with archive.open(_entry(name), "w", force_zip64=True) as raw:
        text = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow([inert(clean(cell)) for cell in header])
        writer.writerows([cell_of(value, clean) for value in row] for row in rows)
        text.flush()
        text.detach()


def cell_of(value: object, clean: Cleaner) -> str:
    """Numbers as they are; whatever is a text, or holds one, is never run."""
    said = said_cell(value)
    return said if isinstance(value, int | float) else inert(clean(said))


def _cells(own: dict[str, object], said: Any, columns: list[tuple[Column, str | None]]) -> Row:
    return [own[column.name] if name is None else said.get(name) for column, name in columns]


def _node(node: Node) -> dict[str, object]:
    return {
        "id": node.id, "kind": node.kind, "label": node.label, "names": node.names,
        "statuses": node.statuses, "sources": node.sources,
    }  # fmt: skip


def _link(link: Link) -> dict[str, object]:
    return {
        "source": link.source, "type": link.type, "target": link.target, "role": link.role,
        "statuses": link.statuses, "sources": link.sources,
    }  # fmt: skip


def _participations(view: View, taken: Extract) -> Iterator[Row]:
    """With the names of both ends, looked up by thousands: the table that most people want."""
    links = (link for link in taken.links() if link.type == "PARTICIPATES_IN")
    while some := list(islice(links, AT_ONCE)):
        ends = {end for link in some for end in (link.source, link.target)}
        known = {brief.id: brief for brief in view.briefs(sorted(ends))}
        for link in some:
            actor, event, said = known[link.source], known[link.target], link.properties
            yield (
                actor.id, actor.label, actor.profile, link.role, event.id, event.kind, event.label,
                said.get("start"), said.get("end"), said.get("amount"), link.statuses, link.sources,
            )  # fmt: skip


def _origins(taken: Extract) -> Iterator[Row]:
    fields = ("source", "run", "line", "rows", "stated_as", "vintage", "status")
    for node in taken.nodes():
        for origin in node.origins:
            yield node.id, *(origin[field] for field in fields)
    for link in taken.links():
        name = " ".join(part for part in link.key if part)
        for origin in link.origins:
            yield name, *(origin[field] for field in fields)
