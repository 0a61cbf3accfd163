"""The whole graph as a folder of Parquet files, for pandas, polars, DuckDB or a cluster, without us.

One folder per revision, `DIR/<revision>/`: `nodes`, `relations`, `participations` (`.parquet`), and `schema.json`.
Streams: a few thousand rows are held. A folder appears whole or not at all; the same graph gives the same bytes.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from api.answers.export import notice
from graph.model.record import NodeRecord, RelationRecord, canonical_json
from graph.store.base import View
from graph.whole_folder import whole_folder

FORMAT = 1
"""Bump when a column changes."""

ROWS_AT_ONCE = 20_000
TEXT, TEXTS, NUMBER = "string", "list<string>", "double"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str
    meaning: str


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


def _node(record: NodeRecord) -> Row:
    return {"id": record.id, "kind": record.kind, "label": record.label, "names": list(record.labels), **_said(record)}


def _relation(record: RelationRecord) -> Row:
    ends = {"source": record.source, "type": record.type, "target": record.target, "role": record.role or None}
    return {**ends, **_period(record), **_said(record)}


def _participation(record: RelationRecord) -> Row:
    amount = record.properties.get("amount")
    ends = {"actor": record.source, "event": record.target, "role": record.role or None}
    return {**ends, **_period(record), "amount": None if amount is None else float(str(amount)), **_said(record)}


def _period(record: RelationRecord) -> Row:
    return {name: _text(record.properties.get(name)) for name in ("start", "end")}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _said(record: NodeRecord | RelationRecord) -> Row:
    return {
        "statuses": sorted(status.value for status in record.statuses),
        "sources": sorted({claim.source for claim in record.claims}),
        "properties": canonical_json(record.properties),
    }


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

    def add(self, record: NodeRecord | RelationRecord) -> None:
        self.rows.append(self.table.row(record))
        if len(self.rows) >= ROWS_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        import pyarrow

        if self.rows:
            self.file.write_table(pyarrow.Table.from_pylist(self.rows, schema=self.schema))
        self.written += len(self.rows)
        self.rows.clear()


def export_parquet(view: View, folder: Path) -> Path:
    """Write the graph under `folder`; the folder of its revision is answered, left as it is when it is there already.

    Raises OSError.
    """
    revision = view.revision()
    final = folder / revision
    if (final / "schema.json").is_file():
        return final
    with whole_folder(final) as partial:
        counts = _write(view, partial)
        head = {"revision": revision, "format": FORMAT, "notice": notice(view), "tables": counts}
        (partial / "schema.json").write_text(json.dumps(head, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return final


def _write(view: View, folder: Path) -> dict[str, Row]:
    files = {table.name: _opened(table, folder) for table in (NODES, RELATIONS, PARTICIPATIONS)}
    try:
        for record in view.records():
            for name in _tables_of(record):
                files[name].add(record)
        for each in files.values():
            each.flush()
    finally:
        for each in files.values():
            each.file.close()
    return {name: _described(each) for name, each in files.items()}


def _tables_of(record: NodeRecord | RelationRecord) -> Iterable[str]:
    if isinstance(record, NodeRecord):
        return ("nodes",)
    return ("relations", "participations") if record.type == "PARTICIPATES_IN" else ("relations",)


def schema_of(columns: Iterable[Column]) -> Any:
    import pyarrow

    types = {TEXT: pyarrow.string(), TEXTS: pyarrow.list_(pyarrow.string()), NUMBER: pyarrow.float64()}
    return pyarrow.schema([(column.name, types[column.type]) for column in columns])


def _opened(table: Table, folder: Path) -> _Writing:
    from pyarrow import parquet

    schema = schema_of(table.columns)
    return _Writing(table, schema, parquet.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd"))


def _described(written: _Writing) -> Row:
    columns = [{"name": each.name, "type": each.type, "meaning": each.meaning} for each in written.table.columns]
    return {"file": f"{written.table.name}.parquet", "rows": written.written, "columns": columns}
