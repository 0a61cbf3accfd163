"""The graph of arrays, and the way to and from networkx."""

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from graph.engine.convert import convert_from_nx, convert_to_nx
from graph.engine.csr import CsrGraph
from tests.graph.engine.graphs import graphs

pytestmark = pytest.mark.unit


def triangle_and_loop() -> CsrGraph:
    """a — b — c — a, d linked to itself, e alone."""
    source, target = np.array([0, 2, 2, 3]), np.array([1, 1, 0, 3])
    return CsrGraph(["a", "b", "c", "d", "e"], *_arrays(source, target))


def _arrays(source: np.ndarray[Any, Any], target: np.ndarray[Any, Any]) -> tuple[Any, Any]:
    made = CsrGraph.from_edges("abcde", source, target)
    return made.indptr, made.indices


def test_sizes_count_edges_once() -> None:
    graph = triangle_and_loop()
    assert (len(graph), graph.number_of_nodes(), graph.number_of_edges(), graph.loops) == (5, 5, 4, 1)
    assert list(graph) == ["a", "b", "c", "d", "e"]
    assert "e" in graph
    assert "z" not in graph
    assert not graph.is_directed()
    assert not graph.is_multigraph()


def test_an_edge_given_twice_is_one_edge_and_its_weights_add_up() -> None:
    graph = CsrGraph.from_edges("ab", np.array([0, 1]), np.array([1, 0]), np.array([2.0, 3.0]))
    assert graph.number_of_edges() == 1
    assert graph.adjacency("weight").toarray().tolist() == [[0, 5], [5, 0]]
    assert graph.adjacency(None).toarray().tolist() == [[0, 1], [1, 0]]
    assert graph.adjacency("amount").toarray().tolist() == [[0, 1], [1, 0]]


def test_arrays_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="does not describe 3 nodes"):
        CsrGraph("abc", np.array([0, 1, 2]), np.array([1, 0]))
    with pytest.raises(ValueError, match="1 weights for 2 links"):
        CsrGraph("ab", np.array([0, 1, 2]), np.array([1, 0]), np.array([1.0]))


def test_the_part_between_some_nodes_keeps_weights() -> None:
    graph = CsrGraph.from_edges("abc", np.array([0, 1]), np.array([1, 2]), np.array([2.0, 3.0]))
    part = graph.induced(np.array([1, 2]))
    assert list(part) == ["b", "c"]
    assert part.adjacency("weight").toarray().tolist() == [[0, 3], [3, 0]]


@pytest.mark.property
@given(graphs())
def test_going_and_coming_back_changes_nothing(graph: Any) -> None:
    back = convert_to_nx(convert_from_nx(graph, edge_attrs={"weight": 1.0}))
    assert list(back) == list(graph)
    expected = {frozenset((a, b)): w for a, b, w in graph.edges(data="weight", default=1.0)}
    assert {frozenset((a, b)): w for a, b, w in back.edges(data="weight")} == expected
    bare = convert_to_nx(convert_from_nx(graph))
    assert {frozenset(e) for e in bare.edges} == set(expected)
    assert not any(data for _, _, data in bare.edges(data=True))


@pytest.mark.parametrize("kind", [nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph])
def test_other_kinds_of_graph_are_not_converted(kind: Any) -> None:
    with pytest.raises(NotImplementedError):
        convert_from_nx(kind([(1, 2)]))


def test_only_one_edge_attribute_is_carried() -> None:
    graph: nx.Graph[Any] = nx.path_graph(2)
    with pytest.raises(NotImplementedError):
        convert_from_nx(graph, edge_attrs={"a": 1, "b": 1})
    with pytest.raises(NotImplementedError):
        convert_from_nx(graph, preserve_edge_attrs=True)


def test_what_is_not_ours_comes_back_as_it_is() -> None:
    assert convert_to_nx({"a": 1.0}) == {"a": 1.0}
