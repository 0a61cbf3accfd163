"""The whole graph as a file: GraphML for network tools, JSON-LD for linked data, CSV (zipped) for spreadsheets.

Streams: a record is written and forgotten. The same graph gives the same bytes.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from graph.errors import InvalidInput
from graph.model.ids import KIND_BY_PREFIX
from graph.model.origin import Status
from graph.model.record import NodeRecord, RelationRecord, canonical_json
from graph.store.base import View

SYNTHETIC_NOTICE = "données synthétiques de démonstration"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def export_to(view: View, format: str, file: BinaryIO) -> None:
    """Write the graph to an open binary file. Raises InvalidInput for a format that is not one of FORMATS."""
    if format not in FORMATS:
        raise InvalidInput(f"Format d’export inconnu : « {format[:40]} ». Attendu : {', '.join(FORMATS)}.")
    _WRITERS[format](view, file)


def notice(view: View) -> str | None:
    """What the file must say of itself when records of it are made up."""
    counts: Any = view.stats()["statuses"]
    made_up = any(statuses.get(Status.SYNTHETIC.value) for statuses in counts.values())
    return SYNTHETIC_NOTICE if made_up else None


def _graphml(view: View, file: BinaryIO) -> None:
    names = sorted({name for record in view.records() for name in record.properties})
    out = io.TextIOWrapper(file, encoding="utf-8", newline="\n", write_through=True)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for name in ("kind", "label", "type", "role", "statuses", "sources", "notice", "revision", *names):
        own = f"p_{name}" if name in names else name
        target = "graph" if name in ("notice", "revision") else "all"
        out.write(f'<key id={attribute(own)} for="{target}" attr.name={attribute(name)} attr.type="string"/>\n')
    out.write('<graph id="entrelacs" edgedefault="directed">\n')
    out.write(data_cells({"revision": view.revision(), "notice": notice(view)}))
    for record in view.records():
        out.write(_graphml_node(record) if isinstance(record, NodeRecord) else _graphml_edge(record))
    out.write("</graph>\n</graphml>\n")
    out.detach()


def _graphml_node(record: NodeRecord) -> str:
    data = {"kind": record.kind, "label": record.label, **_common(record)}
    return f"<node id={attribute(record.id)}>{data_cells(data)}</node>\n"


def _graphml_edge(record: RelationRecord) -> str:
    ends = f"source={attribute(record.source)} target={attribute(record.target)}"
    return f"<edge {ends}>{data_cells({'type': record.type, 'role': record.role or None, **_common(record)})}</edge>\n"


def _common(record: NodeRecord | RelationRecord) -> dict[str, object]:
    said = {f"p_{name}": value for name, value in record.properties.items()}
    return {"statuses": _statuses(record), "sources": sorted({c.source for c in record.claims}), **said}


def data_cells(values: Mapping[str, object]) -> str:
    return "".join(
        f"<data key={attribute(key)}>{escape(_NOT_XML.sub('', _cell(value)))}</data>"
        for key, value in values.items()
        if value not in (None, [], "")
    )


def attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))


def _jsonld(view: View, file: BinaryIO) -> None:
    context = {"@vocab": "urn:entrelacs:terme:", **{p: f"urn:entrelacs:{p}:" for p in sorted(KIND_BY_PREFIX)}}
    head = {"@context": context, "revision": view.revision(), "notice": notice(view)}
    file.write(canonical_json(head)[:-1].encode() + b',"@graph":[\n')
    for number, record in enumerate(view.records()):
        file.write((b",\n" if number else b"") + canonical_json(_linked(record)).encode())
    file.write(b"\n]}\n")


def _linked(record: NodeRecord | RelationRecord) -> dict[str, Any]:
    common = {"statuses": _statuses(record), "origins": record.origins, "properties": record.properties}
    if isinstance(record, NodeRecord):
        return {"@id": record.id, "@type": record.kind, "label": record.label, "names": list(record.labels), **common}
    ends = {"source": {"@id": record.source}, "target": {"@id": record.target}}
    return {"@type": record.type, "role": record.role or None, **ends, **common}


def _csv(view: View, file: BinaryIO) -> None:
    """`noeuds.csv`, `relations.csv`, `origines.csv` and a note; `;`, UTF-8, properties as one JSON cell."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        _table(archive, "noeuds.csv", ("id", "nature", "nom", "statuts", "proprietes"), _node_rows(view))
        ends = ("source", "type", "cible", "role", "statuts", "proprietes")
        _table(archive, "relations.csv", ends, _relation_rows(view))
        said = ("fiche", "source", "lecture", "ligne", "lignes", "dit_comme", "millesime", "statut")
        _table(archive, "origines.csv", said, _origin_rows(view))
        archive.writestr(ZipInfo("LISEZMOI.txt", _EARLIEST), _note(view))


def _table(archive: ZipFile, name: str, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    entry = ZipInfo(name, _EARLIEST)
    entry.compress_type = ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as raw:
        text = io.TextIOWrapper(_binary(raw), encoding="utf-8-sig", newline="")
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows([inert(_cell(value)) for value in row] for row in rows)
        text.flush()
        text.detach()


def _binary(raw: IO[bytes]) -> Any:
    return raw


def inert(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula is shown as text (a name may begin with =, +, - or @)."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _node_rows(view: View) -> Iterator[tuple[object, ...]]:
    for record in view.records():
        if isinstance(record, NodeRecord):
            yield record.id, record.kind, record.label, _statuses(record), canonical_json(record.properties)


def _relation_rows(view: View) -> Iterator[tuple[object, ...]]:
    for record in view.records():
        if isinstance(record, RelationRecord):
            yield *record.key, _statuses(record), canonical_json(record.properties)


def _origin_rows(view: View) -> Iterator[tuple[object, ...]]:
    fields = ("source", "run", "line", "rows", "stated_as", "vintage", "status")
    for record in view.records():
        name = record.id if isinstance(record, NodeRecord) else " ".join(filter(None, record.key))
        for origin in record.origins:
            yield name, *(origin[field] for field in fields)


def _note(view: View) -> str:
    said = notice(view)
    lines = [f"Entrelacs, révision {view.revision()}.", *([f"Attention : {said}."] if said else [])]
    return "\r\n".join([*lines, "Colonnes séparées par « ; », UTF-8 ; listes séparées par « | ».", ""])


def _statuses(record: NodeRecord | RelationRecord) -> list[str]:
    return sorted(status.value for status in record.statuses)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "|".join(_cell(part) for part in value)
    if isinstance(value, bool | dict):
        return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return str(value)


_WRITERS: dict[str, Callable[[View, BinaryIO], None]] = {"graphml": _graphml, "jsonld": _jsonld, "csv": _csv}
FORMATS = {
    "graphml": ("application/graphml+xml", "entrelacs.graphml"),
    "jsonld": ("application/ld+json", "entrelacs.jsonld"),
    "csv": ("application/zip", "entrelacs-csv.zip"),
}
"""Format → media type and name of the file."""
