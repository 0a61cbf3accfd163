"""`make bench [PARTS="load serve"]`: one table, out/bench.json, and 1 as exit code when a bar is missed.

Nothing else should run meanwhile. A part needing what the machine lacks (Neo4j, Chromium, the reference files) says so
and the run goes on.
"""

import json
import os
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.settings import Settings
from graph.store import open_store
from loaders.demo import write_demonstration
from loaders.loading import load_files
from scripts.bench.engine import engine
from scripts.bench.explorer import explorer
from scripts.bench.france import france
from scripts.bench.gaps import gaps, refitted
from scripts.bench.grants import grants
from scripts.bench.identity import identity
from scripts.bench.loads import anr, into_neo4j, into_sqlite
from scripts.bench.measure import ROOT, Measure, machine
from scripts.bench.pages import pages, sheets
from scripts.bench.picture import picture
from scripts.bench.pistes import pistes
from scripts.bench.reads import SIZES, reads
from scripts.bench.relations import relations
from scripts.bench.serving import first_answer, subgraph_route
from scripts.bench.sources import sources
from scripts.bench.structure import structure
from tests.support.neo4j import obtain, settings_for
from tests.support.server import Server


@contextmanager
def fresh() -> Iterator[Settings]:
    with TemporaryDirectory() as folder:
        yield Settings(store=f"sqlite:///{Path(folder) / 'graphe.db'}")


@contextmanager
def demonstration() -> Iterator[Settings]:
    with fresh() as settings:
        folder = Path(settings.store.removeprefix("sqlite:///")).parent / "demonstration"
        write_demonstration(folder)
        with open_store(settings) as store:
            load_files(store, [str(folder)])
        yield settings


def loading() -> Iterator[Measure]:
    yield from into_sqlite()
    with neo4j() as server:
        yield from into_neo4j(server)


def reading() -> Iterator[Measure]:
    for nodes in SIZES:
        with fresh() as settings:
            yield from reads("SQLite", settings, nodes)
    with neo4j() as server:
        for nodes in SIZES:
            server.empty()
            yield from reads("Neo4j", settings_for(server), nodes)


def serving() -> Iterator[Measure]:
    with demonstration() as settings:
        yield from first_answer(settings)
    with fresh() as settings:
        with open_store(settings) as store:
            load_files(store, [anr()])
        yield from subgraph_route("ANR, SQLite", settings, 30)
    with neo4j() as server:
        server.empty()
        with open_store(settings_for(server)) as store:
            load_files(store, [anr()])
        yield from subgraph_route("ANR, Neo4j", settings_for(server), 80)


def deciding() -> Iterator[Measure]:
    with demonstration() as settings:
        yield from gaps(settings)
    with fresh() as settings:
        with open_store(settings) as store:
            load_files(store, [anr()])
        yield from refitted(settings)


def showing() -> Iterator[Measure]:
    with demonstration() as settings:
        yield from pages(settings)
    with fresh() as settings:
        with open_store(settings) as store:
            load_files(store, [anr()])
        yield from sheets("ANR", settings)


@contextmanager
def neo4j() -> Iterator[Server]:
    server = obtain()
    try:
        yield server
    finally:
        server.stop()


PARTS: dict[str, Callable[[], Iterator[Measure]]] = {
    "load": loading, "grants": grants, "serve": serving, "read": reading, "engine": engine, "france": france,
    "gaps": deciding, "picture": picture, "identity": identity, "sources": lambda: sources(neo4j), "pistes": pistes,
    "structure": structure, "pages": showing, "explorer": explorer, "relations": lambda: relations(neo4j),
}  # fmt: skip


def main(wanted: list[str]) -> int:
    found = [machine()]
    left: dict[str, str] = {}
    print(line(found[0]), flush=True)
    for name in wanted or list(PARTS):
        try:
            for measure in PARTS[name]():
                found.append(measure)
                print(line(measure), flush=True)
        except Exception as error:  # one part that the machine cannot run does not take the others with it
            left[name] = f"{type(error).__name__}: {error}"
            print(f"{name:8} not measured: {left[name]}", flush=True)
    write(found, left)
    missed = [measure for measure in found if measure.holds is False]
    print(f"{len(found)} measures, {len(missed)} bars missed, {len(left)} parts not measured; out/bench.json")
    return 1 if missed or left else 0


def line(measure: Measure) -> str:
    bar = "" if measure.bar is None else f"{'≥' if measure.at_least else '≤'} {measure.bar:g}"
    word = {None: "", True: "holds", False: "MISSED"}[measure.holds]
    return f"{measure.part:8} {measure.name:74} {measure.value:12.4g} {measure.unit:4} {bar:10} {word}"


def write(found: list[Measure], left: dict[str, str]) -> None:
    document = {
        "entrelacs": version("entrelacs"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "not_measured": left,
        "measures": [measure.document() for measure in found],
    }
    file = ROOT / "out" / "bench.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
