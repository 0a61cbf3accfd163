"""All relations that answer a filter, as a file: CSV for spreadsheets and pandas, GraphML for network tools, Parquet.

Streams: a row is written and forgotten; GraphML keeps the ids of the nodes it has written. The same question on the
same graph gives the same bytes.
"""

import io
from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO

from api.answers.export import attribute, data_cells, notice
from api.answers.parquet import NUMBER, ROWS_AT_ONCE, schema_of
from api.answers.relation_rows import COLUMNS, row_of
from api.answers.relations import CAVEAT
from api.document import Document
from graph.asking import Asked, Match, Search
from graph.errors import InvalidInput
from graph.model.delimited import write_csv
from graph.model.record import canonical_json
from graph.model.relation_filter import as_json
from graph.store.base import Brief, View

_OF_NODE = ("kind", "profile", "label")
_OF_GRAPH = ("revision", "filter", "seats", "caveat", "notice")
_OF_EDGE = tuple(column for column in COLUMNS if not column.name.startswith(("source_", "target_"))
                 and column.name not in ("source", "target"))  # fmt: skip


def write_relations(view: View, asked: Asked, format: str, file: BinaryIO, seconds: float | None = None) -> None:
    """Write to an open binary file. Raises InvalidInput for a format that is not one of RELATION_FORMATS, and what
    `relations_document` raises.
    """
    if format not in RELATION_FORMATS:
        raise InvalidInput(f"Format inconnu : « {format[:40]} ». Attendu : {', '.join(RELATION_FORMATS)}.")
    _WRITERS[format](Search(view, asked, seconds).matches(), about(view, asked), file)


def about(view: View, asked: Asked) -> Document:
    """What a file says of itself."""
    return {
        "revision": view.revision(), "filter": canonical_json(as_json(asked.filter)),
        "seats": canonical_json(asked.seats), "caveat": CAVEAT, "notice": notice(view),
    }  # fmt: skip


def _csv(matches: Iterator[Match], _: Document, file: BinaryIO) -> None:
    names = [column.name for column in COLUMNS]
    write_csv(file, names, (list(row_of(match).values()) for match in matches))


def _graphml(matches: Iterator[Match], told: Document, file: BinaryIO) -> None:
    out = io.TextIOWrapper(file, encoding="utf-8", newline="\n", write_through=True)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for target, names in (("node", _OF_NODE), ("graph", _OF_GRAPH)):
        for name in names:
            out.write(f'<key id={attribute(name)} for="{target}" attr.name={attribute(name)} attr.type="string"/>\n')
    for column in _OF_EDGE:
        kind = "double" if column.type == NUMBER else "string"
        named = attribute(column.name)
        out.write(f'<key id={attribute(f"e_{column.name}")} for="edge" attr.name={named} attr.type="{kind}"/>\n')
    out.write(f'<graph id="entrelacs" edgedefault="directed">\n{data_cells(told)}')
    written: set[str] = set()
    for match in matches:
        for end in (match.source, match.target):
            if end.id not in written:
                written.add(end.id)
                out.write(_node(end))
        out.write(_edge(match))
    out.write("</graph>\n</graphml>\n")
    out.detach()


def _node(end: Brief) -> str:
    told = {"kind": end.kind, "profile": end.profile, "label": end.label}
    return f"<node id={attribute(end.id)}>{data_cells(told)}</node>\n"


def _edge(match: Match) -> str:
    row = row_of(match)
    said = data_cells({f"e_{column.name}": row[column.name] for column in _OF_EDGE})
    return f"<edge source={attribute(match.source.id)} target={attribute(match.target.id)}>{said}</edge>\n"


def _parquet(matches: Iterator[Match], told: Document, file: BinaryIO) -> None:
    import pyarrow
    from pyarrow import parquet

    meanings = {column.name: column.meaning for column in COLUMNS}
    metadata = {"entrelacs": canonical_json({**told, "columns": meanings})}
    schema = schema_of(COLUMNS).with_metadata(metadata)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while rows := [row_of(match) for match in islice(matches, ROWS_AT_ONCE)]:
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))


_WRITERS: dict[str, Callable[[Iterator[Match], Document, BinaryIO], None]] = {
    "csv": _csv, "graphml": _graphml, "parquet": _parquet,
}  # fmt: skip
RELATION_FORMATS = {
    "csv": ("text/csv; charset=utf-8", "relations.csv"),
    "graphml": ("application/graphml+xml", "relations.graphml"),
    "parquet": ("application/vnd.apache.parquet", "relations.parquet"),
}
"""Format → media type and name of the file."""
