"""A graph of the size of France, 2 M nodes and 10 M links, from its arrays; and the research projects, from the store.

The large graph is drawn and kept in one process, measured in another: its peak memory holds no trace of the drawing.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import networkx as nx

from graph.analysis.projection import WEIGHT, actor_projection
from graph.engine.csr import CsrGraph
from graph.engine.snapshot import read_snapshot, write_snapshot
from graph.project import TwoMode, two_mode
from graph.settings import Settings
from graph.store import open_store
from loaders.loading import load_files
from scripts.bench.engine import PAGERANK_L1, edges, timed
from scripts.bench.loads import anr
from scripts.bench.measure import ROOT, Measure, own_peak

PART = "france"
NODES, LINKS, SEED, PIVOTS = 2_000_000, 10_000_000, 1, 250


def france() -> Iterator[Measure]:
    yield from large()
    yield from research()


def large() -> Iterator[Measure]:
    with TemporaryDirectory() as folder:
        snapshot = Path(folder) / "graph"
        source, target = edges(NODES, LINKS, SEED)
        built, graph = timed(lambda: CsrGraph.from_edges(range(NODES), source, target))
        write_snapshot(graph, snapshot)
        name = f"{NODES // 10**6} M nodes, {LINKS // 10**6} M links"
        yield Measure(PART, f"{name}: edges → CSR", built, "s")
        command = [sys.executable, "-m", "scripts.bench.france", str(snapshot)]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        for what, value in json.loads(done.stdout).items():
            memory = what == "peak memory"
            yield Measure(PART, f"{name}: {what}", value, "MB" if memory else "s", 1500 if memory else 4.0)


def kernels(snapshot: Path) -> dict[str, float]:
    """Seconds of each, and the peak resident megabytes of this process."""
    opened, graph = timed(lambda: read_snapshot(snapshot))
    assert graph is not None
    calls: Mapping[str, Callable[[Any], Any]] = {
        "PageRank, L1 1e-7": lambda g: nx.pagerank(g, tol=PAGERANK_L1 / NODES, max_iter=500),
        "components": lambda g: sum(1 for _ in nx.connected_components(g)),
        "core numbers": nx.core_number,
    }
    spent = {"opening the snapshot": opened}  # answers are not held: one is 250 MB
    for name, call in calls.items():
        spent[name] = timed(lambda call=call: call(graph))[0]  # type: ignore[misc]
    return {**spent, "peak memory": own_peak()}


def research() -> Iterator[Measure]:
    """The research projects: each measure of the actors, together within ten seconds; communities within three."""
    with TemporaryDirectory() as folder:
        settings = Settings(store=f"sqlite:///{folder}/anr.db")
        with open_store(settings) as store:
            load_files(store, [anr()])
            read, bipartite = timed(lambda: two_mode(store))
    projected, graph = timed(lambda: actor_projection(bipartite))
    yield Measure(PART, "ANR: store → two-mode arrays", read, "s")
    yield Measure(PART, "ANR: two-mode arrays → projection of the actors", projected, "s")
    together = 0.0
    for name, call in measures().items():
        spent, _ = timed(lambda call=call: call(graph))  # type: ignore[misc]
        together += spent
        yield Measure(PART, f"ANR: {name}", spent, "s")
    yield Measure(PART, "ANR: all these measures together", together, "s", 10.0)
    for name, find in (("Louvain", nx.community.louvain_communities), ("Leiden", nx.community.leiden_communities)):
        spent, _ = timed(lambda find=find: find(graph, seed=SEED))  # type: ignore[misc]
        yield Measure(PART, f"ANR: communities, {name}", spent, "s", 3.0)
    yield from beside_networkx(bipartite)


def measures() -> Mapping[str, Callable[[Any], Any]]:
    return {
        "degree": nx.degree_centrality,
        "PageRank": lambda g: nx.pagerank(g, tol=1e-10 / len(g), max_iter=2000, weight=WEIGHT),
        "eigenvector": lambda g: nx.eigenvector_centrality(main(g), tol=1e-10 / len(g), max_iter=20_000, weight=WEIGHT),
        "core": nx.core_number,
        "constraint": lambda g: nx.constraint(g, weight=WEIGHT),
        "harmonic": nx.harmonic_centrality,
        "closeness": nx.closeness_centrality,
        f"betweenness, {PIVOTS} pivots": lambda g: nx.betweenness_centrality(g, k=PIVOTS, seed=SEED),
    }


def main(graph: CsrGraph) -> Any:
    import numpy as np

    largest = max(nx.connected_components(graph), key=len)
    return graph.induced(np.array(sorted(graph.positions[node] for node in largest)))


def beside_networkx(bipartite: TwoMode) -> Iterator[Measure]:
    """PageRank of the two-mode graph, actors and projects alike, at the same tolerance."""
    actors = len(bipartite.actor_ids)
    nodes = [*bipartite.actor_ids, *bipartite.event_ids]
    ours = CsrGraph.from_edges(nodes, bipartite.rows, bipartite.cols + actors)
    theirs: nx.Graph[str] = nx.Graph()
    theirs.add_nodes_from(nodes)
    ends = zip(bipartite.rows.tolist(), bipartite.cols.tolist(), strict=True)
    theirs.add_edges_from((nodes[row], nodes[actors + col]) for row, col in ends)
    tolerance = PAGERANK_L1 / len(nodes)
    seconds, _ = timed(lambda: nx.pagerank(ours, tol=tolerance, max_iter=500), repeats=5)
    nx_seconds, _ = timed(lambda: nx.pagerank(theirs, tol=tolerance, max_iter=500), repeats=3)
    name = "ANR: PageRank of the two-mode graph, how many times faster"
    yield Measure(PART, name, nx_seconds / seconds, "×", 4.0, at_least=True)


if __name__ == "__main__":
    print(json.dumps(kernels(Path(sys.argv[1]))))
