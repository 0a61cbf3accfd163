"""A row of text cells → a row of checked values, or the reason why not."""

import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from graph.errors import InvalidRecord
from graph.model.text import fold
from graph.model.typography import count, number
from loaders.as_written import as_written
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

_SUMS = ("tota", "sous")
_SHOWN = 80
_FEW = 2


@dataclass(frozen=True, slots=True)
class Column:
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


class Judged(NamedTuple):
    """A cell read by itself: its value, and what of its writing was mended without a doubt."""

    value: Value | None
    mended: tuple[Mended, ...] = ()


class RowMapper:
    """Applies the mapping of one table to its rows."""

    def __init__(self, recognised: Recognised, run: str) -> None:
        table, fields, mapping = recognised.table, recognised.fields, recognised.mapping
        self._header = [cell.casefold() for cell in table.header]
        self._width = len(table.header)
        self._named = self._width + table.unnamed
        self.kind, self._run, self.source, self._vintage = recognised.kind, run, mapping.source, mapping.vintage
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
        row = self.blank(raw.line)
        values, cells = row.values, row.cells
        given = self._shaped(row, raw)
        for column in self._columns:
            cell = given[column.rank].strip()
            if not cell:
                if column.field.required and column.name not in values:
                    raise self._missing(raw, column)
                continue
            said = _read(row, column, cell)
            if said is not None:
                values[column.name] = said
            elif column.strict and column.name in cells:
                raise self._missing(raw, column)
        row.others = self._others(given) if self._unasked else ()
        if self._of_amounts and len(cells) == 1 and _filled(raw.cells) == 1:
            raise SetAside(NOTE)  # « Source : … », a name of group: no grant is a name alone
        return row

    def by_column(self) -> Sequence[Column] | None:
        """The columns that are read, where each cell can be judged by itself; None where a row is more than its cells.

        Two cells that are required keep a row from being a note, which is told by a lone cell.
        """
        needed = sum(column.field.required and column.name not in self._constants for column in self._columns)
        return None if self._unasked or needed < _FEW else self._columns

    def as_written(self, column: Column, cells: Sequence[str]) -> list[str | None] | None:
        """The values of a column of which each cell says what it is written; None where one has to be judged."""
        if column.field.list_separator or column.name in self._constants:
            return None
        values = as_written(column.field.check, cells)
        return None if values is None or (column.field.required and None in values) else values

    def judged(self, column: Column, cell: str) -> Judged | None:
        """What a cell says by itself; None where its row is to be read whole."""
        bare = cell.strip()
        if not bare:
            value = self._constants.get(column.name)
            return None if value is None and column.field.required else Judged(value)
        if len(cell) > MAX_CELL:
            return None
        if bare.isascii() and column.field.list_separator is None and not column.wordy:
            with suppress(InvalidRecord):
                if type(checked := column.check(bare)) is str:
                    return Judged(checked)
        row = self.blank(1)
        try:
            value = _read(row, column, bare)
        except (Rejected, SetAside):
            return None
        if row.problems or value is None and (column.strict or column.name in self._constants):
            return None
        return Judged(value, tuple(row.mended))

    def constant(self, name: str) -> Value | None:
        """What all rows say of a field that has no column."""
        return self._constants.get(name)

    @property
    def nothing(self) -> Sequence[str]:
        """The cells of an empty row."""
        return ("",) * self._width

    def shape(self, raw: RawRow) -> Sequence[str] | None:
        """The cells under the header; None where reading had to mend them, or they are too few or too many."""
        cells = raw.cells
        if raw.flaws or len(cells) < self._width:
            return None
        if len(cells) == self._width:
            return cells
        return None if any(cell.strip() for cell in cells[self._named :]) else cells[: self._width]

    def is_usual(self, first: str) -> bool:
        """Whether the first cell of a row tells that it is no blank, total or header."""
        return bool(first.strip()) and first[:4].lower() not in _SUMS and first.casefold() not in self._header

    def blank(self, line: int, values: dict[str, Value] | None = None, cells: dict[str, str] | None = None) -> Row:
        """A row of this table that says `values` beside what all its rows say."""
        said = {**self._constants, **(values or {})}
        return Row(self.kind, line, said, self.source, self._run, self._vintage, self._names, {**(cells or {})})

    def _others(self, cells: Sequence[str]) -> tuple[str, ...]:
        """`column : value`, for the contract that keeps what no field asks for."""
        return tuple(f"{name} : {cell}" for rank, name in self._unasked if (cell := cells[rank].strip()))

    def _set_aside(self, raw: RawRow) -> None:
        """Most rows are told by their first cell that they are none of these."""
        cells = raw.cells
        first = next((cell for cell in cells if cell and not cell.isspace()), None)
        if first is None:
            raise SetAside(BLANK)
        if first[:4].lower() in _SUMS and self._is_total(cells, first):
            raise SetAside(TOTAL)
        if first.casefold() in self._header and self._is_header(cells):
            raise SetAside(HEADER)

    def _is_header(self, cells: Sequence[str]) -> bool:
        same = sum(cell.strip().casefold() == name for cell, name in zip(cells, self._header, strict=False) if name)
        return same >= max(2, 0.7 * sum(map(bool, self._header)))

    def _is_total(self, cells: Sequence[str], first: str) -> bool:
        return bool(_TOTAL.fullmatch(fold(first))) and _filled(cells) <= max(2, self._width // 2)

    def _missing(self, raw: RawRow, column: Column) -> Exception:
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


def _column(name: str, rank: int, header: str, field: FieldMapping, contract: Contract | None) -> Column:
    check = "siret" if field.check == "identifier" and "siret" in fold(header).split() else field.check
    strict = (field.required or field.strict or contract is Contract.DISCARD_ROW) and (
        contract is not Contract.DISCARD_VALUE
    )
    plain = check == "text" and field.list_separator is None
    return Column(name, rank, header, field, find_check(check), strict, plain, check in ("text", "organisation"))


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _too_long(column: Column, cell: str) -> Rejected:
    return Rejected(
        "too_long",
        f"cellule de {number(len(cell))} caractères, attendu {number(MAX_CELL)} au plus "
        "(un guillemet non refermé ?) : corrigez la ligne",
        column=column.header,
        value=cell[:_SHOWN],
    )


def _unscrambled(row: Row, column: Column, cell: str) -> str:
    mended = unscrambled(cell)
    if mended == cell:
        message = "accents perdus ou abîmés dans le fichier : reprenez l’original"
    else:
        message = "accents abîmés (texte décodé deux fois) : réparés"
    row.problems.append(_problem(row.line, column, cell, "mojibake", message))
    return mended


def _read(row: Row, column: Column, cell: str) -> Value | None:
    """What a cell says; what is wrong with it goes to the row."""
    if not cell.isascii() and SUSPECT.search(cell):
        cell = _unscrambled(row, column, cell)
    if column.wordy and (said := without_contacts(cell)) is not cell:
        row.warn(column.name, "personal_data", "adresse ou numéro de téléphone : retiré, jamais gardé")
        if said is None:
            if column.field.required:
                raise SetAside(PERSON)
            return None
        cell = said
    row.cells[column.name] = cell
    return cell if column.plain else _checked(row, column, cell)


def _checked(row: Row, column: Column, cell: str) -> Value | None:
    separator = column.field.list_separator
    if separator is None:
        return _value(row, column, cell)
    parts = dict.fromkeys(part.strip() for part in cell.split(separator))
    checked = [value for part in parts if part and (value := _value(row, column, part)) is not None]
    return tuple(dict.fromkeys(checked)) or None


def _value(row: Row, column: Column, cell: str) -> str | None:
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


def _told(row: Row, column: Column, cell: str, value: Repaired) -> str:
    repair = value.repair
    if repair.quiet:
        row.mended.append(Mended(column.header, repair.code, repair.message, cell[:_SHOWN]))
    else:
        row.problems.append(_problem(row.line, column, cell, repair.code, repair.message))
    return str(value)


def _problem(line: int, column: Column, cell: str, code: str, message: str) -> Problem:
    return Problem(line, column.header, cell[:_SHOWN], code, message)
