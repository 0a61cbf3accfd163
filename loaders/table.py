"""What reading gives: tables of plain text cells with the line each row stands on. Nothing is interpreted here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

MAX_CELL = 10_000
"""Characters in a cell beyond which a row is refused: no fact is that long, a lost quote is."""


class Flaw(NamedTuple):
    """What reading had to mend to give a row, or, when `fatal`, why it is none. `message` is French."""

    code: str
    message: str
    fatal: bool = False


class RawRow(NamedTuple):
    """`line` is the line of the file where the row begins, 1 for the first; the rank of the record in a JSON file.

    A blank line is a row without cells: it is counted apart, not passed.
    """

    line: int
    cells: Sequence[str]
    flaws: tuple[Flaw, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file, one sheet of a workbook, or the records of a JSON or Parquet file.

    `notes` says in French what a reader should know (titles skipped, encoding other than UTF-8); `titles` are the
    lines above the header; `unnamed` how many columns without a name end it. `rows` may be called several times: each
    call reads the file again.
    """

    file: str
    name: str
    header: tuple[str, ...]
    rows: Callable[[], Iterator[RawRow]]
    encoding: str | None = None
    separator: str | None = None
    notes: tuple[str, ...] = field(default=())
    titles: tuple[str, ...] = field(default=())
    unnamed: int = 0

    @property
    def place(self) -> str:
        """How messages name it: the file, and the sheet where there are several."""
        return self.file if self.encoding else f"{self.file}, « {self.name} »"


def is_blank(cells: Sequence[str]) -> bool:
    """Whether no cell says anything; most rows answer by their first cell."""
    return not (cells and cells[0].strip()) and not any(cell.strip() for cell in cells)
