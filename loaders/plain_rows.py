"""Rows read by column: those of which each cell can be judged by itself, and of which nothing has to be told.

Most rows of most files are of this kind. A cell met before is judged already: a file repeats its givers, beneficiaries,
dates and natures. What is in doubt (a warning, a refusal, a total, a row of another width) is left to `RowMapper.row`,
which has the last word on every rule: a cell is plain here because that reading found nothing to say.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress
from typing import Final, TypeGuard

from loaders.as_written import is_varied
from loaders.facts import Mended
from loaders.rows import Column, RowMapper
from loaders.source import Row, Value
from loaders.table import RawRow

REMEMBERED = 50_000
"""Cells of a column that are kept judged: as many as `loaders.organisations` keeps organisations."""


class _Doubt:
    """Stands in a column where the row has to be read whole."""


_DOUBT: Final = _Doubt()


@dataclass(frozen=True, slots=True)
class PlainRows:
    """The plain rows of a stretch of a table, in columns. `raws`: all its rows; `ranks`: which of them are plain.

    `values` and `stated` (the cells as they are written) are by field; `mended` by rank among `raws`.
    """

    mapper: RowMapper
    raws: Sequence[RawRow]
    ranks: Sequence[int]
    values: Mapping[str, Sequence[Value | None]]
    stated: Mapping[str, Sequence[str]]
    mended: Mapping[int, tuple[Mended, ...]]
    _numbers: dict[str, Sequence[float | None]] = field(default_factory=dict, compare=False)

    def __len__(self) -> int:
        return len(self.ranks)

    @property
    def lines(self) -> list[int]:
        lines = [raw.line for raw in self.raws]
        return lines if len(self.ranks) == len(lines) else [lines[rank] for rank in self.ranks]

    def column(self, name: str) -> Sequence[Value | None]:
        known = self.values.get(name)
        return [self.mapper.constant(name)] * len(self) if known is None else known

    def says(self, name: str) -> bool:
        """Whether a row may say something of a field."""
        return name in self.values or self.mapper.constant(name) is not None

    def texts(self, name: str) -> Sequence[str | None]:
        column = self.column(name)
        return column if _are_texts(column) else [value if isinstance(value, str) else None for value in column]

    def numbers(self, name: str) -> Sequence[float | None]:
        """A field checked as `amount`, `rate` or `number`. Kept: what judges the rows and what writes them ask both."""
        known = self._numbers.get(name)
        if known is None:
            known = self._numbers[name] = [None if text is None else float(text) for text in self.texts(name)]
        return known

    def cells(self, name: str) -> Sequence[str | None]:
        """The words of the file, as it spaces them."""
        return self.stated.get(name) or [None] * len(self)

    def row(self, place: int) -> Row:
        """The row as it would have been read whole. `place`: among the plain ones."""
        values = {name: said for name, column in self.values.items() if (said := column[place]) is not None}
        cells = {name: cell for name, column in self.stated.items() if (cell := column[place].strip())}
        return self.mapper.blank(self.raws[self.ranks[place]].line, values, cells)

    def only(self, sure: Sequence[bool]) -> "PlainRows":
        """The same with fewer of them plain."""
        if all(sure):
            return self
        return PlainRows(
            self.mapper,
            self.raws,
            list(compress(self.ranks, sure)),
            {name: list(compress(column, sure)) for name, column in self.values.items()},
            {name: list(compress(column, sure)) for name, column in self.stated.items()},
            self.mended,
        )

    def in_order(self) -> Iterator[tuple[int, int, RawRow | None]]:
        """Spans of the plain rows, by place, each with the row in doubt that follows it; None after the last."""
        first = 0
        for rank in sorted({*range(len(self.raws))}.difference(self.ranks)):
            end = bisect_left(self.ranks, rank)
            yield first, end, self.raws[rank]
            first = end
        yield first, len(self), None


def _are_texts(column: Sequence[Value | None]) -> TypeGuard[Sequence[str | None]]:
    """Nearly always: a list stands only where a cell may hold several values."""
    return tuple not in {*map(type, column)}


class ColumnReader:
    """Reads the rows of one table by column."""

    def __init__(self, mapper: RowMapper, columns: Sequence[Column]) -> None:
        self._mapper = mapper
        self._columns = [(column, _Judged(mapper, column)) for column in columns]
        self._usual = _Usual(mapper)

    def read(self, raws: Sequence[RawRow]) -> PlainRows:
        ranks, rows = self._shaped(raws)
        width = len(self._mapper.nothing)
        flat = [*chain.from_iterable(rows)]  # a row after another, then every so many: half the time of `zip(*rows)`
        cells = [flat[rank::width] for rank in range(width)]
        sure = list(map(self._usual.__getitem__, cells[0]))
        values: dict[str, Sequence[Value | None]] = {}
        mended: dict[int, tuple[Mended, ...]] = {}
        for column, judged in self._columns:
            if is_varied(cells[column.rank]) and (written := self._mapper.as_written(column, cells[column.rank])):
                values[column.name] = written
                continue
            read = list(map(judged.__getitem__, cells[column.rank]))
            values[column.name] = read  # type: ignore[assignment]  # rows in doubt are left below
            if judged.doubtful:
                sure = [yes and value is not _DOUBT for yes, value in zip(sure, read, strict=True)]
            if judged.mended:
                _mend(mended, ranks, map(judged.mended.get, cells[column.rank]))
        stated = {column.name: cells[column.rank] for column, _ in self._columns}
        return PlainRows(self._mapper, raws, ranks, values, stated, mended).only(sure)

    def _shaped(self, raws: Sequence[RawRow]) -> tuple[Sequence[int], list[Sequence[str]]]:
        """Ranks and cells of the rows that stand under the header: nearly always, all of them as they are."""
        width = len(self._mapper.nothing)
        rows = [raw.cells for raw in raws]
        if {*map(len, rows)} == {width} and not any(raw.flaws for raw in raws):
            return range(len(rows)), rows
        shaped = [(rank, cells) for rank, raw in enumerate(raws) if (cells := self._mapper.shape(raw)) is not None]
        return [rank for rank, _ in shaped], [cells for _, cells in shaped]


def _mend(
    mended: dict[int, tuple[Mended, ...]], ranks: Sequence[int], found: Iterable[tuple[Mended, ...] | None]
) -> None:
    for rank, each in zip(ranks, found, strict=True):
        if each:
            mended[rank] = mended.get(rank, ()) + each


class _Usual(dict[str, bool]):
    """First cells, by whether they tell a row that states a fact."""

    def __init__(self, mapper: RowMapper) -> None:
        super().__init__()
        self._mapper = mapper

    def __missing__(self, first: str) -> bool:
        if len(self) >= REMEMBERED:
            self.clear()
        self[first] = usual = self._mapper.is_usual(first)
        return usual


class _Judged(dict[str, Value | None | _Doubt]):
    """Cells of a column with what they say. `mended`: what was mended of those that only were written otherwise."""

    def __init__(self, mapper: RowMapper, column: Column) -> None:
        super().__init__()
        self._mapper, self._column = mapper, column
        self.mended: dict[str, tuple[Mended, ...]] = {}
        self.doubtful = False

    def __missing__(self, cell: str) -> Value | None | _Doubt:
        if len(self) >= REMEMBERED:
            self.clear()
        judged = self._mapper.judged(self._column, cell)
        if judged is None:
            self.doubtful = True
            self[cell] = _DOUBT
            return _DOUBT
        if judged.mended:
            self.mended[cell] = judged.mended
        self[cell] = judged.value
        return judged.value
