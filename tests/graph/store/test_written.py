"""Columns are kept as their records are, to the byte, and tell them whole: a store that writes columns holds the same graph as one that
merges records, and names it by the same revision.
"""

from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.alike import Alike, NodesAlike, RelationsAlike, Said
from graph.model.entities import Actor
from graph.model.origin import Origin, Status
from graph.store.kept import Kept, kept_of_node, kept_of_relation
from graph.store.kept_rows import KeptRows
from graph.store.search import codes, folded_names, untold_codes
from graph.store.sqlite import SqliteStore
from graph.store.views import link_view, node_document, years
from graph.store.written import written

pytestmark = pytest.mark.property

TEXTS = st.none() | st.text(max_size=12)
LINES = st.lists(st.integers(1, 99), max_size=3, unique=True).map(sorted)
VALUES: dict[str, st.SearchStrategy[Said]] = {
    "amount": st.none() | st.floats(allow_nan=False, allow_infinity=False),
    "active": st.none() | st.booleans(),
    "number": st.none() | st.integers(-5, 5) | st.sampled_from([1.0, True, 1]),
    "contracts": st.none() | st.tuples(st.text(max_size=3)) | st.just(()),
    "purpose": TEXTS,
    "siren": st.none() | st.just("356000000"),
    "start": st.sampled_from([None, "2019", "2022-01-13"]),
    "end": st.sampled_from([None, "2023-12"]),
    "located_by": st.sampled_from([None, "seat", "declared"]),
}
ORIGINS = st.builds(
    Origin,
    source=st.sampled_from(["scdl", 'é"quote']),
    run=st.just("0123456789abcdef"),
    vintage=st.none() | st.just("2022"),
    status=st.sampled_from(Status),
)
ENDS = [Actor(id="siren:356000000", label="La Poste").record(Origin(source="sirene", run="r"))]


@st.composite
def columns(draw: st.DrawFn, rows: int) -> dict[str, list[Said]]:
    names = draw(st.sets(st.sampled_from(sorted(VALUES)), max_size=5))
    return {name: draw(st.lists(VALUES[name], min_size=rows, max_size=rows)) for name in sorted(names)}


def several(draw: st.DrawFn, each: st.SearchStrategy[Any], rows: int) -> list[Any]:
    return draw(st.lists(each, min_size=rows, max_size=rows))


@st.composite
def batches(draw: st.DrawFn) -> Alike:
    rows, origin = draw(st.integers(1, 6)), draw(ORIGINS)
    ids = [f"alliance:scdl:D%C3%89-{rank}" for rank in range(rows)]
    labels = [draw(TEXTS | st.just(own)) for own in ids]
    nodes = NodesAlike(
        origin, "Alliance", ids, labels, several(draw, TEXTS, rows), several(draw, LINES, rows), draw(columns(rows))
    )
    way = draw(st.sampled_from(["stated", "seat"]))
    relations = [
        RelationsAlike(
            origin, kind, role, ids, ["siren:356000000"] * rows, several(draw, LINES, rows), draw(columns(rows)), way
        )
        for kind, role in (("PARTICIPATES_IN", "financeur"), ("ACTS_IN", ""))
    ]
    return Alike(nodes, relations)


@given(batches())
def test_columns_are_kept_as_their_records_are(said: Alike) -> None:
    made = written(said)
    for rank, node in enumerate(said.nodes.records()):
        assert kept(made.nodes.kept, rank) == kept_of_node(node)
        assert made.nodes.only([rank]).digest() == node.digest
        assert made.nodes.names[rank] == folded_names(node.labels)
        assert sorted(made.nodes.codes[rank]) == untold_codes(node.id, codes(node))
        assert made.nodes.facets[rank][1:] == years(node)
    for columns, each in zip(said.relations, made.relations, strict=True):
        for rank, relation in enumerate(columns.records()):
            assert kept(each.kept, rank) == kept_of_relation(relation)
            assert each.only([rank]).digest() == relation.digest


@given(batches())
def test_the_records_of_columns_are_made_again_from_what_is_kept(said: Alike) -> None:
    """What touches a node that is stored already is merged as a record."""
    made, (nodes, relations) = written(said), said.records()
    assert made.nodes.records() == nodes
    assert [record for each in made.relations for record in each.records()] == relations
    assert made.nodes.digest() + sum(each.digest() for each in made.relations) == sum(
        record.digest for record in (*nodes, *relations)
    )


@given(batches())
@settings(max_examples=60)
def test_what_is_kept_tells_what_is_shown_and_what_is_said(said: Alike) -> None:
    """Whatever a row leaves out, the store shows the document of the record and gives its claims back."""
    nodes, relations = said.records()
    with SqliteStore.open("", read_only=False, timeout=10) as store:
        store.merge([*nodes, *ENDS], relations)
        stored = list(store.records())
        shown = {view["id"]: view for view in store.nodes([node.id for node in nodes])}
        links = [link for kind in ("PARTICIPATES_IN", "ACTS_IN") for link in store.links(kind)]
    assert stored == [*sorted([*nodes, *ENDS], key=lambda node: node.id), *sorted(relations, key=lambda each: each.key)]
    for node in nodes:
        document, view = orjson.loads(node_document(node)), shown[node.id]
        assert {name: view[name] for name in ("label", "properties", "statuses", "origins")} == {
            name: document[name] for name in ("label", "properties", "statuses", "origins")
        }
    assert sorted(map(orjson.dumps, links)) == sorted(orjson.dumps(link_view(each)) for each in relations)


def test_what_an_origin_tells_is_not_kept_beside_it() -> None:
    """A claim, an origin and the ids written with each record were two thirds of a graph."""
    origin = Origin(source="scdl", run="r")
    nodes = NodesAlike(origin, "Alliance", ["alliance:scdl:a"], ["Atelier"], [None], [[2, 5]], {"amount": [3.0]})
    relations = RelationsAlike(origin, "ACTS_IN", "", nodes.ids, ["pays:FR"], [[2]], {"located_by": ["seat"]}, "seat")
    made = written(Alike(nodes, [relations]))
    assert kept(made.nodes.kept, 0) == Kept('{"amount":3.0}', "", '"Atelier"', "2,5", False)
    assert kept(made.relations[0].kept, 0) == Kept('{"located_by":"seat"}', "", None, 2, False)


def kept(rows: KeptRows, rank: int) -> Kept:
    return Kept(rows.documents[rank], rows.claims[rank], rows.labels[rank], rows.lines[rank], rows.worded[rank])
