"""One XLSX workbook: a sheet for actors, alliances, relations, the other records, sources, columns, and a note.

Written row by row to temporary files of its own, which go whether it succeeds or not. A text is written as a text, so
that a leading `=` is never a formula nor an address a link; a number stays a number.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from api.exports.about import About
from api.exports.columns import DICTIONARY_HEADER, LINK, NODE, Column, columns_of, dictionary
from api.exports.extract import Extract, Link, Node
from api.exports.signs import Cleaner
from api.exports.survey import Survey, said_cell
from graph.errors import InvalidInput
from graph.model.typography import number

ROWS_MOST = 1_048_576
"""Of a sheet, its head included: a limit of the format."""
SIGNS_MOST = 32_767
"""Of a cell, likewise."""

SHEETS = {"Actor": "acteurs", "Experiment": "alliances", "Alliance": "alliances", "Programme": "alliances"}
OTHERS, RELATIONS = "autres fiches", "relations"
_SOURCE_HEADER = ("id", "titre", "editeur", "licence", "page", "millesimes", "inventee")


class Sheets:
    """An open workbook that writes cells by what they are."""

    def __init__(self, file: BinaryIO, folder: Path, clean: Cleaner) -> None:
        import xlsxwriter  # type: ignore[import-untyped]  # slow to import, and few commands write a workbook

        options = {"constant_memory": True, "tmpdir": str(folder), "use_zip64": True}
        self.book = xlsxwriter.Workbook(file, options)
        self.bold = self.book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.clean, self.cut = clean, 0
        self._next: dict[str, int] = {}

    def add(self, name: str, header: Sequence[str] = (), widths: Sequence[int] = ()) -> Any:
        sheet = self.book.add_worksheet(name)
        self._next[name] = 0
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        if header:
            sheet.freeze_panes(1, 0)
            self.write(sheet, header, self.bold)
        return sheet

    def write(self, sheet: Any, cells: Iterable[object], style: Any = None, styles: Sequence[Any] = ()) -> None:
        """The next row of a sheet."""
        row = self._next[sheet.name]
        for column, value in enumerate(cells):
            self._cell(sheet, row, column, value, styles[column] if styles else style)
        self._next[sheet.name] = row + 1

    def _cell(self, sheet: Any, row: int, column: int, value: object, style: Any) -> None:
        if value is None or value == "" or value == []:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value, style)
        elif isinstance(value, int | float) and math.isfinite(value):
            sheet.write_number(row, column, value, style)
        else:
            text = self.clean(said_cell(value)).replace("\r\n", "\n").replace("\r", "\n")
            self.cut += len(text) > SIGNS_MOST
            sheet.write_string(row, column, text[:SIGNS_MOST], style)


def write(taken: Extract, seen: Survey, told: About, file: BinaryIO, clean: Cleaner) -> None:
    """Raises InvalidInput where a sheet would be longer than the format allows."""
    _refuse_too_long(seen)
    with TemporaryDirectory(prefix="entrelacs-") as folder:
        sheets = Sheets(file, Path(folder), clean)
        made = datetime.combine(told.day, time())  # not the moment: the same graph gives the same bytes
        sheets.book.set_properties({"title": told.title, "comments": f"révision {told.revision}", "created": made})
        _fill(sheets, taken, seen, told)
        sheets.book.close()


def _refuse_too_long(seen: Survey) -> None:
    counts = {RELATIONS: seen.links}
    for kind, count in seen.kinds.items():
        name = SHEETS.get(kind, OTHERS)
        counts[name] = counts.get(name, 0) + count
    for name, count in counts.items():
        if count >= ROWS_MOST:
            raise InvalidInput(
                f"Trop de lignes pour un classeur XLSX : la feuille « {name} » en aurait {number(count + 1)}, le "
                f"format en tient {number(ROWS_MOST)}. Demandez le CSV ou le Parquet, ou une partie du graphe."
            )


def _fill(sheets: Sheets, taken: Extract, seen: Survey, told: About) -> None:
    tables = {name: columns_of(NODE, _names(seen, name), seen) for name in ("acteurs", "alliances")}
    tables |= {RELATIONS: columns_of(LINK, seen.names_of_links, seen)}
    tables |= {OTHERS: columns_of(NODE, _names(seen, OTHERS), seen)}
    opened = {name: sheets.add(name, [column.name for column, _ in columns]) for name, columns in tables.items()}
    for node in taken.nodes():
        name = SHEETS.get(node.kind, OTHERS)
        sheets.write(opened[name], _row(node, tables[name]))
    for link in taken.links():
        sheets.write(opened[RELATIONS], _row(link, tables[RELATIONS]))
    _sources(sheets, told)
    described = {name: [column for column, _ in columns] for name, columns in tables.items()}
    page = sheets.add("colonnes", DICTIONARY_HEADER, (16, 24, 24, 12, 80))
    for line in dictionary(described):
        sheets.write(page, line)
    _note(sheets, told)


def _names(seen: Survey, sheet: str) -> list[str]:
    of_sheet = (names for kind, names in seen.of_nodes.items() if SHEETS.get(kind, OTHERS) == sheet)
    return sorted(set().union(*of_sheet))


def _row(row: Node | Link, columns: list[tuple[Column, str | None]]) -> Iterable[object]:
    return [getattr(row, column.name) if name is None else row.properties.get(name) for column, name in columns]


def _sources(sheets: Sheets, told: About) -> None:
    page = sheets.add("sources", _SOURCE_HEADER, (18, 40, 30, 24, 40, 20, 10))
    for source in told.sources:
        sheets.write(page, (
            source.id, source.title, source.publisher, source.licence, source.page, source.vintages, source.synthetic,
        ))  # fmt: skip


def _note(sheets: Sheets, told: About) -> None:
    """Last: only then is it known what was taken out or cut."""
    page = sheets.add("lisez-moi", widths=(14, 110))
    for line in told.lines():
        sheets.write(page, line)
    if said := sheets.clean.words():
        sheets.write(page, ("Attention", said))
    if sheets.cut:
        cut = f"{number(sheets.cut)} cellules coupées à {number(SIGNS_MOST)} signes, la limite du format"
        sheets.write(page, ("Attention", cut))
