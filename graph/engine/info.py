"""What networkx shows about this backend in its own documentation. Read at each import of networkx: no imports here."""

from typing import Any

FUNCTIONS: dict[str, str] = {
    "betweenness_centrality": "Unweighted, exact or sampled (same pivots as networkx for the same seed).",
    "closeness_centrality": "Unweighted, all nodes at once, 512 sources in each sweep.",
    "connected_components": "Same order as networkx.",
    "constraint": "In blocks of rows: never a dense matrix. No self-loops.",
    "core_number": "Peels whole layers.",
    "degree_centrality": "A self-loop counts twice, as in networkx.",
    "effective_size": "In blocks of rows: never a dense matrix. No self-loops.",
    "eigenvector_centrality": "Same iteration and same stopping rule as networkx.",
    "harmonic_centrality": "Unweighted; `sources` is honoured, `nbunch` is not.",
    "is_connected": "Raises on the null graph, as networkx does.",
    "leiden_communities": "By networkit (extra `engine`), on one thread, ten rounds, nodes permuted by the seed; "
    "multigraphs too. networkx itself has no Leiden.",
    "louvain_communities": "By networkit (extra `engine`), on one thread, refined, nodes permuted by the seed, "
    "communities in several pieces parted; multigraphs too. Without `threshold` and `max_level`.",
    "number_connected_components": "Undirected graphs.",
    "pagerank": "Without personalization, nstart or dangling; the tolerance is multiplied by n, as in networkx.",
}


def backend_info() -> dict[str, Any]:
    """Metadata in the form networkx expects (`nx.utils.backends.backend_info`)."""
    return {
        "backend_name": "entrelacs",
        "project": "entrelacs",
        "package": "graph.engine",
        "short_summary": "SciPy kernels on compressed sparse rows, for undirected graphs built straight from arrays.",
        "functions": {name: {"additional_docs": text} for name, text in FUNCTIONS.items()},
    }
