"""Workbooks (XLSX, XLS, ODS): each sheet a table of text. No formula is evaluated: stored values are read."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from graph.errors import InvalidInput
from loaders.inputs import InputFile
from loaders.table import RawRow, Table, clean_header, header_index, skipped_note

MAX_UNPACKED = 1 << 30
_SAMPLE_ROWS = 30


def sheet_tables(file: InputFile) -> list[Table]:
    """The sheets that hold something, in their order. Raises InvalidInput for an unreadable or empty workbook."""
    _refuse_bomb(file)
    try:
        workbook = CalamineWorkbook.from_path(file.path)
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise InvalidInput(
            f"{file.name} : classeur illisible ou protégé. Attendu un XLSX, XLS ou ODS : enregistrez-le de nouveau."
        ) from error
    tables = [table for sheet in sheets if (table := _table(file, sheet))]
    if not tables:
        raise InvalidInput(f"{file.name} : classeur vide. Attendu une ligne d’en-tête puis des lignes.")
    return tables


def _refuse_bomb(file: InputFile) -> None:
    if zipfile.is_zipfile(file.path):
        with zipfile.ZipFile(file.path) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED:
                raise InvalidInput(f"{file.name} : plus de {MAX_UNPACKED >> 30} Gio une fois décompressé : refusé.")


def _table(file: InputFile, sheet: CalamineSheet) -> Table | None:
    sample = list(islice(_records(sheet), _SAMPLE_ROWS))
    if not sample:
        return None
    start = header_index([row.cells for row in sample])

    def rows() -> Iterator[RawRow]:
        return islice(_records(sheet), start + 1, None)

    return Table(file.name, sheet.name, clean_header(sample[start].cells), rows, notes=skipped_note(start))


def _records(sheet: CalamineSheet) -> Iterator[RawRow]:
    first = sheet.start[0] if sheet.start else 0
    for offset, row in enumerate(sheet.iter_rows()):
        cells = tuple(_text(value) for value in row)
        if any(cell.strip() for cell in cells):
            yield RawRow(_line(offset, first, sheet), cells)


def _line(offset: int, first: int, sheet: CalamineSheet) -> int:
    """Calamine begins at the first used row in some formats and at row 1 in others."""
    return offset + 1 + (first if sheet.height < sheet.total_height else 0)


def _text(value: int | float | str | bool | time | date | datetime | timedelta) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(sep=" ")
    return str(value)
