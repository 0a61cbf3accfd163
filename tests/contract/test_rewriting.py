"""Taking back what was claimed, on every store: what follows from a record goes with it, and comes back with it."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pytest

from api.exports import write_export
from graph.errors import GoneEntity, InvalidRecord, UnknownEntity
from graph.model.entities import Actor, Experiment
from graph.model.levels import Level
from graph.model.record import NodeRecord, RelationRecord
from graph.model.relations import Participation
from graph.project import territory_counts
from graph.store import Store
from graph.store.base import Changes, Shelf
from tests.contract.conftest import records, small_graph

pytestmark = pytest.mark.contract
A, B, C = "siren:552100554", "mention:000000000000000b", "mention:000000000000000c"
NEW = "siren:356000000"


@pytest.fixture
def loaded(store: Store) -> Store:
    with store.batch():
        store.merge(*small_graph())
    return store


def everything(store: Store) -> tuple[object, ...]:
    """All that a reader can see of the content."""
    write_export(store, "jsonld", content := BytesIO())
    around = [store.neighbourhood(each, 3, 100) for each in (A, B, C, "commune:33063", "odd:4")]
    found = [store.search(text) for text in ("passerelles", "oeuvre", "552100554", "vallon")]
    return store.revision(), store.stats(), content.getvalue(), around, found


def without(records: Sequence[NodeRecord] | Sequence[RelationRecord]) -> list[NodeRecord | RelationRecord]:
    return [replace(record, claims=()) for record in records]


def test_what_is_removed_leaves_no_trace_and_comes_back_as_it_was(loaded: Store) -> None:
    before = everything(loaded)
    nodes, relations = loaded.records_of([A])
    with loaded.batch():
        gone = loaded.rewrite(without(nodes), without(relations))  # type: ignore[arg-type]
    assert (gone.nodes_gone, gone.relations_gone) == (1, 1)
    with pytest.raises(UnknownEntity):
        loaded.node(A)
    assert loaded.search("œuvre").total == 0
    assert loaded.search("552100554").total == 0
    assert [node["degree"] for node in loaded.neighbourhood("exp:essai:1", 1, 9).nodes] == [1, 2]
    with loaded.batch():
        loaded.rewrite(nodes, relations)
    assert everything(loaded) == before


def test_the_whole_graph_can_be_taken_back(loaded: Store) -> None:
    nodes = [record for record in loaded.records() if isinstance(record, NodeRecord)]
    relations = [record for record in loaded.records() if isinstance(record, RelationRecord)]
    with loaded.batch():
        loaded.rewrite(without(nodes), without(relations))  # type: ignore[arg-type]
    assert list(loaded.records()) == []
    assert loaded.revision() == "0" * 32
    assert loaded.stats()["nodes"] == loaded.stats()["relations"] == {}
    with loaded.batch():
        loaded.merge(*small_graph())
    assert loaded.node(A).label == "L’Œuvre du Nord-Est"


def test_a_place_of_action_taken_back_is_no_longer_counted(loaded: Store) -> None:
    _, relations = loaded.records_of(["exp:essai:1"])
    acting = [tie for tie in relations if tie.type == "ACTS_IN"]
    with loaded.batch():
        loaded.rewrite([], without(acting))  # type: ignore[arg-type]
    counts = territory_counts(loaded, Level.REGION)
    assert dict(zip(counts.ids, counts.observed, strict=True))["region:75"] == 0
    assert loaded.acting_in("commune:33063").total == 0
    assert loaded.neighbourhood("exp:essai:1", 1, 9).nodes[0]["territories"] == []


def test_a_tie_stays_while_a_participation_under_another_role_does(loaded: Store) -> None:
    """B is both carrier and coordinator of the second project."""
    _, relations = loaded.records_of([B])
    (coordinator,) = [tie for tie in relations if tie.role == "coordinateur"]
    with loaded.batch():
        loaded.rewrite([], [replace(coordinator, claims=())])
    assert {node["id"]: node["degree"] for node in loaded.neighbourhood(B, 1, 9).nodes} == {
        B: 2, "exp:essai:1": 2, "exp:essai:2": 2,
    }  # fmt: skip


def test_a_record_with_fewer_claims_shows_what_is_left(loaded: Store) -> None:
    before = everything(loaded)
    nodes, _ = loaded.records_of([A])
    with loaded.batch():
        loaded.merge(*records(Actor(id=A, label="Autre nom", siren="552100554"), line=5))
        loaded.merge(*records(Actor(id=A, label="Autre nom", siren="552100554"), line=6))
    assert loaded.search("autre nom").hits[0].id == A
    with loaded.batch():
        assert loaded.rewrite(nodes, []) == Changes(nodes_changed=1)
    assert everything(loaded) == before


def test_rewriting_to_the_same_claims_changes_nothing(loaded: Store) -> None:
    with loaded.batch():
        assert loaded.rewrite(*loaded.records_of([A, B, C])) == Changes()


def test_a_node_that_is_still_held_does_not_leave(loaded: Store) -> None:
    before = everything(loaded)
    nodes, _ = loaded.records_of([A])
    with pytest.raises(InvalidRecord, match="une relation tient encore"), loaded.batch():
        loaded.rewrite(without(nodes), [])  # type: ignore[arg-type]
    assert everything(loaded) == before


def test_records_are_found_by_what_their_claims_hold(loaded: Store) -> None:
    with loaded.batch():
        loaded.merge(*records(Actor(id=NEW, label='"run":"autre"')))
        said = Experiment(id="exp:essai:9", label="Neuf").record(replace_run("autre"))
        loaded.merge([said], [Participation(source=NEW, target="exp:essai:9").record(replace_run("autre"))])
    found = list(loaded.records_naming('"run":"autre"'))
    # a name that looks like the text is written with escaped quotes, so it is no match
    assert [record.id if isinstance(record, NodeRecord) else record.key for record in found] == [
        "exp:essai:9", (NEW, "PARTICIPATES_IN", "exp:essai:9", ""),
    ]  # fmt: skip


def replace_run(run: str) -> object:
    from tests.contract.conftest import origin

    return origin().model_copy(update={"run": run})


def test_records_of_an_id_are_the_node_and_all_that_touches_it(loaded: Store) -> None:
    nodes, relations = loaded.records_of(["exp:essai:1", "exp:nulle:part"])
    assert [node.id for node in nodes] == ["exp:essai:1"]
    assert [tie.type for tie in relations] == ["ACTS_IN", "ADDRESSES", "PARTICIPATES_IN", "PARTICIPATES_IN"]


def test_a_shelf_keeps_texts_beside_the_content(loaded: Store) -> None:
    before = loaded.revision(), loaded.stats()
    with loaded.batch():
        loaded.put(Shelf.JUDGEMENT, {"b": "2", "a": "1"})
        loaded.put(Shelf.JUDGEMENT, {"b": "3"})
        loaded.put(Shelf.RESERVE, {"a": "autre rayon"})
    assert loaded.shelf(Shelf.JUDGEMENT) == {"a": "1", "b": "3"}
    assert loaded.shelf(Shelf.JUDGEMENT, ["b", "absent"]) == {"b": "3"}
    loaded.drop(Shelf.JUDGEMENT, ["a", "absent"])
    assert loaded.shelf(Shelf.JUDGEMENT) == {"b": "3"}
    assert (loaded.revision(), loaded.stats()) == before


def test_an_alias_is_answered_as_what_it_became(loaded: Store) -> None:
    with loaded.batch():
        loaded.put(Shelf.ALIAS, {NEW: A})
    assert loaded.node(NEW).id == A
    assert loaded.neighbourhood(NEW, 1, 9).centre == A
    assert loaded.relations(NEW, []).total == 1
    assert loaded.paths(NEW, B).start == A


def test_what_is_said_of_an_alias_is_kept_on_what_it_became(loaded: Store) -> None:
    with loaded.batch():
        loaded.put(Shelf.ALIAS, {NEW: A})
        changes = loaded.merge(
            *records(Actor(id=NEW, label="La Poste"), Participation(source=NEW, target="exp:essai:2"), line=4)
        )
    assert changes == Changes(nodes_changed=1, relations_new=1)
    assert {(claim.label, claim.said_of) for claim in loaded.node(A).claims} == {
        ("L’Œuvre du Nord-Est", ()), ("La Poste", (NEW,)),
    }  # fmt: skip
    (tie,) = [tie for tie in loaded.relations(A, []).relations if tie.target == "exp:essai:2"]
    assert tie.claims[0].said_of == (NEW, "exp:essai:2")


def test_an_id_whose_load_was_undone_is_gone_until_it_is_said_again(loaded: Store) -> None:
    with loaded.batch():
        loaded.put(Shelf.GONE, {NEW: "run-1"})
    with pytest.raises(GoneEntity, match="run-1"):
        loaded.node(NEW)
    with loaded.batch():
        loaded.merge(*records(Actor(id=NEW, label="La Poste")))
    assert loaded.node(NEW).label == "La Poste"
    assert loaded.shelf(Shelf.GONE) == {}


def test_a_shelf_is_read_by_the_beginnings_of_its_keys(loaded: Store) -> None:
    with loaded.batch():
        loaded.put(Shelf.RESERVE, {f"{A}|r1|1": "un", f"{A}|r2|1": "deux", f"{A}0|r1|1": "autre", "é": "e"})
        loaded.put(Shelf.JUDGEMENT, {f"{A}|r1|1": "ailleurs"})
    assert loaded.shelf_under(Shelf.RESERVE, [f"{A}|", "é", "absent"]) == {
        f"{A}|r1|1": "un", f"{A}|r2|1": "deux", "é": "e",
    }  # fmt: skip


def test_records_of_a_kind_come_with_the_relations_of_some_types(loaded: Store) -> None:
    found = list(loaded.records_of_kind("Actor", ["ACTS_IN"]))
    assert [record.id if isinstance(record, NodeRecord) else record.key for record in found] == [
        B, C, A,
        ("exp:essai:1", "ACTS_IN", "commune:33063", ""), ("exp:essai:2", "ACTS_IN", "region:53", ""),
    ]  # fmt: skip
