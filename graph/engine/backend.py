"""The object networkx dispatches to: its attributes are the functions this backend answers."""

from collections.abc import Iterable, Mapping
from typing import Any

from graph.engine.betweenness import betweenness_centrality
from graph.engine.communities import leiden_communities, louvain_communities
from graph.engine.components import connected_components, is_connected, number_connected_components
from graph.engine.convert import convert_from_nx, convert_to_nx
from graph.engine.cores import core_number
from graph.engine.degree import degree_centrality
from graph.engine.dispatch import hesitation, refusal
from graph.engine.distances import closeness_centrality, harmonic_centrality
from graph.engine.eigenvector import eigenvector_centrality
from graph.engine.pagerank import pagerank
from graph.engine.structural_holes import constraint, effective_size

__all__ = [
    "betweenness_centrality",
    "can_run",
    "closeness_centrality",
    "connected_components",
    "constraint",
    "convert_from_nx",
    "convert_to_nx",
    "core_number",
    "degree_centrality",
    "effective_size",
    "eigenvector_centrality",
    "harmonic_centrality",
    "is_connected",
    "leiden_communities",
    "louvain_communities",
    "number_connected_components",
    "on_start_tests",
    "pagerank",
    "should_run",
]


ONE_PARTITION_OF_MANY = frozenset({"test_karate_club_partition", "test_undirected_selfloops", "test_none_weight_param"})
"""Tests of networkx's Louvain that expect the very partition of its own random order; ours is another, as good."""


def can_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool | str:
    """True, or the reason why networkx must look elsewhere."""
    kernel = globals().get(name)
    if kernel is None:
        return f"`{name}` is not one of its functions"
    return refusal(kernel, args, kwargs) or True


def should_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool | str:
    """True, or the reason why converting the graph would not pay. Asked only where `can_run` said True."""
    graph = args[0] if args else kwargs["G"]
    return hesitation(name, graph) or True


def on_start_tests(items: Iterable[Any]) -> None:
    """Called by networkx's own test suite when it runs on this backend."""
    import pytest

    for item in items:
        if item.name in ONE_PARTITION_OF_MANY and item.path.name == "test_louvain.py":
            item.add_marker(pytest.mark.xfail(reason="expects the partition of networkx's own random order"))
