"""Workbooks (XLSX, XLSB, XLS, ODS): each sheet a table of text. No formula is evaluated: stored values are read.

A workbook cannot be streamed: a sheet is held whole, one at a time, so its size is bounded.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from graph.errors import InvalidInput
from loaders.header import find_header
from loaders.inputs import InputFile
from loaders.table import RawRow, Table, is_blank

MAX_UNPACKED = 512 << 20
"""Bytes of XML: about 600 000 rows of 12 columns, which take some 850 MB of memory."""

_SAMPLE_ROWS = 200
_QUANTITY = re.compile(r"(?!(?:19|20)[0-9]{2}$)-?[0-9]{1,8}(?:[.,][0-9]+)?")
_Value = int | float | str | bool | time | date | datetime | timedelta


def sheet_tables(file: InputFile) -> list[Table]:
    """The sheets that hold something, in their order. Raises InvalidInput for an unreadable or empty workbook."""
    _refuse_large(file)
    tables = [table for name in _names(file) if (table := _table(file, name))]
    if not tables:
        raise InvalidInput(f"{file.name} : classeur vide. Attendu une ligne d’en-tête puis des lignes.")
    return tables


def _refuse_large(file: InputFile) -> None:
    size = file.path.stat().st_size
    if zipfile.is_zipfile(file.path):
        with zipfile.ZipFile(file.path) as archive:
            size = sum(member.file_size for member in archive.infolist())
    if size > MAX_UNPACKED:
        raise InvalidInput(
            f"{file.name} : classeur de {size >> 20} Mio une fois décompressé, plus de {MAX_UNPACKED >> 20} : un "
            "classeur se lit d’un bloc. Enregistrez chaque feuille en CSV, qui se lit ligne à ligne sans limite."
        )


def _names(file: InputFile) -> list[str]:
    try:
        return list(CalamineWorkbook.from_path(file.path).sheet_names)
    except (CalamineError, OSError, ValueError) as error:
        raise _unreadable(file) from error


def _unreadable(file: InputFile) -> InvalidInput:
    return InvalidInput(
        f"{file.name} : classeur illisible ou protégé. Attendu un XLSX, XLS ou ODS : enregistrez-le de nouveau."
    )


def _sheet(file: InputFile, name: str) -> CalamineSheet:
    try:
        stat = file.path.stat()
        return _last_sheet(file.path, (stat.st_mtime_ns, stat.st_size), name)
    except (CalamineError, OSError, ValueError) as error:
        raise _unreadable(file) from error


@lru_cache(maxsize=1)
def _last_sheet(path: Path, version: tuple[int, int], name: str) -> CalamineSheet:
    """Kept: a sheet is looked at, checked and written one after the other, and parsing it is most of the work."""
    del version
    return CalamineWorkbook.from_path(path).get_sheet_by_name(name)


def _table(file: InputFile, name: str) -> Table | None:
    sample = list(islice(_records(_sheet(file, name)), _SAMPLE_ROWS))
    header = find_header(sample)
    if not header.names:
        return None
    merged = _merged_columns(_sheet(file, name), header.line)
    notes = header.notes
    if merged:
        notes = (*notes, "cellules fusionnées : la valeur vaut pour chacune des lignes qu’elles couvrent")

    def rows() -> Iterator[RawRow]:
        every = (row for row in _records(_sheet(file, name)) if row.line > header.line)
        return _filled_down(every, merged)

    return Table(file.name, name, header.names, rows, notes=notes, titles=header.titles, unnamed=header.unnamed)


def _records(sheet: CalamineSheet) -> Iterator[RawRow]:
    first = sheet.start[0] if sheet.start else 0
    for offset, row in enumerate(sheet.iter_rows()):
        cells = [value if type(value) is str else _text(value) for value in row]
        yield RawRow(_line(offset, first, sheet), () if is_blank(cells) else cells)


def _line(offset: int, first: int, sheet: CalamineSheet) -> int:
    """Calamine begins at the first used row in some formats and at row 1 in others."""
    return offset + 1 + (first if sheet.height < sheet.total_height else 0)


def _merged_columns(sheet: CalamineSheet, header_line: int) -> dict[tuple[int, int], int]:
    """(line, rank of the column) → last line, of cells merged downwards under the header; ODS does not say them."""
    ranges = sheet.merged_cell_ranges or []
    first = sheet.start[1] if sheet.start and sheet.width < sheet.total_width else 0
    return {
        (top[0] + 1, top[1] - first): bottom[0] + 1
        for top, bottom in ranges
        if bottom[0] > top[0] and top[0] + 1 > header_line
    }


def _filled_down(rows: Iterator[RawRow], merged: dict[tuple[int, int], int]) -> Iterator[RawRow]:
    """Words, years and numbers of registers are repeated; an amount is not: it would be counted several times."""
    if not merged:
        yield from rows
        return
    held: dict[int, tuple[int, str]] = {}
    for row in rows:
        held |= {
            rank: (merged[row.line, rank], cell)
            for rank, cell in enumerate(row.cells)
            if (row.line, rank) in merged and not _QUANTITY.fullmatch(cell)
        }
        yield RawRow(row.line, _with_held(row, held), row.flaws) if held and row.cells else row


def _with_held(row: RawRow, held: dict[int, tuple[int, str]]) -> Sequence[str]:
    return [
        held[rank][1] if not cell and rank in held and row.line <= held[rank][0] else cell
        for rank, cell in enumerate(row.cells)
    ]


def _text(value: _Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(sep=" ")
    return str(value)
