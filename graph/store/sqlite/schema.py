"""The tables, and whether a file is ours to read.

Nodes and relations have integer keys that never leave this package. What walking reads (`node`, the indexes of
`relation`) is narrow; claims and ready-made documents lie apart, read only for what is shown.
"""

import sqlite3

from graph.errors import StoreFormat, StoreUnavailable
from graph.model.relations import RelationType
from graph.store.base import FORMAT_VERSION

APPLICATION_ID = 0x456E7472
"""« Entr », in the header of the file: tells our graphs from other SQLite files."""

TYPES = {kind.value: number for number, kind in enumerate(RelationType, start=1)}
"""Numbers of the relation types as written; their order is part of the format."""

PARTICIPATES_IN, ACTS_IN = TYPES[RelationType.PARTICIPATES_IN], TYPES[RelationType.ACTS_IN]
SITUATED_IN, ADDRESSES = TYPES[RelationType.SITUATED_IN], TYPES[RelationType.ADDRESSES]

SHELF = """CREATE TABLE shelf(
    name TEXT NOT NULL, key TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY(name, key)) WITHOUT ROWID"""

ORIGIN = """CREATE TABLE origin(
    key INTEGER PRIMARY KEY, before TEXT NOT NULL, status TEXT NOT NULL, after TEXT NOT NULL, worded INTEGER NOT NULL,
    UNIQUE(before, status, after, worded))"""
BRIEF = ("lines", "origin INTEGER")

FROM_VERSION: dict[int, tuple[str, ...]] = {
    1: (SHELF,),
    2: (),
    3: (
        "DROP INDEX node_kind",
        "DROP TABLE tie",
        ORIGIN,
        "ALTER TABLE sheet ADD COLUMN label TEXT",
        *(f"ALTER TABLE {table} ADD COLUMN {column}" for table in ("sheet", "relation") for column in BRIEF),
    ),
}
"""What brings a format to the next one."""

STATEMENTS = (
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE node(
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, profile TEXT,
        first_year INTEGER, last_year INTEGER,
        degree INTEGER NOT NULL DEFAULT 0, relations INTEGER NOT NULL DEFAULT 0)""",
    # Where `origin` is set, the row keeps what that origin does not tell (`graph.store.kept`).
    """CREATE TABLE sheet(
        key INTEGER PRIMARY KEY, names TEXT NOT NULL, document TEXT NOT NULL, claims TEXT NOT NULL,
        label TEXT, lines, origin INTEGER)""",
    "CREATE TABLE code(code TEXT NOT NULL, node INTEGER NOT NULL, PRIMARY KEY(code, node)) WITHOUT ROWID",
    """CREATE TABLE relation(
        key INTEGER PRIMARY KEY, source INTEGER NOT NULL, type INTEGER NOT NULL, target INTEGER NOT NULL,
        role TEXT NOT NULL, document TEXT NOT NULL, claims TEXT NOT NULL, lines, origin INTEGER,
        UNIQUE(source, type, target, role))""",
    "CREATE INDEX relation_reverse ON relation(target, type, source, role)",
    # Every territory that holds the target of an ACTS_IN, the target included.
    """CREATE TABLE placing(
        territory TEXT NOT NULL, event INTEGER NOT NULL, relation INTEGER NOT NULL,
        PRIMARY KEY(territory, event, relation)) WITHOUT ROWID""",
    ORIGIN,
    """CREATE VIRTUAL TABLE name_index USING fts5(
        names, content='', columnsize=0, detail=none, tokenize="unicode61 remove_diacritics 0")""",
    """CREATE TABLE tally(
        subject TEXT NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL, number INTEGER NOT NULL,
        PRIMARY KEY(subject, first, second)) WITHOUT ROWID""",
    "CREATE TABLE coverage(key TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE run(id TEXT PRIMARY KEY, open INTEGER NOT NULL, document TEXT NOT NULL) WITHOUT ROWID",
    SHELF,
    "INSERT INTO meta VALUES ('revision', '00000000000000000000000000000000')",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {FORMAT_VERSION}",
)


def create(connection: sqlite3.Connection) -> None:
    """Make the tables where there are none. Two processes may do it at once: the second finds them made."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if is_empty(connection):
            for statement in STATEMENTS:
                connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring an older format to this one, whole or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for version in range(_version(connection), FORMAT_VERSION):
            for statement in FROM_VERSION[version]:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def is_old(connection: sqlite3.Connection) -> bool:
    return _version(connection) < FORMAT_VERSION


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_empty(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT EXISTS(SELECT 1 FROM sqlite_master)").fetchone()[0]


def check(connection: sqlite3.Connection, path: str) -> None:
    """Raises StoreUnavailable for a SQLite file that is not a graph, StoreFormat for one of a newer version."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreUnavailable(
            f"« {path} » est une base SQLite mais pas un graphe Entrelacs : choisissez un autre fichier (--store)."
        )
    version = _version(connection)
    if version > FORMAT_VERSION:
        raise StoreFormat(
            f"Le graphe « {path} » est au format {version} ; cette version d’Entrelacs connaît le format "
            f"{FORMAT_VERSION} : mettez Entrelacs à jour, ou rechargez les fichiers dans un nouveau graphe."
        )
