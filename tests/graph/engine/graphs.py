"""Random graphs for the comparison with networkx: empty, one node, isolates, several parts, weights, self-loops."""

from typing import Any

import networkx as nx
from hypothesis import strategies as st


@st.composite
def graphs(draw: st.DrawFn, *, loops: bool = True, largest: int = 14) -> "nx.Graph[Any]":
    """Undirected graphs whose nodes are not in the order of their names; half of the edges carry a weight."""
    size = draw(st.integers(0, largest))
    names = draw(st.permutations([f"siren:{i}" for i in range(size)]))
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(names)
    pairs = [(a, b) for a in names for b in names if a < b or (loops and a == b)]
    for a, b in draw(st.lists(st.sampled_from(pairs), max_size=3 * largest)) if pairs else []:
        graph.add_edge(a, b)
        if draw(st.booleans()):
            graph[a][b]["weight"] = draw(st.floats(0.05, 20))
    # Without this networkx warns, rightly, each time it uses a converted graph again.
    graph.__networkx_cache__ = None
    return graph
