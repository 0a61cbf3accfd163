"""One pass says who is who from all that was loaded: neither the order of loading nor a judgement taken back counts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity import Judgement, Verdict
from graph.model.entities import Actor, Experiment, Territory
from graph.model.ids import mention_id
from graph.model.origin import Origin, Status
from graph.model.relations import Participation, SituatedIn
from graph.resolution.judgements import forget, judgements, keep
from graph.resolution.resolving import resolve_actors
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.base import Run, Shelf
from loaders.undoing import undo

NAME = "Les Troubadours du Pertuis breton"
SIREN, RNA = "siren:552100554", "rna:W751092330"
SOURCES = {
    "registre": [Actor(id=SIREN, label=NAME.upper(), siren="552100554", rna="W751092330")],
    "associations": [Actor(id=RNA, label="Troubadours", rna="W751092330")],
    "subventions": [Actor(id=mention_id("subventions", f"ASS {NAME}", "Nantes"), label=f"ASS {NAME}")],
    "projets": [Actor(id=mention_id("projets", NAME), label=NAME)],
    "autres": [Actor(id=mention_id("autres", "CENTRE SOCIAL"), label="CENTRE SOCIAL")],
}
"""Five sources, of which four speak of one actor; the last names one of a hundred others."""


def loaded(order: list[str], status: Status = Status.IMPORTED) -> Store:
    store = open_store(Settings(store="sqlite://"))
    territories(store)
    for source in order:
        load(store, source, status)
    return store


def load(store: Store, source: str, status: Status = Status.IMPORTED) -> None:
    origin = Origin(source=source, run=f"run-{source}", line=1, status=status)
    actors = SOURCES[source]
    project = Experiment(id=f"exp:{source}:1", label=source)
    store.open_run(Run(f"run-{source}", source, f"{source}.csv", "0" * 64, None, None, None, 1, False, ""))
    with store.batch():
        store.merge(
            [project.record(origin), *(actor.record(origin) for actor in actors)],
            [
                made
                for actor in actors
                for made in (
                    Participation(source=actor.id, target=project.id, role="partenaire").record(origin),
                    SituatedIn(source=actor.id, target="commune:44109", nature="seat").record(origin),
                )
            ],
        )


def territories(store: Store) -> None:
    nantes = Territory(id="commune:44109", label="Nantes", level="commune", code="44109", vintage="2026")
    with store.batch():
        store.merge([nantes.record(Origin(source="cog", run="cog"))], [])


@pytest.mark.unit
def test_one_actor_under_four_spellings_is_one_and_each_source_still_speaks() -> None:
    with loaded(list(SOURCES)) as store:
        done = resolve_actors(store, when="2026-11-25")
        assert (done.mentions, done.joined) == (5, 3)
        node = store.node(SIREN)
        assert {claim.source for claim in node.claims} == set(SOURCES) - {"autres"}
        assert store.relations(SIREN, ["PARTICIPATES_IN"]).total == 4
        assert store.node(mention_id("projets", NAME)).id == SIREN  # an old id is answered for ever


@pytest.mark.property
@given(st.permutations(list(SOURCES)), st.integers(0, 4))
@settings(max_examples=25, deadline=None)
def test_the_order_of_loading_does_not_change_the_graph(order: list[str], between: int) -> None:
    with loaded(list(SOURCES)) as direct, loaded([]) as store:
        resolve_actors(direct, when="2026-11-25")
        for rank, source in enumerate(order):
            load(store, source)
            if rank == between:  # a pass in the middle leaves nothing behind
                resolve_actors(store, when="2026-01-01")
        resolve_actors(store, when="2026-11-25")
        assert store.revision() == direct.revision()
        assert list(store.records()) == list(direct.records())
        for shelf in (Shelf.ALIAS, Shelf.JUDGEMENT):
            assert store.shelf(shelf) == direct.shelf(shelf)


@pytest.mark.unit
def test_a_judgement_taken_back_gives_the_very_same_graph() -> None:
    with loaded(list(SOURCES)) as store:
        resolve_actors(store, when="2026-11-25")
        before = store.revision(), store.shelf(Shelf.ALIAS), store.shelf(Shelf.JUDGEMENT)
        judged = Judgement.of(
            mention_id("projets", NAME), SIREN, Verdict.DIFFERENT, "documentaliste", when="2026-11-25"
        )
        with store.batch():
            keep(store, [judged])
        resolve_actors(store, when="2026-11-25")
        assert store.node(mention_id("projets", NAME)).id != SIREN
        with store.batch():
            forget(store, [judged])
        resolve_actors(store, when="2026-11-25")
        assert (store.revision(), store.shelf(Shelf.ALIAS), store.shelf(Shelf.JUDGEMENT)) == before


@pytest.mark.unit
def test_undoing_a_load_parts_what_it_alone_joined() -> None:
    """Without the register that gives both numbers, nothing says that the RNA and the SIREN are one."""
    others = [source for source in SOURCES if source != "registre"]
    with loaded(list(SOURCES)) as store, loaded(others) as never:
        resolve_actors(store, when="2026-11-25")
        undo(store, ["run-registre"])
        resolve_actors(store, when="2026-11-25")
        resolve_actors(never, when="2026-11-25")
        assert store.revision() == never.revision()


@pytest.mark.unit
def test_synthetic_records_are_nobody() -> None:
    with loaded(list(SOURCES), Status.SYNTHETIC) as store:
        assert resolve_actors(store, when="2026-11-25").mentions == 0
        assert judgements(store) == []
