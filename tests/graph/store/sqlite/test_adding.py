"""Columns written as they come leave the tables that merging their records leaves, whatever stood there before."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import GoneEntity, InvalidRecord, StoreError, UnknownEntity
from graph.model.alike import Alike, NodesAlike, RelationsAlike
from graph.model.entities import Actor, Territory
from graph.model.origin import Origin
from graph.model.record import NodeRecord, RelationRecord
from graph.store.base import Shelf
from graph.store.sqlite import SqliteStore, adding, keys
from graph.store.written import written

pytestmark = pytest.mark.property

ORIGIN = Origin(source="scdl", run="r")
ACTORS = [f"siren:{number:09}" for number in range(3)]
TABLES = (
    "SELECT id, kind, profile, first_year, last_year, degree, relations FROM node ORDER BY id",
    """SELECT id, names, document, claims, label, lines, before, after, worded FROM node JOIN sheet USING (key)
    LEFT JOIN origin ON origin.key = sheet.origin ORDER BY id""",
    "SELECT id, code FROM code JOIN node ON node.key = code.node ORDER BY id, code",
    """SELECT source.id, type, target.id, role, document, claims, lines, before, after, worded FROM relation
    JOIN node AS source ON source.key = relation.source JOIN node AS target ON target.key = relation.target
    LEFT JOIN origin ON origin.key = relation.origin ORDER BY 1, 2, 3, 4""",
    "SELECT territory, node.id FROM placing JOIN node ON node.key = placing.event ORDER BY 1, 2",
    "SELECT * FROM tally ORDER BY 1, 2, 3",
    "SELECT value FROM meta",
)
"""All that is kept, by id in place of the keys."""

_names = count()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("colonnes")


def opened(folder: Path) -> SqliteStore:
    store = SqliteStore.open(str(folder / f"{next(_names)}.db"), read_only=False, timeout=10)
    store.merge([Territory(id="pays:FR", label="France", level="pays", code="FR", vintage="2026").record(ORIGIN)], [])
    return store


def tables(store: SqliteStore) -> Iterator[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(store._connections.path)) as connection:
        for query in TABLES:
            yield connection.execute(query).fetchall()


def batch(grants: Sequence[tuple[int, int]], first: int = 0) -> Alike:
    """(giver, beneficiary) of each grant; `first`: in the id of the first."""
    ids = [f"alliance:scdl:{rank}" for rank in range(first, first + len(grants))]
    lines = [(rank + 2,) for rank in range(len(grants))]
    nodes = NodesAlike(
        ORIGIN, "Alliance", ids, ["Atelier"] * len(ids), ["Atelier"] * len(ids), lines, {"start": ["2022"] * len(ids)}
    )
    givers, takers = [ACTORS[giver] for giver, _ in grants], [ACTORS[taker] for _, taker in grants]
    relations = [
        RelationsAlike(ORIGIN, "PARTICIPATES_IN", "financeur", givers, ids, lines, {}),
        RelationsAlike(ORIGIN, "PARTICIPATES_IN", "beneficiaire", takers, ids, lines, {"amount": [3.5] * len(ids)}),
        RelationsAlike(
            ORIGIN, "ACTS_IN", "", ids, ["pays:FR"] * len(ids), lines, {"located_by": ["seat"] * len(ids)}, "seat"
        ),
    ]
    return Alike(nodes, relations, [*givers, *takers])


def named(said: Alike) -> NodesAlike:
    """The actors that a batch awaits, each said on two lines."""
    ids = list(dict.fromkeys(said.awaited))
    return NodesAlike(
        ORIGIN, "Actor", ids, [f"Acteur {own}" for own in ids], [None] * len(ids), [[2, 3]] * len(ids),
        {"profile": ["association"] * len(ids), "siren": [own.partition(":")[2] for own in ids]},
    )  # fmt: skip


def merged(folder: Path, said: Alike, before: tuple[list[NodeRecord], list[RelationRecord]]) -> SqliteStore:
    store = opened(folder)
    nodes, relations = said.records()
    store.merge(*before)
    store.merge([*named(said).records(), *nodes], relations)
    return store


def added(folder: Path, said: Alike, before: tuple[list[NodeRecord], list[RelationRecord]]) -> SqliteStore:
    store = opened(folder)
    store.merge(*before)
    with store.batch():
        store.whole_loads.add(written(said))
        store.whole_loads.add(written(Alike(named(said))))
    return store


GRANTS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=6)


@given(GRANTS, st.sets(st.integers(0, 5)), st.booleans())
@settings(max_examples=40)
def test_adding_columns_is_merging_their_records(
    folder: Path, grants: list[tuple[int, int]], known: set[int], tied: bool
) -> None:
    """Whether or not some of the nodes, and some of their relations, are stored already."""
    said = batch(grants)
    ranks = [rank for rank in sorted(known) if rank < len(grants)]
    nodes = named(said).records()[:1] + said.nodes.only(ranks).records()
    ties = said.relations[2].only(ranks).records() if tied else []
    with closing(merged(folder, said, (nodes, ties))) as one, closing(added(folder, said, (nodes, ties))) as other:
        assert list(tables(one)) == list(tables(other))


@given(st.lists(GRANTS, min_size=1, max_size=4), st.integers(0, 5), st.sampled_from([1, 100]))
@settings(max_examples=25)
def test_batches_of_one_load_count_what_comes_back_in_each(
    folder: Path, grants: list[list[tuple[int, int]]], apart: int, remembered: int
) -> None:
    """Actors stand in all of them, and are counted up at the end or whenever too many are remembered; where `apart` is
    short, some conventions come back too.
    """
    said = [batch(some, rank * apart) for rank, some in enumerate(grants)]
    with (
        pytest.MonkeyPatch.context() as patch,
        closing(opened(folder)) as one,
        closing(opened(folder)) as other,
    ):
        patch.setattr(adding, "REMEMBERED", remembered)
        patch.setattr(keys, "REMEMBERED", remembered)
        for each in said:
            one.merge([*named(each).records(), *each.nodes.records()], [])
            one.merge([], [record for some in each.relations for record in some.records()])
        with other.batch():
            for each in said:
                other.whole_loads.add(written(each))
            for each in said:
                other.whole_loads.add(written(Alike(named(each))))
        assert list(tables(one)) == list(tables(other))


def test_what_is_taken_out_in_the_same_transaction_was_counted(folder: Path) -> None:
    """A node that a relation holds stays, even where that relation was added a moment ago."""
    said = batch([(0, 1)])
    with closing(opened(folder)) as store:
        store.merge(named(said).records(), [])
        with store.batch():
            store.whole_loads.add(written(said))
            with pytest.raises(InvalidRecord, match="une relation tient encore"):
                store.rewrite([replace(named(said).records()[0], claims=())], [])


def test_a_second_time_changes_nothing(folder: Path) -> None:
    said = batch([(0, 1), (0, 2)])
    with closing(added(folder, said, ([], []))) as store:
        before = list(tables(store))
        with store.batch():
            first, second = store.whole_loads.add(written(said)), store.whole_loads.add(written(Alike(named(said))))
        assert (first.nodes_new, first.nodes_changed, first.relations_new, second.nodes_new) == (0, 0, 0, 0)
        assert list(tables(store)) == before


def test_an_awaited_actor_takes_the_record_of_an_ordinary_merge(folder: Path) -> None:
    """A row read by itself may tell of an actor that rows in columns named first."""
    said = batch([(0, 1)])
    with closing(merged(folder, said, ([], []))) as one, closing(opened(folder)) as other:
        with other.batch():
            other.whole_loads.add(written(said))
            changes = other.merge(named(said).records(), [])
        assert changes.nodes_new == 2
        assert list(tables(one)) == list(tables(other))


def test_ids_that_became_others_are_written_as_those(folder: Path) -> None:
    said = batch([(0, 1), (2, 1)])
    alias = {ACTORS[0]: ACTORS[1], said.nodes.ids[1]: said.nodes.ids[0]}
    with closing(opened(folder)) as one, closing(opened(folder)) as other:
        for store in (one, other):
            store.put(Shelf.ALIAS, alias)
        one.merge(named(said).records(), [])
        one.merge(*said.records())
        with other.batch():
            other.whole_loads.add(written(said))
            other.whole_loads.add(written(Alike(named(said))))
        assert list(tables(one)) == list(tables(other))


def test_what_comes_back_is_no_longer_gone(folder: Path) -> None:
    said = batch([(0, 1)])
    with closing(opened(folder)) as store:
        store.put(Shelf.GONE, {said.nodes.ids[0]: "{}"})
        with pytest.raises(GoneEntity):
            store.node(said.nodes.ids[0])
        with store.batch():
            store.whole_loads.add(written(said))
            store.whole_loads.add(written(Alike(named(said))))
        assert store.node(said.nodes.ids[0]).label == "Atelier"


def test_an_end_that_nobody_says_is_refused_and_nothing_is_written(folder: Path) -> None:
    said = batch([(0, 1)])
    with closing(opened(folder)) as store:
        before = list(tables(store))
        with pytest.raises(UnknownEntity, match=ACTORS[0]), store.batch():
            store.whole_loads.add(written(Alike(said.nodes, said.relations)))
        assert list(tables(store)) == before


def test_a_fault_of_ours_takes_the_whole_batch_back(folder: Path) -> None:
    """Columns hold each relation once; were one to come twice, no row of the load would stay."""
    said = batch([(0, 1)])
    twice = Alike(said.nodes, [said.relations[0], said.relations[0]], said.awaited)
    with closing(opened(folder)) as store:
        before = list(tables(store))
        with pytest.raises(StoreError, match="UNIQUE"), store.batch():
            store.whole_loads.add(written(twice))
        assert list(tables(store)) == before
        with store.batch():
            store.whole_loads.add(written(said))
            store.whole_loads.add(written(Alike(named(said))))
        assert store.node(said.nodes.ids[0]).label == "Atelier"


def test_many_rows_are_written_by_statements_of_few_sizes(folder: Path) -> None:
    """Each size is a statement that is prepared and kept: as many sizes as batches would fill the memory."""
    said = batch([(rank % 3, (rank + 1) % 3) for rank in range(5_003)])
    with closing(added(folder, said, ([], []))) as store:
        assert store.stats()["nodes"] == {"Actor": 3, "Alliance": 5_003, "Territory": 1}
        assert store.placed_in("pays:FR") == sorted(said.nodes.ids)


def test_an_actor_says_where_it_is_known_from() -> None:
    """The records of columns are those that entities make."""
    (record,) = named(batch([(0, 0)])).records()
    made = Actor(id=ACTORS[0], label=f"Acteur {ACTORS[0]}", profile="association", siren="000000000")
    assert record == made.record(ORIGIN, [2, 3])
