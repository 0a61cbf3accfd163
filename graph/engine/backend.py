"""The object networkx dispatches to: its attributes are the functions this backend answers."""

from collections.abc import Mapping
from typing import Any

from graph.engine.betweenness import betweenness_centrality
from graph.engine.components import connected_components, is_connected, number_connected_components
from graph.engine.constraint import constraint
from graph.engine.convert import convert_from_nx, convert_to_nx
from graph.engine.cores import core_number
from graph.engine.degree import degree_centrality
from graph.engine.dispatch import hesitation, refusal
from graph.engine.distances import closeness_centrality, harmonic_centrality
from graph.engine.eigenvector import eigenvector_centrality
from graph.engine.pagerank import pagerank

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
    "eigenvector_centrality",
    "harmonic_centrality",
    "is_connected",
    "number_connected_components",
    "pagerank",
    "should_run",
]


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
