"""A networkx dispatch backend on compressed sparse rows: `nx.pagerank(graph, backend="entrelacs")`.

networkx finds it by the entry points `networkx.backends` and `networkx.backend_info`, and reads the second each
time it is imported: nothing heavy may be loaded here before a function is asked for.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.engine import backend
    from graph.engine.csr import CsrGraph

__all__ = ["CsrGraph", "backend"]


def __getattr__(name: str) -> Any:
    if name == "backend":
        return importlib.import_module("graph.engine.backend")
    if name == "CsrGraph":
        return importlib.import_module("graph.engine.csr").CsrGraph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
