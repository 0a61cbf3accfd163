"""Loading the research projects: into SQLite, time and memory of the command line; into Neo4j, beside the bare driver.

Territories are left out of both times. The server is warmed by a round that is not counted; then the two take turns.
"""

import statistics
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.model.record import NodeRecord, RelationRecord
from graph.settings import Settings
from graph.store import open_store
from loaders.loading import load_files, load_references
from scripts.bench.measure import Measure, run, timed
from scripts.bench.raw import RawRows
from tests.reference import shared
from tests.support.neo4j import settings_for
from tests.support.server import Server

PART = "load"
ROUNDS = 3


def anr() -> str:
    return str(shared("data", "projects", "anr"))


def into_sqlite() -> Iterator[Measure]:
    with TemporaryDirectory() as folder:
        store = f"sqlite:///{folder}/anr.db"
        seconds, peak = run(["--store", store, "load", "--no-identity", anr()])
        yield Measure(PART, "ANR into SQLite, territories included", seconds, "s", 30)
        yield Measure(PART, "ANR into SQLite, peak memory", peak, "MB", 600)
        again, _ = run(["--store", store, "load", "--no-identity", anr()])
        yield Measure(PART, "ANR into SQLite, a second time", again, "s")


def into_neo4j(server: Server) -> Iterator[Measure]:
    records = anr_records()
    rows = RawRows(records)
    ours, bare = [], []
    for _ in range(ROUNDS + 1):
        ours.append(timed_store(server))
        bare.append(timed_bare(server, rows))
    seconds, bare_seconds = statistics.median(ours[1:]), statistics.median(bare[1:])
    yield Measure(PART, "ANR into Neo4j, whole load", seconds, "s")
    yield Measure(PART, "ANR into Neo4j, records a second", len(records) / seconds, "1/s")
    yield Measure(PART, "the bare driver, same records, a second", len(records) / bare_seconds, "1/s")
    yield Measure(PART, "load rate beside the bare driver", bare_seconds / seconds, "×", 0.6, at_least=True)


def anr_records() -> list[NodeRecord | RelationRecord]:
    """What the file adds to a graph that has the territories."""
    with TemporaryDirectory() as folder, open_store(Settings(store=f"sqlite:///{Path(folder) / 'anr.db'}")) as store:
        load_files(store, [anr()])
        return [record for record in store.records() if any(claim.source == "anr" for claim in record.claims)]


def timed_store(server: Server) -> float:
    server.empty()
    with open_store(settings_for(server)) as store:
        load_references(store)
        return timed(lambda: load_files(store, [anr()]))[0]


def timed_bare(server: Server, rows: RawRows) -> float:
    server.empty()
    with open_store(settings_for(server)) as store:
        load_references(store)
    return timed(lambda: rows.write(server))[0]
