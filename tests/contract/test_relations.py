"""Relations asked for by a filter: the same on every store, from the first to the last."""

import json
from typing import Any

import pytest

from api.answers.selected import facets_document
from api.answers.selected_map import map_document
from api.answers.selected_matrix import profiles_document, themes_document
from api.answers.selected_network import network_document
from api.answers.selected_rows import rows_document
from api.answers.selected_years import years_document
from graph.asking import Asked, Search, read_text
from graph.asking.columns import read_columns
from graph.asking.facets import Selected
from graph.asking.held import Held
from graph.model.levels import Level
from graph.model.record import canonical_json
from graph.settings import Settings
from graph.store import Store, open_store
from tests.graph.asking.graphs import ASSO, FIRM, OLD, SEATED, TOWN, UNDATED, records

pytestmark = pytest.mark.contract
FILTERS = (
    "", "source_kind=association", "target_kind=Territory", "type=ACTS_IN&type=PART_OF", "role=porteur", "period=2016",
    "territory=departement:33", "territory=departement:33&type=PARTICIPATES_IN&role=membre", "theme=odd:4", "source=demonstration",
    "status=importe", "phase=deploiement", '{"not": {"phase": "arret"}}', "amount_min=1000", '{"not": {"territory": "departement:33"}}',
    '{"or": [{"theme": "odd:4"}, {"not": {"period": "2015"}}], "type": "PARTICIPATES_IN"}',
)  # fmt: skip


@pytest.fixture
def loaded(store: Store) -> Store:
    with store.batch():
        store.merge(*records())
    return store


def said(store: Store, text: str, seats: bool) -> list[Any]:
    search = Search(store, Asked(read_text(text), seats))
    return [[match.link, match.source, match.target] for match in search.matches()]


def test_every_filter_gives_the_same_bytes_as_a_graph_in_memory(loaded: Store) -> None:
    memory = open_store(Settings(store="sqlite://"))
    with memory.batch():
        memory.merge(*records())
    for text in FILTERS:
        for seats in (True, False):
            here, there = said(loaded, text, seats), said(memory, text, seats)
            assert canonical_json(here) == canonical_json(there), text
            assert json.dumps([row[0] for row in here]) == json.dumps([row[0] for row in there]), "ordre des champs"
    memory.close()


def test_selections_are_counted_and_drawn_alike(loaded: Store) -> None:
    memory = open_store(Settings(store="sqlite://"))
    with memory.batch():
        memory.merge(*records())
    for text in FILTERS:
        for seats in (True, False):
            here, there = (worked_out(store, text, seats) for store in (loaded, memory))
            assert canonical_json(here) == canonical_json(there), text
    memory.close()


def worked_out(store: Store, text: str, seats: bool) -> list[Any]:
    selected = Selected(store, Held(read_columns(store)), read_text(text), seats)
    made = [facets_document(selected), map_document(selected, Level.REGION), years_document(selected),
            profiles_document(selected), themes_document(selected, Level.DEPARTEMENT), network_document(selected, 5),
            rows_document(selected, 5, None)]  # fmt: skip
    return [
        {name: value for name, value in document.items() if name not in {"revision", "cursor"}} for document in made
    ]


def test_links_follow_a_place_and_touch_what_is_asked(loaded: Store) -> None:
    whole = [(link["source"], link["target"], link["role"]) for link in loaded.links("PARTICIPATES_IN")]
    assert whole == sorted(whole)
    assert len(whole) == 8  # of the graph
    for number, place in enumerate(whole, 1):
        assert [(x["source"], x["target"], x["role"]) for x in loaded.links("PARTICIPATES_IN", after=place)] == whole[
            number:
        ]
    touching = [place for place in whole if OLD in place or TOWN in place]
    among = loaded.links("PARTICIPATES_IN", among=[OLD, TOWN, "exp:essai:absent"])
    assert [(link["source"], link["target"], link["role"]) for link in among] == touching
    after = loaded.links("PARTICIPATES_IN", among=[OLD, TOWN], after=touching[0])
    assert [(link["source"], link["target"], link["role"]) for link in after] == touching[1:]
    assert list(loaded.links("PARTICIPATES_IN", among=[])) == []
    (made_up,) = loaded.links("PARTICIPATES_IN", saying='"source":"demonstration"')
    assert made_up["source"] == ASSO


def test_what_is_placed_in_a_territory_and_what_is_told_of_nodes(loaded: Store) -> None:
    assert loaded.placed_in("departement:33") == [SEATED, OLD]
    assert loaded.placed_in("departement:33", seats=False) == [OLD]
    assert loaded.placed_in("region:53") == [UNDATED]
    assert (loaded.count_acting("departement:33"), loaded.count_acting("departement:33", seats=False)) == (2, 1)
    briefs = loaded.briefs([OLD, FIRM, "exp:essai:absent", FIRM])
    assert [(brief.id, brief.kind, brief.profile, brief.start) for brief in briefs] == [
        (OLD, "Experiment", None, "2014"), (FIRM, "Actor", "entreprise", None),
    ]  # fmt: skip
    assert loaded.briefs([]) == []
