"""Which of the first rows is the header: titles above it are passed, a header on two rows is put together.

The first row about as wide as the widest is the header, unless another reads better: one more of whose cells are names
of columns. Sheets made from PDF have titles spread over several cells, and names of columns cut over two rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model.typography import count
from loaders.header_fields import is_a_header
from loaders.header_words import is_said
from loaders.table import RawRow

_LOOKED_AT = 40
_MAX_NAME = 200
"""Characters in the name of a column beyond which it is a sentence: a legend under its name, a title."""


@dataclass(frozen=True, slots=True)
class Header:
    """`line` is the last line it stands on; `cells` are as wide as the rows, `names` end with the last name."""

    line: int
    cells: tuple[str, ...]
    notes: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        names = [" ".join(cell.split())[:_MAX_NAME] for cell in self.cells]
        while names and not names[-1]:
            names.pop()
        return tuple(names)

    @property
    def unnamed(self) -> int:
        return len(self.cells) - len(self.names)


def find_header(sample: Sequence[RawRow]) -> Header:
    """The header among the first rows, blank ones included; columns are numbered where there is none."""
    rows = [row for row in sample if row.cells]
    if not rows:
        return Header(0, ())
    candidates = _candidates(rows[:_LOOKED_AT], max(map(_filled, (row.cells for row in rows))))
    at = _best(rows, candidates)
    if _is_data(rows, at):
        return _without_header(rows, at)
    above = [row for row in rows[:at] if row.line < rows[at].line]
    return _on_two_rows(rows, at) or _made(above, rows[at].line, tuple(rows[at].cells), ())


def _candidates(rows: Sequence[RawRow], widest: int) -> list[int]:
    enough = max(min(2, widest), widest * 0.6)
    return [rank for rank, row in enumerate(rows) if _filled(row.cells) >= enough] or [0]


def _best(rows: Sequence[RawRow], candidates: Sequence[int]) -> int:
    """The first candidate, unless it hardly has a name of column and another is made of them."""
    first = candidates[0]
    if _recognised(rows[first].cells) > 0.3 * _filled(rows[first].cells):
        return first
    other = max(candidates, key=lambda rank: (_recognised(rows[rank].cells), -rank))
    known = _recognised(rows[other].cells)
    return other if known >= 3 and known > 0.5 * _filled(rows[other].cells) else first


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _recognised(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell and len(cell) <= _MAX_NAME and is_a_header(cell))


def _is_data(rows: Sequence[RawRow], at: int) -> bool:
    """A first row with numbers where the next rows have numbers, none of its cells being the name of a column."""
    if at > 0 or len(rows) < 3 or _recognised(rows[at].cells):
        return False
    numbers = [rank for rank, cell in enumerate(rows[at].cells) if _is_number(cell)]
    below = [rank < len(row.cells) and _is_number(row.cells[rank]) for row in rows[1:11] for rank in numbers]
    return bool(numbers) and sum(below) >= 0.7 * len(below)


def _is_number(cell: str) -> bool:
    bare = cell.strip().replace(" ", "").replace(",", ".")
    return bare.replace(".", "", 1).isdigit() and not (len(bare) == 4 and bare[:2] in ("19", "20"))


def _without_header(rows: Sequence[RawRow], at: int) -> Header:
    cells = tuple(f"colonne {rank}" for rank in range(1, len(rows[at].cells) + 1))
    note = "aucun en-tête : les colonnes sont numérotées"
    return Header(rows[at].line - 1, cells, (note,))


def _on_two_rows(rows: Sequence[RawRow], at: int) -> Header | None:
    """Groups above names (« Bénéficiaire » over « Nom », « SIRET »), or names whose end is on the next row."""
    if at and _is_group(rows[at - 1], rows[at]):
        upper, lower, spread = at - 1, at, True
    elif at + 1 < len(rows) and _is_rest(rows[at], rows[at + 1]):
        upper, lower, spread = at, at + 1, False
    else:
        return None
    cells = _together(rows[upper].cells, rows[lower].cells, spread)
    if _known(cells) < _known(rows[at].cells) + (not spread):
        return None
    return _made(rows[:upper], rows[lower].line, cells, ("en-tête sur deux lignes, recollé",))


def _is_group(above: RawRow, names: RawRow) -> bool:
    """Several words of headers, each over columns of its own: a title is one cell, or says other words."""
    said = [cell for cell in above.cells if cell.strip()]
    return names.line == above.line + 1 and 2 <= len(said) < _filled(names.cells) and all(map(is_said, said))


def _is_rest(names: RawRow, below: RawRow) -> bool:
    """Words of headers alone, under names that are hardly known: a row of values is never taken for names."""
    said = [cell for cell in below.cells if cell.strip()]
    return (
        below.line == names.line + 1
        and _recognised(names.cells) < 0.7 * _filled(names.cells)
        and len(said) >= 2
        and all(is_said(cell) for cell in said)
    )


def _known(cells: Sequence[str]) -> int:
    """How many different names of columns."""
    return len({cell.casefold() for cell in cells if cell and is_a_header(cell)})


def _together(above: Sequence[str], below: Sequence[str], spread: bool) -> tuple[str, ...]:
    """Column by column; a group stands over the columns to its right until the next one."""
    cells, group = [], ""
    for rank in range(max(len(above), len(below))):
        said = above[rank].strip() if rank < len(above) else ""
        group = said or (group if spread else "")
        name = below[rank].strip() if rank < len(below) else ""
        cells.append(f"{group} {name}".strip() if name or said else "")
    return tuple(cells)


def _made(above: Sequence[RawRow], line: int, cells: tuple[str, ...], notes: tuple[str, ...]) -> Header:
    titles = tuple(" ".join(" ".join(row.cells).split()) for row in above)
    if titles:
        passed = count(len(titles), "ligne de titre sautée", "lignes de titre sautées")
        notes = (f"{passed} au-dessus de l’en-tête, lu à la ligne {line}", *notes)
    return Header(line, cells, notes, titles)
