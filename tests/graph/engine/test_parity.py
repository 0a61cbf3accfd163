"""The backend gives what networkx gives: same nodes, same values to 1e-9, same exceptions. The oracle is networkx."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graph.engine.graphs import graphs

pytestmark = pytest.mark.property

Answer = Any
WEIGHTS = st.sampled_from([None, "weight"])


def answer(function: Callable[..., Answer], *args: Any, **options: Any) -> Answer:
    """The value, or the type of the exception."""
    try:
        return function(*args, **options)
    except (nx.NetworkXException, ValueError) as error:
        return type(error)


def same(ours: Answer, theirs: Answer) -> bool:
    if not isinstance(theirs, Mapping):
        return bool(ours == theirs)
    return list(ours) == list(theirs) and all(
        math.isclose(ours[node], theirs[node], rel_tol=1e-9, abs_tol=1e-12)
        or (math.isnan(ours[node]) and math.isnan(theirs[node]))
        for node in theirs
    )


def check(function: Callable[..., Answer], graph: Any, **options: Any) -> None:
    theirs = answer(function, graph, **options)
    assert same(answer(function, graph, backend="entrelacs", **options), theirs)


@given(graphs(), WEIGHTS, st.sampled_from([0.5, 0.85, 0.99]))
def test_pagerank(graph: Any, weight: str | None, alpha: float) -> None:
    check(nx.pagerank, graph, weight=weight, alpha=alpha, tol=1e-13, max_iter=5000)


def test_pagerank_that_does_not_settle_raises_as_networkx_does() -> None:
    """A long path with a long tail on one side: three rounds are too few for either method."""
    check(nx.pagerank, nx.path_graph(50), tol=1e-13, max_iter=3)


@given(graphs(), WEIGHTS)
def test_eigenvector_centrality(graph: Any, weight: str | None) -> None:
    check(nx.eigenvector_centrality, graph, weight=weight, tol=1e-7, max_iter=300)


@given(graphs(), st.booleans())
def test_betweenness_centrality(graph: Any, normalized: bool) -> None:
    check(nx.betweenness_centrality, graph, normalized=normalized)


@given(graphs(), st.integers(1, 15), st.integers(0, 5), st.booleans())
def test_sampled_betweenness_draws_the_same_pivots(graph: Any, k: int, seed: int, normalized: bool) -> None:
    check(nx.betweenness_centrality, graph, k=k, seed=seed, normalized=normalized)


@given(graphs(), st.booleans())
def test_closeness_centrality(graph: Any, improved: bool) -> None:
    check(nx.closeness_centrality, graph, wf_improved=improved)


@given(graphs(), st.data())
def test_harmonic_centrality(graph: Any, data: st.DataObject) -> None:
    some = data.draw(st.none() | st.lists(st.sampled_from([*graph, "siren:absent"])))
    theirs = nx.harmonic_centrality(graph, sources=some)
    ours = nx.harmonic_centrality(graph, sources=some, backend="entrelacs")
    # networkx goes through a set, so the order of its answer changes from one run to the next.
    assert same({node: ours[node] for node in theirs}, theirs)
    assert len(ours) == len(theirs)


@given(graphs(), WEIGHTS)
def test_constraint(graph: Any, weight: str | None) -> None:
    loops = nx.number_of_selfloops(graph)
    if loops:
        with pytest.raises(NotImplementedError):
            nx.constraint(graph, weight=weight, backend="entrelacs")
    elif len(graph):
        check(nx.constraint, graph, weight=weight)


@given(graphs(loops=False), WEIGHTS, st.data())
def test_some_nodes_of_constraint_and_effective_size(graph: Any, weight: str | None, data: st.DataObject) -> None:
    """networkx takes another way when `nodes` are given, which does not end at 3 000 nodes: same values here."""
    some = data.draw(st.lists(st.sampled_from([*graph]), unique=True)) if len(graph) else []
    check(nx.constraint, graph, nodes=some, weight=weight)
    check(nx.effective_size, graph, nodes=some, weight=weight)


@given(graphs(loops=False), WEIGHTS)
def test_effective_size(graph: Any, weight: str | None) -> None:
    """networkx 3.6 with weights and without `nodes` departs from its own definition: the oracle is its other way."""
    if len(graph):
        check(nx.effective_size, graph)
        theirs = nx.effective_size(graph, nodes=list(graph), weight=weight)
        assert same(nx.effective_size(graph, weight=weight, backend="entrelacs"), theirs)


@given(graphs())
def test_core_number(graph: Any) -> None:
    check(nx.core_number, graph)


@given(graphs())
def test_degree_centrality(graph: Any) -> None:
    check(nx.degree_centrality, graph)


@given(graphs())
def test_components(graph: Any) -> None:
    ours = nx.connected_components(graph, backend="entrelacs")
    assert list(ours) == list(nx.connected_components(graph))
    check(nx.number_connected_components, graph)
    check(nx.is_connected, graph)


@pytest.mark.parametrize(
    "function",
    [nx.betweenness_centrality, nx.closeness_centrality, nx.core_number, nx.degree_centrality, nx.constraint],
)
@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 1000))
def test_beyond_one_block(function: Callable[..., Answer], seed: int) -> None:
    """700 nodes: more sources than one sweep of 512 takes, several blocks of sources, small parts beside a large one."""
    graph: nx.Graph[Any] = nx.gnp_random_graph(700, 2.5 / 700, seed=seed)
    graph.__networkx_cache__ = None
    check(function, graph)


@pytest.mark.parametrize("graph", [nx.path_graph(900), nx.star_graph(600), nx.complete_graph(40)], ids=str)
@pytest.mark.parametrize("function", [nx.betweenness_centrality, nx.closeness_centrality, nx.core_number])
def test_long_flat_and_dense(graph: Any, function: Callable[..., Answer]) -> None:
    graph.__networkx_cache__ = None
    check(function, graph)
