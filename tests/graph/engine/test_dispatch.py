"""networkx finds the backend by its entry points, asks it what it can do, and keeps its own settings."""

import subprocess
import sys
from importlib.metadata import entry_points
from typing import Any

import networkx as nx
import numpy as np
import pytest

from graph.engine import CsrGraph, backend, dispatch
from graph.engine.info import FUNCTIONS, backend_info

pytestmark = pytest.mark.unit

PATH = CsrGraph.from_edges("abc", np.array([0, 1]), np.array([1, 2]))


def test_the_entry_points_lead_here() -> None:
    found = {point.group: point for point in entry_points(name="entrelacs") if point.group.startswith("networkx")}
    assert found["networkx.backends"].load() is backend
    assert found["networkx.backend_info"].load() is backend_info
    assert "entrelacs" in nx.utils.backends.backends


def test_what_is_announced_is_what_is_answered() -> None:
    plumbing = {"can_run", "should_run", "convert_from_nx", "convert_to_nx", "on_start_tests"}
    assert set(FUNCTIONS) == set(backend.__all__) - plumbing
    assert all(name in nx.utils.backends._registered_algorithms for name in FUNCTIONS)


def test_a_graph_of_ours_is_dispatched_without_asking() -> None:
    # The path a — b — c by hand: the only pair that a third node separates goes through b.
    assert nx.betweenness_centrality(PATH) == {"a": 0.0, "b": 1.0, "c": 0.0}


def test_importing_networkx_loads_no_numerics_and_changes_no_setting() -> None:
    code = (
        "import sys, networkx as nx; "
        "assert not {'numpy', 'scipy', 'graph.engine.backend'} & set(sys.modules); "
        "assert list(nx.config.backend_priority.algos) == [] and nx.config.fallback_to_nx is False; "
        "assert nx.config.cache_converted_graphs is True and not nx.config.warnings_to_ignore; "
        "nx.pagerank(nx.path_graph(3), backend='entrelacs'); "
        "assert list(nx.config.backend_priority.algos) == [] and nx.config.fallback_to_nx is False"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


@pytest.mark.parametrize(
    ("name", "options", "reason"),
    [
        ("pagerank", {"personalization": {"a": 1}}, "personalization"),
        ("pagerank", {"nstart": {"a": 1}}, "nstart"),
        ("pagerank", {"dangling": {"a": 1}}, "dangling"),
        ("pagerank", {"alpha": 1.0}, "alpha"),
        ("eigenvector_centrality", {"nstart": {"a": 1}}, "nstart"),
        ("eigenvector_centrality", {"weight": lambda *_: 1}, "functions"),
        ("betweenness_centrality", {"weight": "weight"}, "weight"),
        ("betweenness_centrality", {"endpoints": True}, "endpoints"),
        ("closeness_centrality", {"u": "a"}, "`u`"),
        ("closeness_centrality", {"distance": "weight"}, "distance"),
        ("harmonic_centrality", {"nbunch": ["a"]}, "nbunch"),
        ("leiden_communities", {"max_level": 1}, "max_level"),
        ("louvain_communities", {"threshold": 0.1}, "threshold"),
        ("constraint", {"colour": 1}, "colour"),
        ("voterank", {}, "not one of its functions"),
    ],
)
def test_what_is_not_supported_is_refused_with_its_reason(name: str, options: dict[str, Any], reason: str) -> None:
    refused = backend.can_run(name, (PATH,), options)
    assert isinstance(refused, str)
    assert reason in refused


@pytest.mark.parametrize("kind", [nx.DiGraph, nx.MultiGraph])
def test_other_kinds_of_graph_are_refused(kind: Any) -> None:
    assert backend.can_run("pagerank", (kind([(1, 2)]),), {}) == "only undirected simple graphs"


def test_parallel_edges_are_summed_for_communities_only() -> None:
    twice: nx.MultiGraph[str] = nx.MultiGraph([("a", "b"), ("a", "b")])
    assert backend.can_run("louvain_communities", (twice,), {}) is True
    assert backend.can_run("louvain_communities", (twice,), {"weight": None}) == "only undirected simple graphs"
    made = backend.convert_from_nx(twice, edge_attrs={"weight": 1.0})
    assert made.adjacency("weight").toarray().tolist() == [[0, 2], [2, 0]]


def test_without_networkit_communities_are_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "engine_name", lambda: None)
    refused = backend.can_run("leiden_communities", (PATH,), {})
    assert "networkit is not installed" in str(refused)
    assert "`engine`" in str(refused)


def test_a_self_loop_is_left_to_networkx_where_its_meaning_differs() -> None:
    looped = CsrGraph.from_edges("ab", np.array([0, 0]), np.array([0, 1]))
    assert "itself" in str(backend.can_run("constraint", (looped,), {}))
    assert "itself" in str(backend.can_run("constraint", (nx.Graph([(1, 1)]),), {}))
    assert backend.can_run("constraint", (PATH,), {}) is True


def test_a_graph_is_not_converted_for_what_one_pass_gives() -> None:
    graph: nx.Graph[int] = nx.path_graph(3)
    assert "conversion" in str(backend.should_run("degree_centrality", (graph,), {}))
    assert backend.should_run("degree_centrality", (), {"G": PATH}) is True
    assert backend.should_run("betweenness_centrality", (graph,), {}) is True


def test_networkx_takes_over_what_is_refused_once_allowed_to() -> None:
    graph: nx.Graph[int] = nx.path_graph(4)
    expected = nx.pagerank(graph, personalization={0: 1})
    with nx.config(backend_priority=["entrelacs"]):
        assert nx.pagerank(graph, personalization={0: 1}) == expected
    with nx.config(fallback_to_nx=True):
        assert nx.shortest_path(PATH, "a", "c") == ["a", "b", "c"]


def test_an_unknown_name_of_the_package_is_an_attribute_error() -> None:
    import graph.engine

    with pytest.raises(AttributeError, match="igraph"):
        _ = graph.engine.igraph


def test_a_negative_weight_is_left_to_networkx() -> None:
    graph = CsrGraph.from_edges("ab", np.array([0]), np.array([1]), np.array([-1.0]))
    with pytest.raises(NotImplementedError, match="negative"):
        backend.pagerank(graph)
