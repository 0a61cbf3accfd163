"""A row of text cells → a row of checked values, or the reason why not."""

import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import InvalidRecord
from graph.model.text import fold
from graph.model.typography import count, number
from loaders.asides import BLANK, HEADER, NOTE, PERSON, TOTAL
from loaders.checks import Check, find_check
from loaders.contacts import without_contacts
from loaders.facts import Mended, Problem, Rejected, SetAside
from loaders.mapping import Contract, FieldMapping
from loaders.mojibake import SUSPECT, unscrambled
from loaders.persons import is_column_of_persons
from loaders.recognition import Recognised
from loaders.repairs import Repaired
from loaders.source import Row, Value
from loaders.table import MAX_CELL, RawRow
from loaders.words import word_lists

_TOTAL = re.compile(
    r"(?:sous )?tota(?:l|ux)(?: (?:general|generaux|des|de|du|par|subventions?|montants?|annee|euros)\b.*)?"
)
_NOTHING = word_lists("givers")["nothing"]
"""What stands for an empty cell where a number, a date or an identifier is awaited."""

_SHOWN = 80


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    rank: int
    header: str
    field: FieldMapping
    check: Check
    strict: bool
    plain: bool
    """Kept as it is written."""
    wordy: bool
    """Where a person may have left a way to be reached."""


class RowMapper:
    """Applies the mapping of one table to its rows."""

    def __init__(self, recognised: Recognised, run: str) -> None:
        table, fields, mapping = recognised.table, recognised.fields, recognised.mapping
        self._header = [cell.casefold() for cell in table.header]
        self._width = len(table.header)
        self._named = self._width + table.unnamed
        self._kind, self._run, self._source, self._vintage = recognised.kind, run, mapping.source, mapping.vintage
        self._columns = [
            _column(name, rank, table.header[rank], fields.fields[name], mapping.contract)
            for name, rank in fields.places(table.header).items()
        ]
        self._names: AnyMapping[str, str] = {column.name: column.header for column in self._columns}
        said = ((name, each.constant or each.default) for name, each in fields.fields.items())
        self._constants: dict[str, Value] = {name: value for name, value in said if value is not None}
        evolving = mapping.contract is Contract.EVOLVE
        unasked = fields.unexpected(table.header) if evolving else ()
        self._unasked = [
            (rank, name) for rank, name in enumerate(table.header) if name in unasked and not is_column_of_persons(name)
        ]
        self._of_amounts = "amount" in self._names and len(self._columns) > 1
        self._needed = max((column.rank for column in self._columns if column.field.required), default=-1) + 1

    def row(self, raw: RawRow) -> Row:
        """Raises SetAside for a row that states nothing; Rejected when it has not the columns of its header, or a value
        it cannot do without.
        """
        self._set_aside(raw)
        values: dict[str, Value] = dict(self._constants)
        cells: dict[str, str] = {}
        row = Row(self._kind, raw.line, values, self._source, self._run, self._vintage, self._names, cells)
        given = self._shaped(row, raw)
        for column in self._columns:
            cell = given[column.rank].strip()
            if not cell:
                if column.field.required and column.name not in values:
                    raise self._missing(raw, column)
                continue
            if not cell.isascii() and SUSPECT.search(cell):
                cell = _unscrambled(row, column, cell)
            if column.wordy and (said := without_contacts(cell)) is not cell:
                row.warn(column.name, "personal_data", "adresse ou numéro de téléphone : retiré, jamais gardé")
                if said is None:
                    if column.field.required:
                        raise SetAside(PERSON)
                    continue
                cell = said
            cells[column.name] = cell
            if column.plain:
                values[column.name] = cell
            elif (value := _checked(row, column, cell)) is not None:
                values[column.name] = value
            elif column.strict:
                raise self._missing(raw, column)
        row.others = self._others(given) if self._unasked else ()
        if self._of_amounts and len(cells) == 1 and _filled(raw.cells) == 1:
            raise SetAside(NOTE)  # « Source : … », a name of group: no grant is a name alone
        return row

    def _others(self, cells: Sequence[str]) -> tuple[str, ...]:
        """`column : value`, for the contract that keeps what no field asks for."""
        return tuple(f"{name} : {cell}" for rank, name in self._unasked if (cell := cells[rank].strip()))

    def _set_aside(self, raw: RawRow) -> None:
        """Most rows are told by their first cell that they are none of these."""
        cells = raw.cells
        first = next((cell for cell in cells if cell and not cell.isspace()), None)
        if first is None:
            raise SetAside(BLANK)
        if first[:4].lower() in ("tota", "sous") and self._is_total(cells, first):
            raise SetAside(TOTAL)
        if first.casefold() in self._header and self._is_header(cells):
            raise SetAside(HEADER)

    def _is_header(self, cells: Sequence[str]) -> bool:
        same = sum(cell.strip().casefold() == name for cell, name in zip(cells, self._header, strict=False) if name)
        return same >= max(2, 0.7 * sum(map(bool, self._header)))

    def _is_total(self, cells: Sequence[str], first: str) -> bool:
        return bool(_TOTAL.fullmatch(fold(first))) and _filled(cells) <= max(2, self._width // 2)

    def _missing(self, raw: RawRow, column: _Column) -> Exception:
        """A required value is absent: a lone cell is a total without its name, or a note under the table."""
        if self._width > 2 and _filled(raw.cells) == 1:
            lone = next(cell for cell in raw.cells if cell.strip())
            return SetAside(NOTE if any(map(str.isalpha, lone.replace("€", "").replace("E", ""))) else TOTAL)
        if any(_TOTAL.fullmatch(fold(cell)) for cell in raw.cells if cell and len(cell) < _SHOWN):
            return SetAside(TOTAL)
        if not any(raw.cells[read.rank].strip() for read in self._columns if read.rank < len(raw.cells)):
            return SetAside(NOTE)  # cells that no field reads: nothing is said of anybody
        return Rejected("missing_value", "valeur obligatoire absente : remplissez la cellule", column=column.header)

    def _shaped(self, row: Row, raw: RawRow) -> Sequence[str]:
        """The cells, as many as the header has. What reading mended is told; what it could not rejects the row."""
        for flaw in raw.flaws:
            if flaw.fatal:
                raise Rejected(flaw.code, flaw.message)
            row.problems.append(Problem(raw.line, None, None, flaw.code, flaw.message))
        cells, width = raw.cells, len(raw.cells)
        if width < self._width:
            if width < self._needed or 3 * width < 2 * self._width:
                raise self._short(cells)
            row.problems.append(
                Problem(
                    raw.line,
                    None,
                    None,
                    "short_row",
                    f"{count(width, 'cellule')} sur {self._width} : les dernières lues vides",
                )
            )
            cells = [*cells, *[""] * (self._width - width)]
        elif any(cell.strip() for cell in cells[self._named :]):
            raise Rejected(
                "too_many_cells",
                f"{count(width, 'cellule')}, attendu {self._width} comme l’en-tête : vérifiez les séparateurs",
            )
        for column in self._columns:
            if len(cell := cells[column.rank]) > MAX_CELL:
                raise _too_long(column, cell)
        return cells

    def _short(self, cells: Sequence[str]) -> Rejected:
        lost = " (un guillemet non refermé ?)" if any("\n" in cell for cell in cells) else ""
        return Rejected(
            "too_few_cells",
            f"{count(len(cells), 'cellule')}, attendu {self._width} comme l’en-tête{lost} : vérifiez les séparateurs",
        )


def _column(name: str, rank: int, header: str, field: FieldMapping, contract: Contract | None) -> _Column:
    check = "siret" if field.check == "identifier" and "siret" in fold(header).split() else field.check
    strict = (field.required or field.strict or contract is Contract.DISCARD_ROW) and (
        contract is not Contract.DISCARD_VALUE
    )
    plain = check == "text" and field.list_separator is None
    return _Column(name, rank, header, field, find_check(check), strict, plain, check in ("text", "organisation"))


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _too_long(column: _Column, cell: str) -> Rejected:
    return Rejected(
        "too_long",
        f"cellule de {number(len(cell))} caractères, attendu {number(MAX_CELL)} au plus "
        "(un guillemet non refermé ?) : corrigez la ligne",
        column=column.header,
        value=cell[:_SHOWN],
    )


def _unscrambled(row: Row, column: _Column, cell: str) -> str:
    mended = unscrambled(cell)
    if mended == cell:
        message = "accents perdus ou abîmés dans le fichier : reprenez l’original"
    else:
        message = "accents abîmés (texte décodé deux fois) : réparés"
    row.problems.append(_problem(row.line, column, cell, "mojibake", message))
    return mended


def _checked(row: Row, column: _Column, cell: str) -> Value | None:
    separator = column.field.list_separator
    if separator is None:
        return _value(row, column, cell)
    parts = dict.fromkeys(part.strip() for part in cell.split(separator))
    checked = [value for part in parts if part and (value := _value(row, column, part)) is not None]
    return tuple(dict.fromkeys(checked)) or None


def _value(row: Row, column: _Column, cell: str) -> str | None:
    try:
        value = column.check(cell)
    except InvalidRecord as error:
        if cell.casefold() in _NOTHING:
            return None
        code = f"invalid_{column.field.check.partition(':')[0]}"
        if column.strict:
            raise Rejected(code, error.reason, column=column.header, value=error.value) from error
        row.problems.append(_problem(row.line, column, cell, code, f"{error.reason} ; valeur laissée de côté"))
        return None
    return _told(row, column, cell, value) if type(value) is Repaired else value


def _told(row: Row, column: _Column, cell: str, value: Repaired) -> str:
    repair = value.repair
    if repair.quiet:
        row.mended.append(Mended(column.header, repair.code, repair.message, cell[:_SHOWN]))
    else:
        row.problems.append(_problem(row.line, column, cell, repair.code, repair.message))
    return str(value)


def _problem(line: int, column: _Column, cell: str, code: str, message: str) -> Problem:
    return Problem(line, column.header, cell[:_SHOWN], code, message)
