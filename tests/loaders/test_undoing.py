"""A load taken back is a load that was never made, whatever was loaded before and after it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import GoneEntity, InvalidInput
from graph.model.coverage import Coverage, DataState
from graph.model.entities import Actor, Experiment
from graph.model.origin import Origin
from graph.model.relations import Participation
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.base import Run, Shelf
from loaders.undoing import undo

Said = tuple[int, int, str]
"""(actor, project, name of the actor)."""
LOADS = st.lists(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.sampled_from(["Passerelles", "Œuvre"])), min_size=1, max_size=5),
    min_size=2, max_size=4,
)  # fmt: skip


@contextmanager
def store_of(loads: dict[str, list[Said]]) -> Iterator[Store]:
    with open_store(Settings(store="sqlite://")) as store:
        for run, said in loads.items():
            load(store, run, said)
        yield store


def run_of(name: str) -> Run:
    return Run(name, f"source-{name}", f"{name}.csv", "0" * 64, None, None, None, 1, False, "2026-01-01T00:00:00+00:00")


def load(store: Store, name: str, said: list[Said]) -> None:
    nodes, relations = [], []
    for line, (actor, project, label) in enumerate(said, 1):
        origin = Origin(source=f"source-{name}", run=name, line=line)
        start = Actor(id=f"mention:{actor:016x}", label=label)
        end = Experiment(id=f"exp:essai:{project}", label=f"Projet {project}")
        nodes += [start.record(origin), end.record(origin)]
        relations.append(Participation(source=start.id, target=end.id).record(origin))
    store.open_run(run_of(name))
    with store.batch():
        store.merge(nodes, relations)
        store.merge_coverage(
            [Coverage(territory="pays:FR", source=f"source-{name}", state=DataState.PARTIAL, run=name)]
        )
    store.close_run(run_of(name))


@pytest.mark.property
@given(LOADS, st.data())
@settings(max_examples=40)
def test_undoing_any_load_leaves_what_the_others_make(loads: list[list[Said]], data: st.DataObject) -> None:
    named = {f"run{rank}": said for rank, said in enumerate(loads)}
    taken = data.draw(st.sampled_from(sorted(named)))
    rest = {name: said for name, said in named.items() if name != taken}
    with store_of(named) as store, store_of(rest) as expected:
        undo(store, [taken])
        assert store.revision() == expected.revision()
        assert list(store.records()) == list(expected.records())
        assert store.stats() == expected.stats()
        load(store, taken, named[taken])
        with store_of(named) as whole:
            assert store.revision() == whole.revision()
            assert store.shelf(Shelf.GONE) == {}


@pytest.fixture
def store() -> Iterator[Store]:
    with store_of({"un": [(0, 0, "Passerelles"), (1, 0, "Œuvre")], "deux": [(0, 1, "Passerelles")]}) as made:
        yield made


@pytest.mark.unit
def test_an_id_that_nobody_names_any_more_says_which_load_was_undone(store: Store) -> None:
    undo(store, ["un"])
    with pytest.raises(GoneEntity, match="chargement un, seul à la nommer, a été annulé"):
        store.node("mention:0000000000000001")
    assert store.node("mention:0000000000000000").label == "Passerelles"  # the other load names it too


@pytest.mark.unit
def test_the_beginning_of_an_id_is_enough_when_only_one_begins_so(store: Store) -> None:
    undo(store, ["u"])
    assert [run.id for run in store.runs()] == ["deux"]


@pytest.mark.unit
@pytest.mark.parametrize(("asked", "words"), [("absent", "inconnu"), ("", "inconnu")])
def test_a_run_that_is_not_in_the_log_is_told_with_those_that_are(store: Store, asked: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=f"{words}.*par exemple deux"):
        undo(store, [asked])


@pytest.mark.unit
def test_what_another_load_stands_on_is_not_pulled_from_under_it(store: Store) -> None:
    origin = Origin(source="source-trois", run="trois", line=1)
    actor = Actor(id="mention:000000000000000f", label="Venue ensuite")
    with store.batch():
        store.merge([actor.record(origin)], [Participation(source=actor.id, target="exp:essai:0").record(origin)])
    store.open_run(run_of("trois"))
    before = store.revision()
    with pytest.raises(InvalidInput, match="entrelacs undo trois un"):
        undo(store, ["un"])
    assert store.revision() == before
    undo(store, ["un", "trois"])
    assert [node.id for node in store.records() if hasattr(node, "id")] == ["exp:essai:1", "mention:0000000000000000"]
