"""Which calls this backend answers. A refusal is a sentence, which networkx writes to its log."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from graph.engine.csr import CsrGraph

# Arguments the kernels accept at their default only.
FIXED: Mapping[str, tuple[str, ...]] = {
    "betweenness_centrality": ("weight", "endpoints"),
    "closeness_centrality": ("u", "distance"),
    "constraint": ("nodes",),
    "eigenvector_centrality": ("nstart",),
    "harmonic_centrality": ("nbunch", "distance"),
    "pagerank": ("personalization", "nstart", "dangling"),
}
# networkx does these in one pass over the graph, which the conversion of a graph would cost again.
ONE_PASS = frozenset({"connected_components", "degree_centrality", "is_connected", "number_connected_components"})
LOOPS_REFUSED = frozenset({"constraint"})


def refusal(kernel: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> str | None:
    """Why this call cannot be answered here, or None."""
    name = kernel.__name__
    try:
        bound = inspect.signature(kernel).bind(*args, **kwargs)
    except TypeError as error:
        return str(error)
    graph = bound.arguments["G"]
    if graph.is_directed() or graph.is_multigraph():
        return "only undirected simple graphs"
    if callable(bound.arguments.get("weight")):
        return "weights are edge attributes, not functions"
    defaults = inspect.signature(kernel).parameters
    for argument in FIXED.get(name, ()):
        if bound.arguments.get(argument, defaults[argument].default) != defaults[argument].default:
            return f"`{argument}` is not supported"
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
