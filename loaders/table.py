"""What reading gives: tables of plain text cells with the line each row stands on. Nothing is interpreted here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

MAX_CELL = 10_000
"""Characters in a cell beyond which a row is refused: no fact is that long, a lost quote is."""


class RawRow(NamedTuple):
    """`line` is the line of the file where the row begins, 1 for the first; the rank of the record in a JSON file."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file, one sheet of a workbook, or the records of a JSON file.

    `notes` says in French what a reader should know (titles skipped, encoding other than UTF-8). `rows` may be called
    several times: each call reads the file again.
    """

    file: str
    name: str
    header: tuple[str, ...]
    rows: Callable[[], Iterator[RawRow]]
    encoding: str | None = None
    separator: str | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def place(self) -> str:
        """How messages name it: the file, and the sheet where there are several."""
        return self.file if self.encoding else f"{self.file}, « {self.name} »"


def header_index(sample: list[tuple[str, ...]]) -> int:
    """Which row of the first ones is the header: the first about as wide as the widest, so that a title is passed."""
    widths = [sum(1 for cell in row if cell.strip()) for row in sample]
    widest = max(widths, default=0)
    return next((i for i, width in enumerate(widths) if width and width >= max(min(2, widest), widest * 0.6)), 0)


def skipped_note(index: int) -> tuple[str, ...]:
    """What is said of the lines passed above the header."""
    if index == 0:
        return ()
    above = "1 ligne de titre sautée" if index == 1 else f"{index} lignes de titre sautées"
    return (f"{above} au-dessus de l’en-tête, lu à la ligne {index + 1}",)


def clean_header(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Names of columns without surrounding spaces; the empty ones at the end are dropped."""
    names = [" ".join(cell.split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)
