"""Counts of what is stored, kept up to date by each merge."""

import json
import sqlite3
from collections import Counter
from dataclasses import asdict

from graph.model.record import Json
from graph.store.base import FORMAT_VERSION, Run
from graph.store.sqlite.revision import read_revision


def read_runs(connection: sqlite3.Connection) -> list[Run]:
    """By (source, file, id)."""
    rows = connection.execute("SELECT document FROM run")
    return sorted((Run(**json.loads(text)) for (text,) in rows), key=lambda run: (run.source, run.file, run.id))


def read_stats(connection: sqlite3.Connection) -> Json:
    """The document of `View.stats`."""
    tally: dict[str, list[tuple[str, str, int]]] = {}
    for subject, first, second, number in connection.execute("SELECT * FROM tally ORDER BY subject, first, second"):
        tally.setdefault(subject, []).append((first, second, number))
    return {
        "revision": read_revision(connection),
        "format": FORMAT_VERSION,
        "nodes": {kind: number for kind, _, number in tally.get("nodes", [])},
        "relations": {kind: number for kind, _, number in tally.get("relations", [])},
        "sources": _sources(tally),
        "statuses": _statuses(tally),
        "coverage": _coverage(connection),
        "runs": [_without_moment(run) for run in read_runs(connection)],
    }


def _sources(tally: dict[str, list[tuple[str, str, int]]]) -> Json:
    nodes = {source: number for source, _, number in tally.get("source.nodes", [])}
    relations = {source: number for source, _, number in tally.get("source.relations", [])}
    return {
        source: {"nodes": nodes.get(source, 0), "relations": relations.get(source, 0)}
        for source in sorted({*nodes, *relations})
    }


def _statuses(tally: dict[str, list[tuple[str, str, int]]]) -> Json:
    kinds = sorted({kind for kind, _, _ in tally.get("statuses", [])})
    return {kind: {status: n for own, status, n in tally["statuses"] if own == kind} for kind in kinds}


def _coverage(connection: sqlite3.Connection) -> Json:
    states = Counter(json.loads(text)["state"] for (text,) in connection.execute("SELECT document FROM coverage"))
    return dict(sorted(states.items()))


def _without_moment(run: Run) -> Json:
    document = asdict(run)
    del document["loaded_at"]
    return document
