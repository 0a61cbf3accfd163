"""Counts of what is stored, read back."""

import json
import sqlite3

from graph.model.record import Json
from graph.store.base import Run
from graph.store.sqlite.revision import read_revision
from graph.store.tally import run_order, stats_document


def read_runs(connection: sqlite3.Connection) -> list[Run]:
    """By (source, file, id)."""
    rows = connection.execute("SELECT document FROM run")
    return sorted((Run(**json.loads(text)) for (text,) in rows), key=run_order)


def read_stats(connection: sqlite3.Connection) -> Json:
    """The document of `View.stats`."""
    tally = connection.execute("SELECT subject, first, second, number FROM tally").fetchall()
    states = [json.loads(text)["state"] for (text,) in connection.execute("SELECT document FROM coverage")]
    return stats_document(read_revision(connection), tally, states, read_runs(connection))
