"""A delivery: the files of one source that are loaded together, or a source that is shipped with the product.

`outcomes()` gives the end of each row, in order; it is called once, or twice where all is checked before it is written.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from graph.errors import InvalidRecord
from graph.model.coverage import Coverage
from graph.model.origin import run_id
from loaders.asides import BLANK, ELSEWHERE
from loaders.block import Block, Shown
from loaders.facts import IN_COLUMNS, Outcome, Problem, Rejected, SetAside
from loaders.in_columns import Reading, ReadsColumns
from loaders.mapping import Covers, Mapping
from loaders.part import Part
from loaders.persons import is_column_of_persons
from loaders.plain_rows import ColumnReader, PlainRows
from loaders.published import Published
from loaders.recognition import Recognised
from loaders.rows import RowMapper
from loaders.source import Row, SourceBase
from loaders.table import RawRow

FIRST = 1_000
"""Rows of the first block of a table."""

NOTHING_DECLARED = Covers(basis="aucune couverture déclarée")


class Delivery(Protocol):
    @property
    def mapping(self) -> Mapping: ...

    @property
    def parts(self) -> list[Part]: ...

    def outcomes(self) -> Iterator[tuple[Part, Outcome]]:
        """Every row with the file it is of. Two calls give the same."""

    def blocks(self, size: int, shown: Shown) -> Iterator[Block]:
        """The same rows, `size` at a time, in columns where they can be; `shown` sees each pass."""

    def coverage(self) -> list[Coverage]:
        """What is covered, once `outcomes` or `blocks` has been read to its end."""


class FileDelivery:
    """Files read through a mapping, kinds of table in the order of the mapping so that rows find what they refer to.

    `published`: what a catalogue says of a file, by its name or that of the archive that holds it.
    """

    def __init__(
        self, mapping: Mapping, tables: Iterable[Recognised], published: AnyMapping[str, Published] | None = None
    ) -> None:
        self.mapping = mapping
        self._published = published or {}
        tables = [self._of_its_vintage(made) for made in tables]
        order = {kind: rank for rank, kind in enumerate(mapping.tables)}
        self._tables = sorted(tables, key=lambda made: order[made.kind])
        self._parts = {made.file.path: self._part(made) for made in self._tables}
        self.parts = list(self._parts.values())
        self._source: SourceBase = mapping.new_source()
        self._declared: list[Coverage] = []

    def _of_its_vintage(self, made: Recognised) -> Recognised:
        published = self._about(made)
        return replace(made, mapping=made.mapping.of_vintage(published.vintage)) if published else made

    def _about(self, made: Recognised) -> Published | None:
        return self._published.get(made.file.name.partition("/")[0])

    def _part(self, made: Recognised) -> Part:
        notes = tuple(
            note if made.table.encoding else f"feuille « {other.table.name} » : {note}"
            for other in self._tables
            if other.file.path == made.file.path
            for note in _notes(other)
        )
        sha = made.file.sha256
        run = run_id(made.mapping.source, sha, made.mapping.version)
        dropped = self._dropped(made.file.path)
        return Part(made.file.name, sha, run, notes, dropped, self._about(made), made.mapping.vintage)

    def _dropped(self, path: Path) -> tuple[str, ...]:
        """Columns that say persons and that the mapping does not ask for: never read, and told."""
        tables = [other for other in self._tables if other.file.path == path]
        left = (
            name
            for other in tables
            for rank, name in enumerate(other.table.header)
            if rank not in other.fields.places(other.table.header).values() and is_column_of_persons(name)
        )
        return tuple(dict.fromkeys(left))

    def outcomes(self) -> Iterator[tuple[Part, Outcome]]:
        self._source, self._declared = self.mapping.new_source(), []
        for made in self._tables:
            part = self._parts[made.file.path]
            mapper = RowMapper(made, part.run)
            for raw in made.table.rows():
                yield part, self._ended(made, raw, mapper)

    def blocks(self, size: int, shown: Shown) -> Iterator[Block]:
        self._source, self._declared = self.mapping.new_source(), []
        for made in self._tables:
            part = self._parts[made.file.path]
            mapper = RowMapper(made, part.run)
            columns = None if made.aside else mapper.by_column()
            rows = iter(shown(made.table.rows()))
            if columns and isinstance(self._source, ReadsColumns):
                reader = ColumnReader(mapper, columns)
                for some in _stretches(rows, size):
                    yield self._in_columns(part, self._source.columns(reader.read(some)))
            else:
                for some in _stretches(rows, size):
                    yield Block(part, [self._ended(made, raw, mapper) for raw in some])

    def _in_columns(self, part: Part, reading: Reading) -> Block:
        """In the order of the file: a row that is read whole may say the same as one that is plain."""
        rows = reading.rows
        block = Block(part, [])
        for first, end, doubtful in rows.in_order():
            reading.take(first, end)
            told = _mended(rows, first, end)
            block.plain += end - first - len(told)
            block.outcomes += told
            if doubtful:
                block.outcomes.append(self._kept(_outcome(doubtful, rows.mapper, self._source)))
        block.columns = reading.facts()
        return block

    def _ended(self, made: Recognised, raw: RawRow, mapper: RowMapper) -> Outcome:
        return self._kept(_aside(raw) if made.aside else _outcome(raw, mapper, self._source))

    def _kept(self, outcome: Outcome) -> Outcome:
        if outcome.facts:
            self._declared += outcome.facts.coverage
        return outcome

    def coverage(self) -> list[Coverage]:
        """Declared by rows, else by the mapping, else `partial` for the whole country: for each source said."""
        said = {row.source for row in self._declared}
        sources = [s for s in sorted(set(self._source.covered()) or {self.mapping.source}) if s not in said]
        return [*self._declared, *(row for source in sources for row in declared(self.mapping, source, self.parts))]


def _stretches(rows: Iterator[RawRow], size: int) -> Iterator[list[RawRow]]:
    """Short ones first: who reads the first decides how to read the others, and who writes them need not wait."""
    length = min(size, FIRST)
    while some := list(islice(rows, length)):
        yield some
        length = min(size, 2 * length)


def _notes(made: Recognised) -> tuple[str, ...]:
    why = made.fields.set_aside
    return (*made.table.notes, *made.notes, *([why] if why else []))


def declared(mapping: Mapping, source: str, parts: Iterable[Part]) -> list[Coverage]:
    """The coverage a mapping declares for a source, by each run."""
    covers = mapping.covers or (NOTHING_DECLARED,)
    return [Coverage(source=source, run=part.run, **each.model_dump()) for part in parts for each in covers]


def _mended(rows: PlainRows, first: int, end: int) -> list[Outcome]:
    """The ends of plain rows of which a value was written otherwise; what they say is in columns."""
    if not rows.mended:
        return []
    each = ((rows.raws[rank].line, rows.mended.get(rank)) for rank in rows.ranks[first:end])
    return [Outcome(line, IN_COLUMNS, mended=mended) for line, mended in each if mended]


def _aside(raw: RawRow) -> Outcome:
    return Outcome(raw.line, None, aside=ELSEWHERE if raw.cells else BLANK)


def _outcome(raw: RawRow, mapper: RowMapper, source: SourceBase) -> Outcome:
    row: Row | None = None
    try:
        row = mapper.row(raw)
        facts = source.facts(row)
        if row.others:
            facts.say_beside(row.others)
        return Outcome(raw.line, facts, tuple(row.problems), mended=tuple(row.mended))
    except SetAside as aside:
        return Outcome(raw.line, None, aside=aside.kind)
    except Rejected as error:
        reason = Problem(raw.line, error.column, error.value, error.reason, error.message)
    except ValidationError as error:
        flaw = error.errors()[0]
        reason = Problem(raw.line, str(flaw["loc"][0]), None, "invalid_record", f"valeur refusée : {flaw['msg']}")
    except InvalidRecord as error:
        column = row.column(error.field) if row else error.field
        reason = Problem(raw.line, column, error.value, "invalid_record", error.reason)
    return Outcome(raw.line, None, (*(row.problems if row else ()), reason))
