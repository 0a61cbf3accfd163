"""What answers a filter: each field on a small graph, the algebra of and/or/not, pages, and how little is read."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from graph.asking import Asked, Search, matching, read_filter, read_text
from graph.asking.matching import Place
from graph.errors import InvalidRecord, StoreUnavailable, UnknownEntity
from graph.model.relation_filter import Not
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.base import Shelf
from tests.graph.asking.filters import filters
from tests.graph.asking.graphs import ASSO, FIRM, GRANT, MADE_UP, OLD, ROWS, SCHEME, SEATED, TOWN, UNDATED, records

pytestmark = pytest.mark.unit
BORDEAUX = "commune:33063"


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    made = open_store(Settings(store="sqlite://"))
    with made.batch():
        made.merge(*records())
        made.put(Shelf.ALIAS, {"commune:33999": "departement:33"})
    yield made
    made.close()


def places(store: Store, said: Any, seats: bool = True) -> list[Place]:
    asked = read_text(said) if isinstance(said, str) else read_filter(said)
    return [match.place for match in Search(store, Asked(asked, seats)).matches()]


def ends(store: Store, said: Any, seats: bool = True) -> set[tuple[str, str]]:
    return {(source, target) for _, source, target, _ in places(store, said, seats)}


def test_everything_is_in_order_and_once(store: Store) -> None:
    found = places(store, {})
    assert found == sorted(set(found))
    assert len(found) == ROWS


def test_kinds_and_profiles(store: Store) -> None:
    assert ends(store, "source_kind=association") == {(ASSO, OLD), (ASSO, GRANT), (ASSO, MADE_UP), (ASSO, BORDEAUX)}
    assert ends(store, "target_kind=Theme") == {(OLD, "odd:4")}
    # the town's profile is not known: it is of no profile, and an actor all the same
    assert (TOWN, GRANT) not in ends(store, {"not": {"source_kind": "Actor"}})


def test_a_role_may_be_unsaid(store: Store) -> None:
    assert ends(store, "type=PARTICIPATES_IN&role=") == {(ASSO, MADE_UP)}


def test_a_period_is_that_of_the_relation_else_of_its_event_and_an_unknown_one_excludes_nothing(store: Store) -> None:
    found = ends(store, "type=PARTICIPATES_IN&period=2016")
    # (FIRM, OLD) has dates of its own that stop in June 2015, though its project lasts until 2016
    assert found == {(ASSO, OLD), (FIRM, UNDATED), (ASSO, MADE_UP), (FIRM, SEATED)}
    assert (TOWN, SCHEME) in ends(store, "period=2019")
    assert (ASSO, BORDEAUX) in ends(store, "period=1900")


def test_an_amount_is_that_of_the_relation_else_of_its_alliance_and_an_unknown_one_is_left_out(store: Store) -> None:
    assert ends(store, "amount_min=1000") == {(TOWN, GRANT)}
    assert ends(store, "amount_max=1000") == {(ASSO, GRANT)}
    assert ends(store, "amount_min=0") == {(TOWN, GRANT), (ASSO, GRANT)}


def test_a_territory_holds_what_acts_in_it_and_in_what_it_contains(store: Store) -> None:
    found = ends(store, "territory=departement:33")
    assert {(ASSO, OLD), (FIRM, OLD), (OLD, BORDEAUX), (OLD, "odd:4"), (SEATED, BORDEAUX), (FIRM, SEATED)} < found
    assert (ASSO, BORDEAUX) in found, "ce qui finit dans un territoire y est"
    assert (BORDEAUX, "departement:33") in found
    assert (ASSO, GRANT) not in found, "le siège d’un acteur ne situe pas ce qu’il fait ailleurs"
    assert ends(store, "territory=commune:33999") == found, "un identifiant devenu un autre répond comme lui"


def test_what_a_head_office_alone_places_may_be_left_out(store: Store) -> None:
    lost = ends(store, "territory=departement:33") - ends(store, "territory=departement:33", seats=False)
    assert lost == {(SEATED, BORDEAUX), (FIRM, SEATED)}


def test_a_theme_is_that_of_the_event(store: Store) -> None:
    assert ends(store, "theme=odd:4") == {(OLD, "odd:4"), (OLD, BORDEAUX), (ASSO, OLD), (FIRM, OLD)}


def test_a_phase_is_that_of_the_experiment_alone(store: Store) -> None:
    touching_old = {(ASSO, OLD), (FIRM, OLD), (OLD, BORDEAUX), (OLD, "odd:4")}
    assert ends(store, "phase=deploiement") == touching_old
    assert ends(store, "phase=deploiement&phase=arret") == touching_old | {(ASSO, MADE_UP)}
    # an alliance, a programme and an experiment whose phase nobody says are in none
    assert {(TOWN, GRANT), (TOWN, SCHEME), (FIRM, UNDATED)} < ends(
        store, {"not": {"phase": ["deploiement", "arret", "modelisation", "rd_experimentation"]}}
    )


def test_sources_and_statuses(store: Store) -> None:
    assert ends(store, "source=demonstration") == ends(store, "status=synthetique") == {(ASSO, MADE_UP)}
    assert places(store, "status=reel") == []


@pytest.mark.parametrize(
    ("said", "error", "words"),
    [("territory=departement:99", UnknownEntity, "departement:99"), ("theme=odd:5", UnknownEntity, "odd:5"),
     (f"territory={ASSO}", InvalidRecord, "attendu une fiche Territory"),
     ("theme=region:53", InvalidRecord, "attendu une fiche Theme"),
     ("source=anr", InvalidRecord, "attendu une source chargée : demonstration, essai")],
)  # fmt: skip
def test_what_nobody_loaded_is_refused(store: Store, said: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        places(store, said)


@pytest.mark.property
@given(filters(), filters())
def test_and_or_not_are_those_of_sets(store: Store, first: Any, second: Any) -> None:
    every, one, other = (set(places(store, said)) for said in ({}, first, second))
    assert set(places(store, {"and": [first, second]})) == one & other
    assert set(places(store, {"or": [first, second]})) == one | other
    assert set(places(store, {"not": first})) == every - one
    twice = Search(store, Asked(Not(Not(read_filter(first)))))  # the grammar would have made it one
    assert {match.place for match in twice.matches()} == one


@pytest.mark.property
@given(filters())
def test_pages_follow_one_another_and_the_total_counts_them(store: Store, said: Any) -> None:
    asked = Asked(read_filter(said))
    whole = [match.place for match in Search(store, asked).matches()]
    read: list[Place] = []
    more, after = True, None
    while more:
        page = Search(store, asked).page(3, after)
        assert page.total == len(whole) - len(read)
        read += [match.place for match in page.matches]
        more, after = page.more, read[-1] if read else None
    assert read == whole


@pytest.mark.property
@given(filters())
def test_small_batches_and_little_memory_change_nothing(store: Store, said: Any) -> None:
    whole, count = places(store, said), Search(store, Asked(read_filter(said))).page(2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "AT_ONCE", 2)
        patch.setattr(matching, "HELD", 1)
        patch.setattr(matching, "AMONG_MOST", 0)
        assert places(store, said) == whole
        assert Search(store, Asked(read_filter(said))).page(2) == count


class Watched:
    """A view that notes which relations it is asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked: list[tuple[str, Any]] = []
        self.looked_up: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def links(self, kind: str, **given: Any) -> Any:
        self.asked.append((kind, given.get("among")))
        return self._store.links(kind, **given)

    def briefs(self, ids: Any) -> Any:
        self.looked_up += ids
        return self._store.briefs(ids)


def test_what_a_filter_excludes_is_not_read(store: Store) -> None:
    view: Any = Watched(store)
    found = Search(view, Asked(read_text("type=PARTICIPATES_IN&territory=region:53"))).page(10)
    assert [match.place[1:3] for match in found.matches] == [(FIRM, UNDATED)]
    assert view.asked == [("PARTICIPATES_IN", [UNDATED])]
    assert set(view.looked_up) == {FIRM, UNDATED}


def test_a_whole_type_is_counted_without_being_read_to_its_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "AT_ONCE", 1)
    view: Any = Watched(store)
    assert Search(view, Asked()).page(1).total == ROWS
    assert len(view.looked_up) <= 6


def test_time_is_bounded(store: Store) -> None:
    with pytest.raises(StoreUnavailable, match="temps accordé"):
        list(Search(store, Asked(), seconds=-1).matches())


def test_an_end_that_goes_while_it_is_read_is_told(store: Store) -> None:
    view: Any = Watched(store)
    view.briefs = lambda ids: store.briefs([each for each in ids if each != OLD])
    with pytest.raises(StoreUnavailable, match="a changé pendant la lecture"):
        Search(view, Asked()).page(10)
