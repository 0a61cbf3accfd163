"""A graph of arrays as files that open at once, for a graph too large to be made again: several million links.

The service does not read its graphs from here, and would gain nothing: what takes seconds is reading the store, and the
arrays read from it are kept by revision in `graph.kept`; the projection made from them depends on the selection and
takes a fraction of a second at the size of France's research projects. This is for whoever holds a network of another
order and hands it to several processes, as `make bench PARTS=france` does with ten million links.

A folder holds `indptr.npy`, `indices.npy`, `weights.npy` where edges weigh, and `nodes.json`. It is written under
another name and moved when whole, so that a folder that exists can be read.
"""

import json
from pathlib import Path

import numpy as np

from graph.engine.csr import CsrGraph
from graph.whole_folder import whole_folder


def write_snapshot(graph: CsrGraph, folder: Path) -> None:
    """Keep a graph whose nodes are texts or integers. A folder that exists is left as it is.

    Raises OSError, also where another process was there first.
    """
    if folder.is_dir():
        return
    with whole_folder(folder) as partial:
        np.save(partial / "indptr.npy", graph.indptr)
        np.save(partial / "indices.npy", graph.indices)
        if graph.weights is not None:
            np.save(partial / "weights.npy", graph.weights)
        head = {"weight_name": graph.weight_name, "nodes": list(graph.nodes)}
        (partial / "nodes.json").write_text(json.dumps(head), encoding="utf-8")


def read_snapshot(folder: Path) -> CsrGraph | None:
    """The graph kept in `folder`, its arrays mapped; None where there is none, or one that cannot be read."""
    try:
        head = json.loads((folder / "nodes.json").read_text(encoding="utf-8"))
        indptr, indices = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("indptr", "indices"))
        weights = folder / "weights.npy"
        kept = np.load(weights, mmap_mode="r") if weights.exists() else None
        return CsrGraph(head["nodes"], indptr, indices, kept, weight_name=head["weight_name"])
    except (OSError, ValueError, KeyError):
        return None
