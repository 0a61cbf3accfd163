"""Rows of a delimited text, mended where the damage leaves no doubt, each with the line where it begins.

Two kinds are met in files of portals: a row cut in two by a line break that no quote protects, and a quote that is
never closed, which swallows the rows below it until the next one.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count, repeat

from graph.errors import InvalidInput
from loaders.table import Flaw, RawRow, is_blank
from loaders.text_lines import Some, TextLines

LONGEST_CELL = 1 << 17
csv.field_size_limit(LONGEST_CELL)

JOINED = Flaw("joined_lines", "ligne coupée en deux par un saut de ligne : recollée")
STRAY_QUOTE = Flaw("stray_quote", "guillemet jamais refermé : lu comme une lettre")
FOREIGN = Flaw("mixed_encoding", "ligne dans un autre encodage que le reste du fichier : lue dans le sien")
_FRAGMENTS = 3


class TextRows:
    """The rows under one separator. `width` is that of the header; 0 while it is not known: nothing is mended then."""

    def __init__(self, lines: TextLines, separator: str, file: str, width: int = 0, *, join: bool = False) -> None:
        self._lines, self._separator, self._file = lines, separator, file
        self._width = width
        self._join = join and width > 2
        self._line = 1

    def __iter__(self) -> Iterator[RawRow]:
        stretches = self._stretches()
        return chain.from_iterable(self._joined(stretches) if self._join else stretches)

    def _stretches(self) -> Iterator[Iterable[RawRow]]:
        """The rows, many together where they can be: one by one, handing them on would take as long as reading them."""
        while (some := self._lines.some()).lines:
            cells = None if self._lines.foreign else self._one_a_line(some)
            if cells is not None:
                yield self._numbered(cells)
                continue
            self._lines.give_back([f"{line}\n" for line in some.lines] if some.bare else some.lines)
            yield self._one_by_one()

    def _one_a_line(self, some: Some) -> list[list[str]] | None:
        """The cells of lines read together, which is many times as fast; None unless each line is a row.

        An empty line after those that hold quotes is a row of its own, unless the last of them runs over.
        """
        if some.bare and max(map(len, some.lines)) < LONGEST_CELL:
            return [line.split(self._separator) for line in some.lines]
        try:
            rows = list(csv.reader([*some.lines, ""], delimiter=self._separator))
        except csv.Error:
            return None
        return rows[:-1] if len(rows) == len(some.lines) + 1 else None

    def _numbered(self, rows: Sequence[list[str]]) -> list[RawRow]:
        first, self._line = self._line, self._line + len(rows)
        said = [cells if cells and cells[0].strip() or not is_blank(cells) else () for cells in rows]
        # as `RawRow(line, cells)` makes them, three times faster
        return [*map(tuple.__new__, repeat(RawRow), zip(count(first), said, repeat(())))]

    def _one_by_one(self) -> Iterator[RawRow]:
        """Those of the lines given back, and of what the last of them runs over to."""
        recent, foreign = self._lines.recent, self._lines.foreign
        while self._lines.pending:
            reader = csv.reader(iter(self._lines), delimiter=self._separator)
            try:
                for cells in reader:
                    line, spanned = self._line, len(recent)
                    if spanned > 1 and self._width and self._is_swollen(cells):
                        yield self._first_line_alone()
                        continue
                    self._line += spanned
                    recent.clear()
                    flaws = self._foreign(line, spanned) if foreign else ()
                    yield RawRow(line, () if is_blank(cells) else cells, flaws)
                    if not self._lines.pending:
                        return
            except csv.Error as error:
                if not self._width or len(recent) < 2:
                    raise InvalidInput(
                        f"{self._file}:{self._line} : cellule sans fin ({error}). Un guillemet n’est jamais refermé : "
                        "corrigez la ligne."
                    ) from error
                yield self._first_line_alone()

    def _is_swollen(self, cells: Sequence[str]) -> bool:
        """A record over several lines that are rows by themselves; a cell that honestly runs over lines is none."""
        lines = self._lines.recent
        if len(cells) != self._width:
            return len(_split(lines[0], self._separator)) == self._width
        return all(len(_split(line, self._separator)) == self._width for line in lines[:_FRAGMENTS])

    def _first_line_alone(self) -> RawRow:
        """The first line, its quotes being letters; the others go back to be read as rows."""
        recent, line = self._lines.recent, self._line
        cells = _split(recent[0], self._separator)
        self._lines.give_back(recent[1:])
        recent.clear()
        self._line += 1
        return RawRow(line, cells, (STRAY_QUOTE,))

    def _foreign(self, line: int, spanned: int) -> tuple[Flaw, ...]:
        met = self._lines.foreign.intersection(range(line, line + spanned))
        self._lines.foreign -= met
        return (FOREIGN,) if met else ()

    def _joined(self, stretches: Iterator[Iterable[RawRow]]) -> Iterator[Iterable[RawRow]]:
        """Short rows that follow each other and make one whole row together are that row."""
        waiting: list[RawRow] = []
        for rows in stretches:
            if not waiting and isinstance(rows, list) and min(len(row.cells) for row in rows) >= self._width:
                yield rows
            else:
                yield self._joined_among(rows, waiting)
        yield waiting

    def _joined_among(self, rows: Iterable[RawRow], waiting: list[RawRow]) -> Iterator[RawRow]:
        """`waiting`: short rows that came before, and those that are left."""
        for row in rows:
            if not waiting and len(row.cells) >= self._width:
                yield row
                continue
            if len(row.cells) < self._width and row.cells and len(waiting) < _FRAGMENTS:
                waiting.append(row)
                if (width := _width_together(waiting)) < self._width:
                    continue
                yield from [_one(waiting)] if width == self._width and len(waiting) > 1 else waiting
                waiting.clear()
                continue
            yield from waiting
            waiting.clear()
            yield row


def _width_together(rows: Sequence[RawRow]) -> int:
    return sum(len(row.cells) for row in rows) - len(rows) + 1


def _one(rows: Sequence[RawRow]) -> RawRow:
    cells = list(rows[0].cells)
    for row in rows[1:]:
        cells[-1] = f"{cells[-1].rstrip()} {row.cells[0].lstrip()}".strip()
        cells += row.cells[1:]
    return RawRow(rows[0].line, cells, (JOINED,))


def _split(line: str, separator: str) -> list[str]:
    """The cells of one physical line, quotes being letters; those that enclose a whole cell are taken away."""
    cells = next(csv.reader([line], delimiter=separator, quoting=csv.QUOTE_NONE), [])
    return [cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell for cell in cells]
