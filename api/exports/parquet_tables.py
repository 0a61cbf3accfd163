"""The graph, or a part of it, as a folder of Parquet files, for pandas, polars, DuckDB or a cluster, without us.

One folder per revision, `DIR/<revision>/` (of a part, with a mark of the question behind): `nodes`, `relations`,
`participations` (`.parquet`), and `schema.json`.
Streams: a few thousand rows are held. A folder appears whole or not at all; the same graph gives the same bytes.
"""

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from api.answers.parquet import NUMBER, ROWS_AT_ONCE, TEXT, TEXTS, Column, schema_of
from api.exports.about import About, about
from api.exports.csv_tables import EARLIEST, note
from api.exports.extract import Extract, Link, Node, Part, Whole, extract
from api.exports.signs import Cleaner
from api.exports.survey import Survey
from graph.model.record import canonical_json
from graph.store.base import View
from graph.whole_folder import whole_folder

FORMAT = 1
"""Bump when a column changes."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[Column, ...]
    row: Callable[[Any], Row]


_COMMON = (
    Column("statuses", TEXTS, "statuts des fiches : reel, importe, synthetique"),
    Column("sources", TEXTS, "sources qui le disent"),
    Column("properties", TEXT, "toutes les propriétés, en JSON"),
)
_PERIOD = (Column("start", TEXT, "début, tel que dit"), Column("end", TEXT, "fin, telle que dite"))


def _node(record: Node) -> Row:
    return {"id": record.id, "kind": record.kind, "label": record.label, "names": list(record.names), **_said(record)}


def _relation(record: Link) -> Row:
    ends = {"source": record.source, "type": record.type, "target": record.target, "role": record.role or None}
    return {**ends, **_period(record), **_said(record)}


def _participation(record: Link) -> Row:
    amount = record.properties.get("amount")
    ends = {"actor": record.source, "event": record.target, "role": record.role or None}
    return {**ends, **_period(record), "amount": None if amount is None else float(str(amount)), **_said(record)}


def _period(record: Link) -> Row:
    return {name: _text(record.properties.get(name)) for name in ("start", "end")}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _said(record: Node | Link) -> Row:
    said = {"statuses": record.statuses, "sources": record.sources}
    return {**said, "properties": canonical_json(record.properties)}


NODES = Table(
    "nodes",
    (
        Column("id", TEXT, "identifiant stable"),
        Column("kind", TEXT, "nature de fiche"),
        Column("label", TEXT, "nom montré"),
        Column("names", TEXTS, "tous les noms dits"),
        *_COMMON,
    ),
    _node,
)
RELATIONS = Table(
    "relations",
    (
        Column("source", TEXT, "nodes.id d’où part la relation"),
        Column("type", TEXT, "type de relation"),
        Column("target", TEXT, "nodes.id où elle arrive"),
        Column("role", TEXT, "rôle, s’il est dit"),
        *_PERIOD,
        *_COMMON,
    ),
    _relation,
)
PARTICIPATIONS = Table(
    "participations",
    (
        Column("actor", TEXT, "nodes.id de l’acteur"),
        Column("event", TEXT, "nodes.id de l’expérimentation, de l’alliance ou du programme"),
        Column("role", TEXT, "rôle, s’il est dit"),
        *_PERIOD,
        Column("amount", NUMBER, "montant, en euros"),
        *_COMMON,
    ),
    _participation,
)


@dataclass(slots=True)
class _Writing:
    """One file being written: rows wait until there are enough for a group."""

    table: Table
    schema: Any
    file: Any
    rows: list[Row] = field(default_factory=list)
    written: int = 0

    def add(self, record: Node | Link) -> None:
        self.rows.append(self.table.row(record))
        if len(self.rows) >= ROWS_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        import pyarrow

        if self.rows:
            self.file.write_table(pyarrow.Table.from_pylist(self.rows, schema=self.schema))
        self.written += len(self.rows)
        self.rows.clear()


def export_parquet(view: View, folder: Path, part: Part | None = None) -> Path:
    """Write under `folder`; the folder of its revision is answered, left as it is when it is there already.

    Raises OSError, and what the question of the part raises.
    """
    taken = extract(view, part or Whole())
    mark = f"-{blake2b(canonical_json(taken.chosen).encode(), digest_size=4).hexdigest()}" if taken.chosen else ""
    final = folder / f"{view.revision()}{mark}"
    if (final / "schema.json").is_file():
        return final
    told = about(view, taken, Survey.of(taken))
    with whole_folder(final) as partial:
        _fill(taken, told, partial)
    return final


def write_parquet_zip(taken: Extract, told: About, file: BinaryIO) -> None:
    """The same files in a zip, with a note; they are compressed already."""
    with TemporaryDirectory(prefix="entrelacs-") as temporary, ZipFile(file, "w", ZIP_STORED) as archive:
        folder = Path(temporary)
        _fill(taken, told, folder)
        for path in sorted(folder.iterdir()):
            with path.open("rb") as whole, archive.open(ZipInfo(path.name, EARLIEST), "w", force_zip64=True) as entry:
                shutil.copyfileobj(whole, entry)
        archive.writestr(ZipInfo("LISEZMOI.txt", EARLIEST), note(told, Cleaner()))


def _fill(taken: Extract, told: About, folder: Path) -> None:
    counts = _write(taken, folder)
    head = {**told.flat(), "format": FORMAT, "chosen": told.chosen, "tables": counts}
    (folder / "schema.json").write_text(json.dumps(head, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write(taken: Extract, folder: Path) -> dict[str, Row]:
    files = {table.name: _opened(table, folder) for table in (NODES, RELATIONS, PARTICIPATIONS)}
    try:
        for record in chain[Node | Link](taken.nodes(), taken.links()):
            for name in _tables_of(record):
                files[name].add(record)
        for each in files.values():
            each.flush()
    finally:
        for each in files.values():
            each.file.close()
    return {name: _described(each) for name, each in files.items()}


def _tables_of(record: Node | Link) -> Iterable[str]:
    if isinstance(record, Node):
        return ("nodes",)
    return ("relations", "participations") if record.type == "PARTICIPATES_IN" else ("relations",)


def _opened(table: Table, folder: Path) -> _Writing:
    from pyarrow import parquet

    schema = schema_of(table.columns)
    return _Writing(table, schema, parquet.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd"))


def _described(written: _Writing) -> Row:
    columns = [{"name": each.name, "type": each.type, "meaning": each.meaning} for each in written.table.columns]
    return {"file": f"{written.table.name}.parquet", "rows": written.written, "columns": columns}
