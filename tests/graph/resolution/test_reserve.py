"""A register of millions: in the graph stand only the units that another source names, whatever was loaded first."""

from itertools import permutations

import pytest

from graph.errors import UnknownEntity
from graph.model.entities import Actor, Experiment, Territory
from graph.model.origin import Origin
from graph.model.relations import Participation, SituatedIn
from graph.resolution.regrouping import regroup
from graph.resolution.reserve import call_up
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.base import Run, Shelf
from loaders.facts import Facts
from loaders.reserving import reserve_rows
from loaders.undoing import undo

pytestmark = pytest.mark.unit
NAMED, BY_RNA, NOBODY = "siren:552100554", "siren:356000000", "siren:732829320"
RNA = "rna:W751092330"


def log(store: Store, run: str) -> None:
    store.open_run(Run(run, run, f"{run}.csv", "0" * 64, None, None, None, 1, False, ""))


def units(store: Store) -> None:
    """Three legal units, one of which gives the RNA number of the association it is."""
    log(store, "sirene")
    rows = []
    for line, (siren, name, rna) in enumerate(
        [
            (NAMED, "NOM LEGAL", None),
            (BY_RNA, "ASSOCIATION LEGALE", "W751092330"),
            (NOBODY, "PERSONNE N EN PARLE", None),
        ],
        1,
    ):
        facts = Facts(Origin(source="sirene", run="sirene"), line, reserved=True)
        facts.add(Actor(id=siren, label=name, basis="register", siren=siren.removeprefix("siren:"), rna=rna))
        facts.add(SituatedIn(source=siren, target="commune:33063"))
        rows.append(facts)
    with store.batch():
        store.merge(
            [
                Territory(id="commune:33063", label="Bordeaux", level="commune", code="33063", vintage="2026").record(
                    Origin(source="cog", run="cog")
                )
            ],
            [],
        )
        store.put(Shelf.RESERVE, reserve_rows(rows))


def grants(store: Store) -> None:
    log(store, "subventions")
    origin = Origin(source="subventions", run="subventions", line=1)
    nodes = [Actor(id=each, label="Nom d’usage").record(origin) for each in (NAMED, RNA)]
    nodes.append(Experiment(id="exp:essai:1", label="Projet").record(origin))
    ties = [Participation(source=each, target="exp:essai:1").record(origin) for each in (NAMED, RNA)]
    with store.batch():
        store.merge(nodes, ties)


def store_of(*loads: object) -> Store:
    store = open_store(Settings(store="sqlite://"))
    for load in loads:
        load(store)  # type: ignore[operator]
        call_up(store)
    return store


def test_what_is_named_comes_in_and_the_rest_waits() -> None:
    with store_of(units, grants) as store:
        assert store.node(NAMED).label == "NOM LEGAL"  # the register is stronger than what others call it
        assert store.node(NAMED).labels == ("NOM LEGAL", "Nom d’usage")
        assert store.node(BY_RNA).properties["rna"] == "W751092330"  # named by its other number
        assert store.relations(NAMED, ["SITUATED_IN"]).total == 1
        with pytest.raises(UnknownEntity):
            store.node(NOBODY)


def test_the_order_of_loading_makes_no_difference() -> None:
    made = set()
    for order in permutations([units, grants]):
        with store_of(*order) as store:
            made.add(store.revision())
    assert len(made) == 1


def test_calling_up_again_changes_nothing() -> None:
    with store_of(units, grants) as store:
        before = store.revision()
        call_up(store)
        assert store.revision() == before


def test_a_unit_that_is_joined_to_its_association_stays() -> None:
    with store_of(units, grants) as store:
        regroup(store, {RNA: BY_RNA})
        before = store.revision()
        call_up(store)
        assert store.revision() == before


def test_what_nobody_names_any_more_goes_back_and_waits() -> None:
    with store_of(units, grants) as store, store_of(units) as expected:
        undo(store, ["subventions"])
        call_up(store)
        assert store.revision() == expected.revision()
        grants(store)
        call_up(store)
        assert store.node(NAMED).label == "NOM LEGAL"


def test_undoing_the_register_empties_its_shelf() -> None:
    with store_of(units, grants) as store, store_of(grants) as expected:
        undo(store, ["sirene"])
        call_up(store)
        assert store.shelf(Shelf.RESERVE) == {}
        # the commune that `units` brings is of the references, not of the register
        assert {r.id for r in store.records() if hasattr(r, "kind")} - {"commune:33063"} == {
            r.id for r in expected.records() if hasattr(r, "kind")
        }
