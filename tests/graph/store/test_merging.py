"""Merging, whatever the order and the batches: one content, one revision, nothing new the second time."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.entities import Actor, Experiment
from graph.model.origin import Origin
from graph.model.record import NodeRecord, RelationRecord
from graph.model.relations import Participation
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.base import Changes

pytestmark = pytest.mark.property

Saying = tuple[int, int, str, str, int]
"""(actor, project, role, name of the actor, line)."""
SAYINGS = st.lists(
    st.tuples(
        st.integers(0, 3), st.integers(0, 2), st.sampled_from(["porteur", "partenaire"]),
        st.sampled_from(["Passerelles", "PASSERELLES", "Œuvre"]), st.integers(1, 9),
    ),
    min_size=1, max_size=12,
)  # fmt: skip
SPLITS = st.lists(st.integers(1, 4), min_size=12, max_size=12)


def records(said: list[Saying]) -> tuple[list[NodeRecord], list[RelationRecord]]:
    nodes, relations = [], []
    for actor, project, role, name, line in said:
        origin = Origin(source=f"source-{line % 2}", run=f"run-{line % 2}", line=line)
        start = Actor(id=f"mention:{actor:016x}", label=name)
        end = Experiment(id=f"exp:essai:{project}", label=f"Projet {project}", start=str(2010 + line % 2))
        nodes += [start.record(origin), end.record(origin)]
        relations.append(Participation(source=start.id, target=end.id, role=role).record(origin))
    return nodes, relations


def batches(said: list[Saying], sizes: list[int]) -> Iterator[list[Saying]]:
    left = said
    for size in sizes:
        if left:
            yield left[:size]
            left = left[size:]


def written(said: list[Saying], sizes: list[int]) -> Store:
    store = open_store(Settings(store="sqlite://"))
    for batch in batches(said, sizes):
        with store.batch():
            store.merge(*records(batch))
    return store


@given(SAYINGS, st.randoms(), SPLITS)
@settings(max_examples=40)
def test_neither_order_nor_batches_change_the_content(said: list[Saying], random: object, sizes: list[int]) -> None:
    shuffled = said.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    with written(said, [12]) as one, written(shuffled, sizes) as other:
        assert one.revision() == other.revision()
        assert one.stats() == other.stats()
        for node in {f"mention:{actor:016x}" for actor, *_ in said}:
            assert one.neighbourhood(node, 3, 100) == other.neighbourhood(node, 3, 100)


@given(SAYINGS, SPLITS)
@settings(max_examples=40)
def test_writing_again_changes_nothing(said: list[Saying], sizes: list[int]) -> None:
    with written(said, [12]) as store:
        before = store.revision(), store.stats()
        for batch in batches(said, sizes):
            with store.batch():
                assert store.merge(*records(batch)) == Changes()
        assert (store.revision(), store.stats()) == before


@given(SAYINGS, SAYINGS)
@settings(max_examples=40)
def test_the_revision_is_equal_only_where_the_content_is(one: list[Saying], other: list[Saying]) -> None:
    with written(one, [12]) as first, written(other, [12]) as second:
        equal = [record.digest for record in first.records()] == [record.digest for record in second.records()]
        assert (first.revision() == second.revision()) == equal


@given(SAYINGS)
@settings(max_examples=40)
def test_the_revision_kept_is_that_of_what_is_stored(said: list[Saying]) -> None:
    with written(said, [3, 3, 3, 3]) as store:
        total = sum(record.digest for record in store.records()) % (1 << 128)
        assert store.revision() == f"{total:032x}"
        stats = store.stats()
        assert stats["nodes"] == {"Actor": len({s[0] for s in said}), "Experiment": len({s[1] for s in said})}
        assert stats["relations"] == {"PARTICIPATES_IN": len({s[:3] for s in said})}
