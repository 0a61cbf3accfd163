"""Joining actors and parting them: nothing that was said is lost, and undoing gives back the very same graph."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnknownEntity
from graph.model.entities import Actor, Experiment
from graph.model.origin import Origin
from graph.model.record import NodeRecord, RelationRecord
from graph.model.relations import Participation
from graph.resolution.regrouping import regroup
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.base import Shelf

ACTORS = [f"mention:{number:016x}" for number in range(5)]
PROJECTS = [f"exp:essai:{number}" for number in range(3)]
TIES = st.lists(
    st.tuples(st.sampled_from(ACTORS), st.sampled_from(PROJECTS), st.sampled_from(["porteur", "partenaire"])),
    min_size=1, max_size=12,
)  # fmt: skip
GROUPS = st.lists(st.integers(0, 2), min_size=5, max_size=5)
"""The group of each actor: those of one group are one actor."""


def loaded(ties: list[tuple[str, str, str]]) -> Store:
    store = open_store(Settings(store="sqlite://"))
    merge(store, ties)
    return store


def merge(store: Store, ties: list[tuple[str, str, str]], run: str = "r") -> None:
    nodes: list[NodeRecord] = []
    relations: list[RelationRecord] = []
    for line, (actor, project, role) in enumerate(ties, 1):
        origin = Origin(source=f"source-{run}", run=run, line=line)
        nodes += [
            Actor(id=actor, label=f"Nom {actor[-1]}").record(origin),
            Experiment(id=project, label=project).record(origin),
        ]
        relations.append(Participation(source=actor, target=project, role=role).record(origin))
    with store.batch():
        store.merge(nodes, relations)


def canonical(groups: list[int]) -> dict[str, str]:
    """The first of each group stands for it."""
    return {actor: ACTORS[groups.index(group)] for actor, group in zip(ACTORS, groups, strict=True)}


@pytest.mark.property
@given(TIES, GROUPS, GROUPS)
@settings(max_examples=40)
def test_parting_gives_back_the_graph_of_before(
    ties: list[tuple[str, str, str]], one: list[int], other: list[int]
) -> None:
    with loaded(ties) as store, loaded(ties) as direct:
        before = store.revision(), list(store.records()), store.stats()
        regroup(store, canonical(one))
        regroup(store, canonical(other))
        regroup(direct, canonical(other))
        assert list(store.records()) == list(direct.records())  # by whatever way it came there
        assert store.shelf(Shelf.ALIAS) == direct.shelf(Shelf.ALIAS)
        regroup(store, {})
        assert (store.revision(), list(store.records()), store.stats()) == before
        assert store.shelf(Shelf.ALIAS) == {}


@pytest.mark.property
@given(TIES, TIES, GROUPS)
@settings(max_examples=40)
def test_loading_before_or_after_joining_makes_the_same_graph(
    first: list[tuple[str, str, str]], second: list[tuple[str, str, str]], groups: list[int]
) -> None:
    with loaded(first) as before, loaded(first) as after:
        merge(before, second, "s")
        regroup(before, canonical(groups))
        regroup(after, canonical(groups))
        merge(after, second, "s")
        regroup(after, canonical(groups))
        assert list(before.records()) == list(after.records())
        assert before.revision() == after.revision()


@pytest.mark.unit
def test_relations_and_origins_of_both_survive() -> None:
    a, b = ACTORS[:2]
    with loaded([(a, PROJECTS[0], "porteur"), (b, PROJECTS[0], "porteur"), (b, PROJECTS[1], "partenaire")]) as store:
        changes = regroup(store, {b: a})
        assert (changes.nodes_gone, changes.relations_gone) == (1, 2)
        assert store.node(b).id == a
        assert set(store.node(a).labels) == {"Nom 0", "Nom 1"}
        shown = store.relations(a, ["PARTICIPATES_IN"]).relations
        assert [(tie.target, tie.role, len(tie.claims)) for tie in shown] == [
            (PROJECTS[0], "porteur", 2), (PROJECTS[1], "partenaire", 1),
        ]  # fmt: skip
        # two partners that are one actor make no alliance of two
        assert store.neighbourhood(PROJECTS[0], 1, 9).nodes[0]["degree"] == 1


@pytest.mark.unit
def test_an_unknown_id_joins_nothing() -> None:
    with loaded([(ACTORS[0], PROJECTS[0], "porteur")]) as store:
        before = store.revision()
        regroup(store, {"mention:ffffffffffffffff": "mention:eeeeeeeeeeeeeeee"})
        assert store.revision() == before
        with pytest.raises(UnknownEntity):
            store.node("mention:ffffffffffffffff")
