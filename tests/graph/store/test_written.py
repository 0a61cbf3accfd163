"""Columns say what their records say, to the byte: a store that writes columns holds the same graph as one that
merges records, and names it by the same revision.
"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.alike import Alike, NodesAlike, RelationsAlike, Said
from graph.model.origin import Origin, Status
from graph.store.search import codes, folded_names
from graph.store.sqlite.claims import (
    claims,
    claims_text,
    kept_of_node,
    kept_of_nodes,
    kept_of_relation,
    kept_of_relations,
)
from graph.store.views import link_document, node_document, years
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
def test_the_texts_of_columns_are_those_of_their_records(said: Alike) -> None:
    made = written(said)
    for rank, node in enumerate(said.nodes.records()):
        assert made.nodes.claims[rank] == node.claims_json
        assert made.nodes.documents[rank] == node_document(node)
        assert made.nodes.digests[rank] == node.digest
        assert made.nodes.names[rank] == folded_names(node.labels)
        assert set(made.nodes.codes[rank]) == set(codes(node))
        assert made.nodes.facets[rank][1:] == years(node)
    for each in made.relations:
        for rank, relation in enumerate(each.said.records()):
            assert each.claims[rank] == relation.claims_json
            assert each.documents[rank] == link_document(relation)
            assert each.digests[rank] == relation.digest


@given(batches())
def test_claims_that_are_not_kept_are_read_from_what_is_shown(said: Alike) -> None:
    made = written(said)
    for node, kept, shown in zip(said.nodes.records(), kept_of_nodes(made.nodes), made.nodes.documents, strict=True):
        assert kept == kept_of_node(node)
        assert claims_text(kept or shown) == node.claims_json
        assert claims(kept or shown) == node.claims
    for each in made.relations:
        for relation, shown in zip(each.said.records(), each.documents, strict=True):
            kept = kept_of_relation(relation)
            assert claims_text(kept or shown) == relation.claims_json
            assert claims(kept or shown) == relation.claims
        for relation, kept, shown in zip(each.said.records(), kept_of_relations(each), each.documents, strict=True):
            assert claims_text(kept or shown) == relation.claims_json


def test_what_is_said_once_is_kept_once() -> None:
    """A claim beside a document that says the same is two fifths of a graph."""
    origin = Origin(source="scdl", run="r")
    nodes = NodesAlike(origin, "Alliance", ["alliance:scdl:a"], ["Atelier"], [None], [[2]], {"amount": [3.0]})
    relations = RelationsAlike(origin, "ACTS_IN", "", nodes.ids, ["pays:FR"], [[2]], {"located_by": ["seat"]}, "seat")
    made = written(Alike(nodes, [relations]))
    assert kept_of_nodes(made.nodes) == [""]
    assert kept_of_relations(made.relations[0]) == [""]
