"""networkx's own test suite, run on our backend, networkx taking over what is refused.

A run without failure proves nothing by itself: a backend that refuses every call passes too. So the calls that ours
answered are counted, function by function, and may not fall below a floor.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph.engine.communities import engine_name
from graph.engine.info import FUNCTIONS

ROOT = Path(__file__).parents[3]
NEARBY = (
    "algorithms.bipartite.tests.test_centrality",
    "algorithms.centrality",
    "algorithms.community",
    "algorithms.components",
    "algorithms.connectivity.tests.test_cuts",
    "algorithms.link_analysis",
    "algorithms.minors",
    "algorithms.tests.test_core",
    "algorithms.tests.test_dominating",
    "algorithms.tests.test_structuralholes",
    "generators.tests.test_classic",
    "utils.tests.test_backends",
)
"""The parts of the suite that call our functions; all of it under `make bars`."""

FLOOR = {
    "betweenness_centrality": 20,
    "closeness_centrality": 16,
    "connected_components": 220,
    "constraint": 6,
    "core_number": 20,
    "degree_centrality": 5,
    "effective_size": 10,
    "eigenvector_centrality": 4,
    "harmonic_centrality": 7,
    "is_connected": 210,
    "leiden_communities": 11,
    "louvain_communities": 17,
    "number_connected_components": 17,
    "pagerank": 2,
}
"""Calls answered by ours on networkx 3.6. Few for PageRank: most of its tests are on directed graphs."""

OURS = {"test_karate_club_partition", "test_undirected_selfloops", "test_none_weight_param"}
"""Not to be answered alike: `backend.on_start_tests` names them with their reason."""
THEIRS = {"test_center_non_tree[G8]", "test_not_implemented_by_nx"}
"""That networkx itself marks as failing, with or without a backend; the first is run in the full suite alone."""

WITHOUT_NETWORKIT = {"leiden_communities", "louvain_communities"} if engine_name() is None else set()


def run_suite(modules: tuple[str, ...], counts: Path) -> subprocess.CompletedProcess[str]:
    """In a process of its own: the suite changes networkx for good, and its warnings are its own."""
    names = [f"networkx.{module}" if module else "networkx" for module in modules]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "ANSWERED_CALLS": str(counts),
        "NETWORKX_TEST_BACKEND": "entrelacs",
        "NETWORKX_FALLBACK_TO_NX": "1",
    }
    plugins = ("-p", "tests.support.answered_calls", "-p", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", "--pyargs", *names, "-q", "--no-header", "-rx", *plugins]
    return subprocess.run(command, cwd=counts.parent, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.networkx
def test_networkx_passes_its_own_suite_on_our_backend(tmp_path: Path) -> None:
    counts = tmp_path / "calls.json"
    full = os.environ.get("ENTRELACS_BARS") == "full"
    done = run_suite(("",) if full else NEARBY, counts)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    summary = done.stdout.splitlines()[-1]
    ended = {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", summary)}
    assert "failed" not in ended
    assert ended["passed"] >= 800
    expected = {
        line.split(" - ")[0].rpartition("::")[2] for line in done.stdout.splitlines() if line.startswith("XFAIL ")
    }
    assert len(expected) == ended["xfailed"]
    assert expected <= OURS | THEIRS
    answered = json.loads(counts.read_text())
    assert set(FLOOR) == set(FUNCTIONS)
    few = {
        name: answered.get(name, 0)
        for name, least in FLOOR.items()
        if name not in WITHOUT_NETWORKIT and answered.get(name, 0) < least
    }
    assert not few
