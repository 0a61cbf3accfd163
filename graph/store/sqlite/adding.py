"""Facts in columns into the tables: what is new is written as it comes, by few statements for many rows.

What touches a node that is stored already is not for here: `Added.again` is to be merged record by record.

None of these rows can be refused, short of a fault of ours, which takes the whole load back (`OR ROLLBACK`): to take
back one statement alone, SQLite's way, it copies each page before it writes there, a seventh of the time of writing.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import orjson

from graph.model.entities import NodeKind
from graph.model.relations import RelationType
from graph.store.base import Changes
from graph.store.sqlite.gained import Ends, Gained
from graph.store.sqlite.keys import REMEMBERED, Keys, KeysOfBatches
from graph.store.sqlite.many_rows import run_with
from graph.store.sqlite.origins import OriginKeys
from graph.store.sqlite.parting import Again, parted, touching, within
from graph.store.sqlite.schema import TYPES
from graph.store.tally import Tally
from graph.store.views import places_holding
from graph.store.written import Facets, Written, WrittenNodes, WrittenRelations

LAST = "SELECT coalesce(max(key), 0) FROM relation"
# One that is stored already keeps its row: `KeysOfBatches.corrected` tells which.
ADD_NODES = """INSERT OR IGNORE INTO node(id, kind, profile, first_year, last_year, degree, relations, key)
    SELECT column1, '{kind}', column2, column3, column4, column5, column6, column7 FROM (VALUES {values})"""
ADD_AWAITED = ADD_NODES.replace("IGNORE", "ROLLBACK")
FILL_NODES = """UPDATE OR ROLLBACK node
    SET profile = given.column2, first_year = given.column3, last_year = given.column4
    FROM (VALUES {values}) AS given WHERE node.key = given.column1"""
ADD_SHEETS = "INSERT OR ROLLBACK INTO sheet(key, names, document, claims, label, lines, origin) VALUES {values}"
ADD_NAMES = """INSERT INTO name_index(rowid, names) SELECT sheet.key, sheet.names FROM json_each(?) AS asked
    CROSS JOIN sheet ON sheet.key = asked.value"""
ADD_CODES = "INSERT OR ROLLBACK INTO code VALUES {values}"
# The key of a relation is the one after the last.
ADD_RELATIONS = """INSERT OR ROLLBACK INTO relation(source, type, target, role, document, claims, lines, origin)
    SELECT column1, {type}, column2, '{role}', column3, column4, column5, column6 FROM (VALUES {values})"""
ADD_PLACINGS = "INSERT OR ROLLBACK INTO placing SELECT * FROM (VALUES {values}) ORDER BY 1, 2, 3"

UNSAID = (None, None, None)
AWAITED = NodeKind.ACTOR.value
PLACED = RelationType.ACTS_IN.value


@dataclass(frozen=True, slots=True)
class Added:
    """`again`: records of what touches nodes that are stored already."""

    changes: Changes
    digests: int
    tally: Tally
    again: Again


class Adding:
    """What one transaction adds in columns; `settle` has to end it.

    An actor takes part in what thousands of rows say, and is counted up once for all of them.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._keys = KeysOfBatches(connection)
        self._origins = OriginKeys(connection)
        self._gained = Gained()

    def add(self, batch: Written, aside: Collection[str]) -> Added:
        """`aside`: ids that have become others (`Shelf.ALIAS`)."""
        again: Again = ([], [])
        if aside:
            batch = _without(batch, aside, again)
        keys = self._keys.supposed(batch)
        ends = _ends(batch.relations, keys)
        gained = Gained.of(batch.relations, ends)
        if self._add_rows(ADD_NODES, batch.nodes.kind, keys.new, batch.nodes.facets, keys, gained) < len(keys.new):
            keys = self._keys.corrected(keys)
            batch = parted(batch, {*keys.new, *keys.filled}, touching(keys.new), again)
            ends = _ends(batch.relations, keys)
            gained = Gained.of(batch.relations, ends)
            gained.take(keys.all([*keys.new]))
        self._add_rows(ADD_AWAITED, AWAITED, keys.awaited, [UNSAID] * len(keys.awaited), keys, gained)
        self._gained.add(gained)
        self._fill(batch.nodes, keys)
        self._add_sheets(batch.nodes, keys)
        self._add_relations(batch.relations, ends)
        if len(self._gained) > REMEMBERED:
            self.settle()
        return Added(*_told_of(batch), again)

    def settle(self) -> None:
        """Count up what was stored already by all that was added, before nodes may be taken out."""
        self._gained.write(self._connection)
        self._gained = Gained()
        self._keys = KeysOfBatches(self._connection)

    def _add_rows(
        self, statement: str, kind: str, ids: Collection[str], facets: Sequence[Facets], keys: Keys, gained: Gained
    ) -> int:
        """How many are written."""
        own = keys.all([*ids])
        columns = ([*ids], *_columns(facets, 3), *gained.take(own), own)
        return run_with(self._connection, _told(statement, kind=kind), *columns)

    def _fill(self, nodes: WrittenNodes, keys: Keys) -> None:
        if keys.filled:
            each = zip(nodes.ids, nodes.facets, strict=True)
            filled = ((keys.of[i], *facets) for i, facets in each if i in keys.filled and facets != UNSAID)
            run_with(self._connection, FILL_NODES, *_columns(filled, 4))

    def _add_sheets(self, nodes: WrittenNodes, keys: Keys) -> None:
        """What is kept of each that has its record."""
        own, kept = keys.all(nodes.ids), nodes.kept
        columns = (nodes.names, kept.documents, kept.claims, kept.labels, kept.lines, self._origins_of(nodes))
        run_with(self._connection, ADD_SHEETS, own, *columns)
        self._connection.execute(ADD_NAMES, (orjson.dumps(sorted(own)).decode(),))
        codes = ((code, key) for key, every in zip(own, nodes.codes, strict=True) for code in every)
        run_with(self._connection, ADD_CODES, *_columns(codes, 2))

    def _add_relations(self, relations: Sequence[WrittenRelations], ends: Sequence[Ends]) -> None:
        last: int = self._connection.execute(LAST).fetchone()[0]
        for each, (sources, targets) in zip(relations, ends, strict=True):
            statement = _told(ADD_RELATIONS, type=TYPES[each.type], role=each.role)
            kept = (each.kept.documents, each.kept.claims, each.kept.lines, self._origins_of(each))
            run_with(self._connection, statement, sources, targets, *kept)
        run_with(self._connection, ADD_PLACINGS, *_columns(_placings(last, relations, ends), 3))

    def _origins_of(self, written: WrittenNodes | WrittenRelations) -> list[int | None]:
        keys = {worded: self._origins.of(written.origin, worded) for worded in {*written.kept.worded}}
        return [keys[worded] for worded in written.kept.worded]


def _without(batch: Written, aside: Collection[str], again: Again) -> Written:
    ids = {*batch.nodes.ids, *batch.ends()}.difference(aside)
    batch = parted(batch, ids, within(ids), again)
    return replace(batch, awaited=[one for one in batch.awaited if one in ids])


def _ends(relations: Sequence[WrittenRelations], keys: Keys) -> list[Ends]:
    return [(keys.all(each.sources), keys.all(each.targets)) for each in relations]


def _told_of(batch: Written) -> tuple[Changes, int, Tally]:
    tally = Tally()
    tally.add_written(batch.nodes)
    for each in batch.relations:
        tally.add_written(each)
    changes = Changes(len(batch.nodes), 0, sum(map(len, batch.relations)), 0)
    return changes, batch.nodes.digest() + sum(each.digest() for each in batch.relations), tally


def _columns(rows: Iterable[Sequence[object]], width: int) -> Sequence[Sequence[object]]:
    return list(zip(*rows, strict=True)) or [()] * width


def _placings(last: int, relations: Sequence[WrittenRelations], ends: Sequence[Ends]) -> Iterator[tuple[str, int, int]]:
    number = last
    for each, (events, _) in zip(relations, ends, strict=True):
        if each.type == PLACED:
            for rank, (event, target) in enumerate(zip(events, each.targets, strict=True), number + 1):
                for territory in places_holding(target):
                    yield territory, event, rank
        number += len(events)


def _told(statement: str, **words: object) -> str:
    """A statement with words of ours in it: names of kinds and numbers of types, roles of the vocabulary."""
    for name, word in words.items():
        statement = statement.replace(f"{{{name}}}", str(word).replace("'", "''"))
    return statement
