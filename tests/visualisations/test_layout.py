import time
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.visualisations.subgraphs import generated
from visualisations.layout import CLEARANCE, positions

Graph = tuple[int, list[tuple[int, int]]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    count = draw(st.integers(1, 40))
    ends = st.integers(0, count - 1)
    return count, draw(st.lists(st.tuples(ends, ends), max_size=80))


@pytest.mark.property
@given(graphs())
@settings(max_examples=40, deadline=None)
def test_same_graph_same_picture_and_no_mark_hides_another(graph: Graph) -> None:
    count, links = graph
    placed = positions(count, links)
    assert placed == positions(count, links)
    assert len(placed) == count
    nearest = min((dist(a, b) for i, a in enumerate(placed) for b in placed[:i]), default=CLEARANCE)
    assert nearest >= CLEARANCE / 2


@pytest.mark.unit
def test_nothing_to_place() -> None:
    assert positions(0, []) == []
    assert positions(1, []) == [(0.0, 0.0)]


@pytest.mark.unit
def test_isolates_stand_in_a_grid() -> None:
    placed = positions(12, [])
    assert len({x for x, _ in placed}) * len({y for _, y in placed}) >= 12
    assert len({y for _, y in placed}) < 12


@pytest.mark.unit
def test_500_nodes_are_placed_in_half_a_second_of_processor() -> None:
    drawn = generated(500)
    index = {node["id"]: place for place, node in enumerate(drawn.nodes)}
    links = [(index[link["source"]], index[link["target"]]) for link in drawn.links]
    positions(3, [(0, 1)])  # imports are not part of it
    start = time.process_time()
    positions(500, links)
    assert time.process_time() - start <= 0.5 * 2  # of a machine twice as slow as the reference
