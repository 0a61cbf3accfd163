"""Facts in columns into the tables: what is new is written as it comes, by few statements for many rows.

What touches a node that is stored already is not for here: `Added.again` is to be merged record by record.

None of these rows can be refused, short of a fault of ours, which takes the whole load back (`OR ROLLBACK`): taking back
one statement alone, SQLite's way, asks it to copy each page before it writes there, a seventh of the time of writing.
"""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias, TypeVar

import orjson

from graph.model.entities import NodeKind
from graph.model.record import NodeRecord, RelationRecord
from graph.model.relations import RelationType
from graph.store.base import Changes
from graph.store.sqlite.keys import Keys, keys_of
from graph.store.sqlite.many_rows import run_with
from graph.store.sqlite.origins import OriginKeys
from graph.store.sqlite.schema import TYPES
from graph.store.tally import Tally
from graph.store.views import places_holding
from graph.store.written import Facets, Written, WrittenNodes, WrittenRelations

LAST = "SELECT coalesce(max(key), 0) FROM relation"
ADD_NODES = """INSERT OR ROLLBACK INTO node(id, kind, profile, first_year, last_year, degree, relations, key)
    SELECT column1, '{kind}', column2, column3, column4, column5, column6, column7 FROM (VALUES {values})"""
FILL_NODES = """UPDATE OR ROLLBACK node SET profile = given.column2, first_year = given.column3, last_year = given.column4
    FROM (VALUES {values}) AS given WHERE node.key = given.column1"""
COUNT_UP = """UPDATE OR ROLLBACK node SET degree = degree + given.column2, relations = relations + given.column3
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
TIED, PLACED = RelationType.PARTICIPATES_IN.value, RelationType.ACTS_IN.value
Numbers: TypeAlias = tuple[Counter[int], Counter[int]]
"""Ties and relations, by the key of a node."""

Ends: TypeAlias = tuple[list[int], list[int]]
"""Keys of the sources and of the targets of relations alike."""

Columns = TypeVar("Columns", WrittenNodes, WrittenRelations)


@dataclass(frozen=True, slots=True)
class Added:
    """`again`: records of what touches nodes that are stored already."""

    changes: Changes
    digests: int
    tally: Tally
    again: tuple[list[NodeRecord], list[RelationRecord]]


def add(connection: sqlite3.Connection, batch: Written, aside: Collection[str]) -> Added:
    """Inside a transaction. `aside`: ids that have become others (`Shelf.ALIAS`)."""
    keys = keys_of(connection, batch, aside)
    nodes, relations, again = _parted(batch, keys, aside)
    ends = [(keys.all(each.sources), keys.all(each.targets)) for each in relations]
    last: int = connection.execute(LAST).fetchone()[0]
    origins = OriginKeys(connection)
    _add_nodes(connection, nodes, keys, _numbers(relations, ends), origins)
    for each, (sources, targets) in zip(relations, ends, strict=True):
        statement = _told(ADD_RELATIONS, type=TYPES[each.type], role=each.role)
        kept = (each.kept.documents, each.kept.claims, each.kept.lines, _origins(origins, each))
        run_with(connection, statement, sources, targets, *kept)
    run_with(connection, ADD_PLACINGS, *_columns(_placings(last, relations, ends), 3))
    tally = Tally()
    tally.add_written(nodes)
    for each in relations:
        tally.add_written(each)
    changes = Changes(len(nodes), 0, sum(map(len, relations)), 0)
    digests = nodes.digest() + sum(each.digest() for each in relations)
    return Added(changes, digests, tally, again)


def _parted(
    batch: Written, keys: Keys, aside: Collection[str]
) -> tuple[WrittenNodes, Sequence[WrittenRelations], tuple[list[NodeRecord], list[RelationRecord]]]:
    """What is new, and the records of the rest. A relation is new where an end of it is."""
    own = batch.nodes.ids
    if len(keys.new) == len(own) and not aside:
        return batch.nodes, batch.relations, ([], [])
    fresh = keys.new | keys.filled
    parted = [_split(each, each.touching(keys.new, aside)) for each in batch.relations]
    nodes, others = _split(batch.nodes, [rank for rank, node_id in enumerate(own) if node_id in fresh])
    records = [record for _, rest in parted for record in rest.records()]
    return nodes, [new for new, _ in parted], (others.records(), records)


def _split(written: Columns, ranks: Sequence[int]) -> tuple[Columns, Columns]:
    taken = {*ranks}
    return written.only(ranks), written.only([rank for rank in range(len(written)) if rank not in taken])


def _numbers(relations: Sequence[WrittenRelations], ends: Sequence[Ends]) -> Numbers:
    """Ties and relations that each node gains. Two roles of one actor in one project are one tie."""
    tying = [each for one, each in zip(relations, ends, strict=True) if one.type == TIED]
    pairs = {pair for sources, targets in tying for pair in zip(sources, targets, strict=True)}
    return Counter(chain.from_iterable(pairs)), Counter(chain.from_iterable(chain.from_iterable(ends)))


def _add_nodes(
    connection: sqlite3.Connection,
    nodes: WrittenNodes,
    keys: Keys,
    numbers: Numbers,
    origins: OriginKeys,
) -> None:
    """Rows of what is new and of what is awaited; then what is kept of each that has its record."""
    own = keys.all(nodes.ids)
    new = nodes if len(keys.new) == len(own) else nodes.only([r for r, i in enumerate(nodes.ids) if i in keys.new])
    _add_rows(connection, new.kind, new.ids, new.facets, keys, numbers)
    _add_rows(connection, AWAITED, keys.awaited, [UNSAID] * len(keys.awaited), keys, numbers)
    if keys.filled:
        each = zip(nodes.ids, nodes.facets, own, strict=True)
        filled = ((k, *facets) for i, facets, k in each if i in keys.filled and facets != UNSAID)
        run_with(connection, FILL_NODES, *_columns(filled, 4))
    degrees, relations = numbers
    run_with(connection, COUNT_UP, [*relations], [degrees[key] for key in relations], [*relations.values()])
    kept = (nodes.kept.documents, nodes.kept.claims, nodes.kept.labels, nodes.kept.lines, _origins(origins, nodes))
    run_with(connection, ADD_SHEETS, own, nodes.names, *kept)
    connection.execute(ADD_NAMES, (orjson.dumps(sorted(own)).decode(),))
    codes = ((code, key) for key, every in zip(own, nodes.codes, strict=True) for code in every)
    run_with(connection, ADD_CODES, *_columns(codes, 2))


def _add_rows(
    connection: sqlite3.Connection,
    kind: str,
    ids: Sequence[str],
    facets: Sequence[Facets],
    keys: Keys,
    numbers: Numbers,
) -> None:
    """The numbers that a new node is given are taken out of those that are to be counted up."""
    own = keys.all(ids)
    counted = ([number.pop(key, 0) for key in own] for number in numbers)
    run_with(connection, _told(ADD_NODES, kind=kind), ids, *_columns(facets, 3), *counted, own)


def _columns(rows: Iterable[Sequence[object]], width: int) -> Sequence[Sequence[object]]:
    return list(zip(*rows, strict=True)) or [()] * width


def _origins(origins: OriginKeys, written: WrittenNodes | WrittenRelations) -> list[int | None]:
    keys = {worded: origins.of(written.origin, worded) for worded in {*written.kept.worded}}
    return [keys[worded] for worded in written.kept.worded]


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
