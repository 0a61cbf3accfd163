"""From and to networkx graphs, in the form its dispatcher calls."""

from collections.abc import Hashable, Mapping
from itertools import chain
from typing import Any

import networkx as nx
import numpy as np

from graph.engine.csr import CsrGraph, Floats


def convert_from_nx(
    graph: "nx.Graph[Any]",
    *,
    edge_attrs: Mapping[str, float] | None = None,
    preserve_edge_attrs: bool | Mapping[str, Any] = False,
    **_ignored: object,
) -> CsrGraph:
    """An undirected graph as a CsrGraph with at most one edge attribute, `edge_attrs = {name: default}`.

    Parallel edges of a multigraph become one, which weighs their sum. Raises NotImplementedError, which makes networkx
    try elsewhere, for a directed graph, a multigraph without weight, or when more than one attribute must survive.
    """
    if graph.is_directed() or (graph.is_multigraph() and not edge_attrs):
        raise NotImplementedError("only undirected simple graphs")
    if preserve_edge_attrs or len(edge_attrs or {}) > 1:
        raise NotImplementedError("one edge attribute at most")
    neighbours = dict(graph.adjacency())
    position = {node: i for i, node in enumerate(neighbours)}
    counts = np.fromiter((len(n) for n in neighbours.values()), dtype=np.int64, count=len(neighbours))
    indptr = np.concatenate([[0], np.cumsum(counts)])
    ends = map(position.__getitem__, chain.from_iterable(neighbours.values()))
    indices = np.fromiter(ends, dtype=np.int32, count=int(indptr[-1]))
    if not edge_attrs:
        return _sorted(list(neighbours), indptr, indices, None, "weight")
    [(name, default)] = edge_attrs.items()
    links = chain.from_iterable(n.values() for n in neighbours.values())
    weigh = _sum_of_parallel if graph.is_multigraph() else _weight
    weights = np.fromiter((weigh(link, name, default) for link in links), dtype=np.float64, count=len(indices))
    return _sorted(list(neighbours), indptr, indices, weights, name)


def _weight(link: Mapping[Any, Any], name: str, default: float) -> Any:
    return link.get(name, default)


def _sum_of_parallel(links: Mapping[Any, Any], name: str, default: float) -> Any:
    return sum(link.get(name, default) for link in links.values())


def _sorted(
    nodes: list[Hashable],
    indptr: np.ndarray[Any, np.dtype[np.int64]],
    indices: np.ndarray[Any, np.dtype[np.int32]],
    weights: Floats | None,
    name: str,
) -> CsrGraph:
    matrix = CsrGraph(nodes, indptr, indices, weights, weight_name=name).adjacency(name)
    matrix.sort_indices()
    return CsrGraph(nodes, matrix.indptr, matrix.indices, None if weights is None else matrix.data, weight_name=name)


def convert_to_nx(graph: Any, **_ignored: object) -> Any:
    """A CsrGraph as an `nx.Graph` with the same nodes in the same order; anything else comes back unchanged."""
    if not isinstance(graph, CsrGraph):
        return graph
    made: nx.Graph[Hashable] = nx.Graph()
    made.add_nodes_from(graph.nodes)
    rows = np.repeat(np.arange(len(graph)), graph.neighbour_counts)
    once = rows <= graph.indices
    ends = zip(rows[once].tolist(), graph.indices[once].tolist(), strict=True)
    pairs = ((graph.nodes[a], graph.nodes[b]) for a, b in ends)
    if graph.weights is None:
        made.add_edges_from(pairs)
    else:
        weighted = zip(pairs, graph.weights[once].tolist(), strict=True)
        made.add_weighted_edges_from(((a, b, w) for (a, b), w in weighted), weight=graph.weight_name)
    return made
