"""Filters answered on columns: the same relations as `Search`, and facets that say what a click would keep."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from graph.asking import Asked, Search, columns, read_filter, read_text
from graph.asking.columns import TYPES, read_columns
from graph.asking.facets import FACETS, Selected, all_of, members, without
from graph.asking.held import Held
from graph.asking.matching import Place
from graph.errors import InvalidRecord, NotResolvable, StoreUnavailable, UnknownEntity
from graph.model.relation_filter import Leaf
from graph.settings import Settings
from graph.store import Store, open_store
from tests.graph.asking.filters import filters
from tests.graph.asking.graphs import ROWS, records

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    made = open_store(Settings(store="sqlite://"))
    with made.batch():
        made.merge(*records())
    yield made
    made.close()


@pytest.fixture(scope="module")
def held(store: Store) -> Held:
    return Held(read_columns(store))


def kept(store: Store, held: Held, said: Any, seats: bool = True) -> list[Place]:
    """The places of what a filter keeps on the columns."""
    asked = read_text(said) if isinstance(said, str) else read_filter(said)
    own = held.columns
    rows = zip(own.types, own.sources, own.targets, own.role_codes, strict=True)
    chosen = held.chosen(held.mask(store, asked, seats), rows)
    return [(TYPES[kind], own.ids[a], own.ids[b], own.roles[role]) for kind, a, b, role in chosen]


def found(store: Store, said: Any, seats: bool = True) -> list[Place]:
    asked = read_text(said) if isinstance(said, str) else read_filter(said)
    return [match.place for match in Search(store, Asked(asked, seats)).matches()]


@pytest.mark.property
@given(filters())
def test_the_same_relations_in_the_same_order_as_when_they_are_read(store: Store, held: Held, said: Any) -> None:
    for seats in (True, False):
        assert kept(store, held, said, seats) == found(store, said, seats)


@pytest.mark.property
@given(filters())
def test_a_facet_counts_what_its_value_would_keep(store: Store, held: Held, said: Any) -> None:
    asked = read_filter(said)
    for seats in (True, False):
        for field in FACETS:
            for value, number in Selected(store, held, asked, seats).facet(field).items():
                if value == "region:75":
                    continue  # holds the Gironde, and is not a node of this graph
                clicked = all_of((without(asked, field), Leaf(field, (value,))))
                assert held.mask(store, clicked, seats).bit_count() == number, (field, value)


def test_a_facet_names_every_value_that_would_keep_something(store: Store, held: Held) -> None:
    selected = Selected(store, held, read_text("role=porteur"))
    assert selected.facet("role") == {"porteur": 2, "partenaire": 1, "financeur": 1, "beneficiaire": 1, "membre": 2,
                                      "": 7}  # fmt: skip
    assert selected.facet("phase") == {"deploiement": 1}  # of the two bearers, the other's phase is not said
    # the town is in Gironde and in Nouvelle-Aquitaine, though neither région nor département is loaded as its place
    assert selected.facet("territory") == {"departement:33": 1, "region:75": 1, "region:53": 1}


def test_conditions_come_apart(store: Store) -> None:
    asked = read_filter({"role": "porteur", "and": [{"theme": "odd:4"}, {"not": {"role": "membre"}}]})
    assert len(members(asked)) == 3
    assert without(asked, "role") == all_of(members(asked)[1:])  # the one inside the « not » stays


def test_what_nobody_loaded_is_refused(store: Store, held: Held) -> None:
    for said, error in (("territory=departement:99", UnknownEntity), ("source=anr", InvalidRecord)):
        with pytest.raises(error):
            held.mask(store, read_text(said), True)


def test_too_large_a_graph_and_too_long_a_reading_are_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreUnavailable, match="temps accordé"):
        read_columns(store, seconds=-1)
    monkeypatch.setattr(columns, "RELATIONS_MOST", ROWS - 1)
    with pytest.raises(NotResolvable, match="Le tableau et les exports"):
        read_columns(store)
