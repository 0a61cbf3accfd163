"""Which calls this backend answers. A refusal is a sentence, which networkx writes to its log."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from graph.engine.communities import engine_name
from graph.engine.csr import CsrGraph

# Arguments the kernels accept at their default only.
FIXED: Mapping[str, tuple[str, ...]] = {
    "betweenness_centrality": ("weight", "endpoints"),
    "closeness_centrality": ("u", "distance"),
    "eigenvector_centrality": ("nstart",),
    "harmonic_centrality": ("nbunch", "distance"),
    "leiden_communities": ("max_level",),
    "louvain_communities": ("threshold", "max_level"),
    "pagerank": ("personalization", "nstart", "dangling"),
}
# networkx does these in one pass over the graph, which the conversion of a graph would cost again.
ONE_PASS = frozenset({"connected_components", "degree_centrality", "is_connected", "number_connected_components"})
LOOPS_REFUSED = frozenset({"constraint", "effective_size"})
COMMUNITIES = frozenset({"leiden_communities", "louvain_communities"})


def refusal(kernel: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> str | None:
    """Why this call cannot be answered here, or None."""
    name = kernel.__name__
    try:
        bound = inspect.signature(kernel).bind(*args, **kwargs)
    except TypeError as error:
        return str(error)
    graph = bound.arguments["G"]
    # Parallel edges are one edge with the sum of their weights: the same modularity.
    summed = name in COMMUNITIES and bound.arguments.get("weight", "weight") is not None
    if graph.is_directed() or (graph.is_multigraph() and not summed):
        return "only undirected simple graphs"
    if name in COMMUNITIES and engine_name() is None:
        return "networkit is not installed: it comes with the extra `engine`"
    if callable(bound.arguments.get("weight")):
        return "weights are edge attributes, not functions"
    defaults = inspect.signature(kernel).parameters
    for argument in FIXED.get(name, ()):
        if bound.arguments.get(argument, defaults[argument].default) != defaults[argument].default:
            return f"`{argument}` is not supported"
    if name == "pagerank" and not 0 <= bound.arguments.get("alpha", defaults["alpha"].default) < 1:
        return "`alpha` is from 0 to below 1"
    if name in LOOPS_REFUSED and _has_loop(graph):
        return "a node is linked to itself"
    return None


def hesitation(name: str, graph: Any) -> str | None:
    """Why converting `graph` to run here would be a loss, or None."""
    if isinstance(graph, CsrGraph):
        return None
    return "networkx does it in one pass, less than the conversion" if name in ONE_PASS else None


def _has_loop(graph: Any) -> bool:
    if isinstance(graph, CsrGraph):
        return graph.loops > 0
    return any(node in neighbours for node, neighbours in graph.adjacency())
