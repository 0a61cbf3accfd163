"""A graph written by an older version is read as it was, and goes on being written."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.model.entities import Actor, Alliance
from graph.model.origin import Origin
from graph.model.relations import Participation
from graph.store.base import FORMAT_VERSION
from graph.store.search import folded_names
from graph.store.sqlite import SqliteStore, schema
from graph.store.views import link_document, node_document

ORIGIN = Origin(source="scdl", run="r", line=2)
NODES = [
    Actor(id="siren:356000000", label="La Poste").record(ORIGIN, [2, 3]),
    Alliance(id="alliance:scdl:a", label="Atelier", type="financement").record(ORIGIN),
]
TIE = Participation(source=NODES[0].id, target=NODES[1].id, role="financeur", amount=3.0).record(ORIGIN)
OLDER = (
    "CREATE INDEX node_kind ON node(kind, id)",
    "CREATE TABLE tie(node INTEGER, leaf INTEGER, neighbour INTEGER, PRIMARY KEY(node, leaf, neighbour)) WITHOUT ROWID",
    "INSERT INTO tie VALUES (1, 0, 2), (2, 0, 1)",
    "DROP TABLE origin",
    "ALTER TABLE sheet DROP COLUMN label",
    *(f"ALTER TABLE {table} DROP COLUMN {name}" for table in ("sheet", "relation") for name in ("lines", "origin")),
    "PRAGMA user_version = 3",
)
"""What brings the tables of today back to format 3."""


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A graph of format 3: documents whole, claims kept unless their document tells them."""
    path = tmp_path / "ancien.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.execute("PRAGMA journal_mode = WAL")
        schema.create(made)
        for statement in OLDER:
            made.execute(statement)
        for key, node in enumerate(NODES, 1):
            made.execute(
                "INSERT INTO node(key, id, kind, degree, relations) VALUES (?, ?, ?, 1, 1)", (key, node.id, node.kind)
            )
            kept = "" if len(node.claims[0].lines) == 1 else node.claims_json
            made.execute(
                "INSERT INTO sheet VALUES (?, ?, ?, ?)", (key, folded_names(node.labels), node_document(node), kept)
            )
        made.execute("INSERT INTO name_index(rowid, names) SELECT key, names FROM sheet")
        made.execute("INSERT INTO relation VALUES (1, 1, 1, 2, 'financeur', ?, '')", (link_document(TIE),))
        total = sum(record.digest for record in (*NODES, TIE)) % (1 << 128)
        made.execute("UPDATE meta SET value = ? WHERE name = 'revision'", (f"{total:032x}",))
    return path


def test_a_graph_of_format_3_is_read_as_it_was(older: Path) -> None:
    with SqliteStore.open(str(older), read_only=True, timeout=10) as store:
        assert list(store.records()) == sorted(NODES, key=lambda node: node.id) + [TIE]
        assert [view["id"] for view in store.neighbourhood(NODES[0].id, 1, 10).nodes] == [node.id for node in NODES]
        assert list(store.participations()) == [(TIE.source, TIE.target)]
    with closing(sqlite3.connect(older)) as read:
        assert read.execute("PRAGMA user_version").fetchone() == (FORMAT_VERSION,)


def test_it_is_written_as_any_other(older: Path, tmp_path: Path) -> None:
    """The same again changes nothing; what is said anew is kept as in a graph of today, under the same revision."""
    again = Origin(source="scdl", run="autre", line=7)
    said = [NODES[1], Actor(id=NODES[0].id, label="La Poste SA").record(again)]
    ties = [Participation(source=TIE.source, target=TIE.target, role="porteur").record(again)]
    with (
        SqliteStore.open(str(older), read_only=False, timeout=10) as one,
        SqliteStore.open(str(tmp_path / "neuf.db"), read_only=False, timeout=10) as other,
    ):
        other.merge(NODES, [TIE])
        assert one.revision() == other.revision()
        assert not any(vars_of(one.merge(NODES, [TIE])))
        for store in (one, other):
            store.merge(said, ties)
        assert list(one.records()) == list(other.records())
        assert one.revision() == other.revision()
        assert one.nodes([NODES[0].id]) == other.nodes([NODES[0].id])


def vars_of(changes: object) -> list[int]:
    return [getattr(changes, name) for name in ("nodes_new", "nodes_changed", "relations_new", "relations_changed")]
