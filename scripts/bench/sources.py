"""Every reference file together: what is kept of each, how long loading and saying who is who take, and the memory.

Writes the tables of docs/donnees.md. Into Neo4j the same files are loaded once: the content has to be the same.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from graph.settings import Settings
from graph.store import open_store
from loaders.loading import load_files
from scripts import source_tables
from scripts.bench.measure import Measure, run, timed
from tests.support.neo4j import settings_for
from tests.support.reference_files import files
from tests.support.server import Server

PART = "sources"


def sources(neo4j: Callable[[], AbstractContextManager[Server]]) -> Iterator[Measure]:
    names = [str(file) for file in files()]
    with TemporaryDirectory() as folder:
        store, report = f"sqlite:///{folder}/tout.db", Path(folder) / "rapport.json"
        seconds, peak = run(["--store", store, "load", "--no-identity", "--report", str(report), *names])
        reports = orjson.loads(report.read_bytes())["reports"]
        yield from (_of_file(each) for each in reports)
        rows = sum(each["rows_read"] for each in reports)
        yield Measure(PART, f"{len(names)} files, {rows} rows into SQLite", seconds, "s", 180)
        yield Measure(PART, "the same, peak memory", peak, "MB", 1_500)
        with open_store(Settings(store=store), read_only=True) as view:
            revision = view.revision()
        seconds, peak = run(["--store", store, "identity", "run"])
        yield Measure(PART, "who is who, all sources", seconds, "s", 120)
        yield Measure(PART, "the same, peak memory", peak, "MB", 1_500)
    source_tables.write(reports)
    with neo4j() as server:
        yield from _into_neo4j(server, names, revision)


def _into_neo4j(server: Server, names: list[str], revision: str) -> Iterator[Measure]:
    server.empty()
    with open_store(settings_for(server)) as store:
        seconds, _ = timed(lambda: load_files(store, names))
        same = store.revision() == revision
    yield Measure(PART, f"{len(names)} files into Neo4j", seconds, "s")
    yield Measure(PART, "the revision is that of SQLite", float(same), "", 1, at_least=True)


def _of_file(report: dict[str, Any]) -> Measure:
    kept = report["kept"] + report["kept_with_warnings"]
    ends = f"{report['rows_read']} rows, {kept} kept, {report['kept_with_warnings']} warned, {report['rejected']} left"
    return Measure(PART, f"{report['file'][:38]}: {ends}", report["rows_read"] / (report["seconds"] or 1), "1/s")
