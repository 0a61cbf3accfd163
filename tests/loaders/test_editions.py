"""Two editions of one register: what has gone is told and may be marked; nothing is removed, nothing invented."""

from collections.abc import Iterator

import pytest

from graph.model.entities import Actor, Alliance, Territory
from graph.model.origin import Origin
from graph.model.record import NodeRecord
from graph.model.relations import Participation, SituatedIn
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.base import Run
from loaders.editions import Scope, diff, gone, withdraw
from loaders.undoing import undo

pytestmark = pytest.mark.unit
GROUPING, LEFT, STAYS, CAME = "alliance:banatic:1", "siren:552100554", "siren:356000000", "siren:732829320"
PLACES = {LEFT: "commune:33063", STAYS: "commune:29019", CAME: "commune:29019"}


def edition(store: Store, vintage: str, members: dict[str, str]) -> None:
    run = Run(f"banatic-{vintage}", "banatic", f"{vintage}.csv", "0" * 64, vintage, None, None, 2, False, "")
    origin = Origin(source="banatic", run=run.id, vintage=vintage, line=1)
    communes = [
        Territory(id=p, label=p, level="commune", code=p[8:], vintage="2026") for p in sorted(set(PLACES.values()))
    ]
    nodes = [Alliance(id=GROUPING, label="Syndicat").record(origin)]
    nodes += [place.record(Origin(source="cog", run="cog")) for place in communes]
    nodes += [Actor(id=member, label=name).record(origin) for member, name in members.items()]
    relations = [Participation(source=member, target=GROUPING, role="membre").record(origin) for member in members]
    relations += [SituatedIn(source=member, target=PLACES[member]).record(origin) for member in members]
    store.open_run(run)
    with store.batch():
        store.merge(nodes, relations)
    store.close_run(run)


OLD, RECENT = {LEFT: "Partie", STAYS: "Ancien nom"}, {STAYS: "Nouveau nom", CAME: "Venue"}


@pytest.fixture(params=[("2025", "2026"), ("2026", "2025")], ids=["in order", "the older one last"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    with open_store(Settings(store="sqlite://")) as made:
        for vintage in request.param:
            edition(made, vintage, OLD if vintage == "2025" else RECENT)
        yield made


def test_what_the_latest_edition_no_longer_says_has_gone(store: Store) -> None:
    assert [(each.name, each.seen) for each in gone(store, "banatic")] == [
        (LEFT, "2025"), (f"{LEFT} → {GROUPING}", "2025"), (f"{LEFT} → commune:33063", "2025"),
    ]  # fmt: skip


def test_the_latest_name_is_shown_and_both_are_kept(store: Store) -> None:
    record = store.node(STAYS)
    assert record.label == "Nouveau nom"
    assert set(record.labels) == {"Ancien nom", "Nouveau nom"}


def test_withdrawing_marks_and_removes_nothing(store: Store) -> None:
    assert withdraw(store, "banatic") == 3
    record = store.node(LEFT)
    assert [(claim.vintage, claim.withdrawn) for claim in record.claims] == [("2025", "2026")]
    assert "end" not in record.properties
    assert record.origins[0]["withdrawn"] == "2026"
    assert list(gone(store, "banatic")) == []
    assert withdraw(store, "banatic") == 0


def test_loading_the_old_edition_again_does_not_take_the_mark_off(store: Store) -> None:
    withdraw(store, "banatic")
    before = store.revision()
    edition(store, "2025", OLD)
    assert store.revision() == before


def test_undoing_the_latest_edition_takes_the_marks_off(store: Store) -> None:
    withdraw(store, "banatic")
    undo(store, ["banatic-2026"])
    with open_store(Settings(store="sqlite://")) as expected:
        edition(expected, "2025", OLD)
        assert store.revision() == expected.revision()


def test_a_file_of_some_departements_says_nothing_of_the_others(store: Store) -> None:
    """The edition of 2026 lists members of Finistère alone: nothing is known of Gironde."""
    assert list(gone(store, "banatic", Scope.DEPARTEMENT)) == []
    edition(store, "2027", {CAME: "Venue"})
    assert [each.name for each in gone(store, "banatic", Scope.DEPARTEMENT) if isinstance(each.record, NodeRecord)] == [
        STAYS
    ]


def test_two_editions_are_compared_word_by_word(store: Store) -> None:
    found = diff(store, "banatic-2025", "banatic-2026")
    assert [row["id"] for row in found["only_first"] if row["id"].startswith("siren")] == [LEFT]  # type: ignore[union-attr,index]
    assert [row["id"] for row in found["only_second"] if row["id"].startswith("siren")] == [CAME]  # type: ignore[union-attr,index]
    assert found["changed"] == [
        {"id": STAYS, "label": "Nouveau nom", "before": {"label": "Ancien nom"}, "after": {"label": "Nouveau nom"}}
    ]
