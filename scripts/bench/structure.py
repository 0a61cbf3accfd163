"""The shape of the research projects' network, part by part: what a reader waits for."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from api.answers.centrality import CentralityQuestion, centrality_document
from api.answers.history import HistoryQuestion, network_history_document
from api.answers.structure import StructureQuestion, structure_document
from graph.analysis.affinity import codes
from graph.analysis.brokerage import brokerage
from graph.analysis.communities import SEEDS, communities
from graph.analysis.cut_points import cuts
from graph.analysis.projection import actor_projection
from graph.errors import NotResolvable
from graph.project import two_mode
from graph.settings import Settings
from graph.store import open_store
from loaders.loading import load_files
from scripts.bench.loads import anr
from scripts.bench.measure import Measure, timed

PART = "structure"
SEED = 20_160_101


def structure() -> Iterator[Measure]:
    with TemporaryDirectory() as folder, open_store(Settings(store=f"sqlite:///{Path(folder) / 'g.db'}")) as store:
        load_files(store, [anr()])
        network = two_mode(store)
        graph = actor_projection(network)
        yield Measure(PART, "cut points and bridges, with what they cut off", timed(lambda: cuts(network))[0], "s")
        kinds = codes(network.actor_kinds)
        seconds, _ = timed(lambda: brokerage(graph.adjacency(), kinds, SEED))
        yield Measure(PART, "roles of Gould and Fernandez, 199 deals of the kinds", seconds, "s")
        try:
            seconds, found = timed(lambda: communities(graph, SEED))
            yield Measure(PART, f"communities, {SEEDS} partitions", seconds, "s")
            yield Measure(PART, "agreement of the partitions", found.stability or 0.0, "")
        except NotResolvable as refusal:
            yield Measure(PART, f"communities: {refusal.message[:40]}…", 0.0, "")
        for draws in (0, 19):
            seconds, _ = timed(lambda draws=draws: structure_document(store, StructureQuestion(draws=draws)))
            yield Measure(PART, f"the whole document, {draws} networks by lot", seconds, "s")
        seconds, _ = timed(lambda: centrality_document(store, "pagerank", CentralityQuestion(draws=100)))
        yield Measure(PART, "intervals of ranks, PageRank, 100 draws", seconds, "s")
        seconds, _ = timed(lambda: network_history_document(store, HistoryQuestion()))
        yield Measure(PART, "thirteen years of the network", seconds, "s")
