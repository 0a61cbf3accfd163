"""A row of text cells → a row of checked values, or the reason why not."""

import re
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass

from graph.errors import InvalidRecord
from graph.model.typography import count, number
from loaders.checks import Check, find_check
from loaders.facts import Problem, Rejected
from loaders.mapping import FieldMapping
from loaders.recognition import Recognised
from loaders.source import Row, Value
from loaders.table import MAX_CELL, RawRow

_MOJIBAKE = re.compile("Ã[\u0080-\u00bf©¨ª«§´®¯‰€ ]|â€[™œ“]|Â[«»°\u00a0]")
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    rank: int
    header: str
    field: FieldMapping
    check: Check


class RowMapper:
    """Applies the mapping of one table to its rows."""

    def __init__(self, recognised: Recognised, run: str) -> None:
        table, fields, mapping = recognised.table, recognised.fields, recognised.mapping
        self._width = len(table.header)
        self._kind, self._run, self._source, self._vintage = recognised.kind, run, mapping.source, mapping.vintage
        self._columns = [
            _Column(name, rank, table.header[rank], fields.fields[name], find_check(fields.fields[name].check))
            for name, rank in fields.places(table.header).items()
        ]
        self._names: AnyMapping[str, str] = {column.name: column.header for column in self._columns}
        self._constants = {n: f.constant for n, f in fields.fields.items() if f.constant is not None}

    def row(self, raw: RawRow) -> Row:
        """Raises Rejected when the row has not the columns of its header, or a value it cannot do without."""
        self._refuse_shape(raw)
        values: dict[str, Value] = dict(self._constants)
        cells: dict[str, str] = {}
        row = Row(self._kind, raw.line, values, self._source, self._run, self._vintage, self._names, cells)
        for column in self._columns:
            cell = raw.cells[column.rank].strip()
            if not cell:
                if column.field.required:
                    raise Rejected(
                        "missing_value", "valeur obligatoire absente : remplissez la cellule", column=column.header
                    )
                continue
            cells[column.name] = cell
            if not cell.isascii() and _MOJIBAKE.search(cell):
                row.problems.append(
                    _problem(raw.line, column, cell, "mojibake", "accents abîmés : texte décodé deux fois ? Réexportez")
                )
            if (value := _checked(row, column, cell)) is not None:
                values[column.name] = value
        return row

    def _refuse_shape(self, raw: RawRow) -> None:
        width = len(raw.cells)
        if width < self._width:
            lost = " (un guillemet non refermé ?)" if any("\n" in cell for cell in raw.cells) else ""
            raise Rejected(
                "too_few_cells",
                f"{count(width, 'cellule')}, attendu {self._width} comme l’en-tête{lost} : vérifiez les séparateurs",
            )
        if any(cell.strip() for cell in raw.cells[self._width :]):
            raise Rejected(
                "too_many_cells",
                f"{count(width, 'cellule')}, attendu {self._width} comme l’en-tête : vérifiez les séparateurs",
            )
        for column in self._columns:
            if len(cell := raw.cells[column.rank]) > MAX_CELL:
                raise Rejected(
                    "too_long",
                    f"cellule de {number(len(cell))} caractères, attendu {number(MAX_CELL)} au plus "
                    "(un guillemet non refermé ?) : corrigez la ligne",
                    column=column.header,
                    value=cell[:_SHOWN],
                )


def _checked(row: Row, column: _Column, cell: str) -> Value | None:
    separator = column.field.list_separator
    if separator is None:
        return _value(row, column, cell)
    parts = dict.fromkeys(part.strip() for part in cell.split(separator))
    checked = [value for part in parts if part and (value := _value(row, column, part)) is not None]
    return tuple(dict.fromkeys(checked)) or None


def _value(row: Row, column: _Column, cell: str) -> str | None:
    try:
        return column.check(cell)
    except InvalidRecord as error:
        code = f"invalid_{column.field.check.partition(':')[0]}"
        if column.field.required or column.field.strict:
            raise Rejected(code, error.reason, column=column.header, value=error.value) from error
        row.problems.append(_problem(row.line, column, cell, code, f"{error.reason} ; valeur laissée de côté"))
        return None


def _problem(line: int, column: _Column, cell: str, code: str, message: str) -> Problem:
    return Problem(line, column.header, cell[:_SHOWN], code, message)
