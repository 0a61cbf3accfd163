"""Rows of relations, and what follows from them: ties to walk on, places of action, degrees and numbers."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from graph.errors import InvalidRecord, UnknownEntity
from graph.model.record import RelationRecord
from graph.store.sqlite.claims import claims_text, kept_of_relation, said
from graph.store.sqlite.node_rows import CHUNK
from graph.store.sqlite.schema import ACTS_IN, PARTICIPATES_IN, TYPES
from graph.store.views import WALKABLE, link_document, places_holding

STILL_TIED = f"SELECT 1 FROM relation WHERE source = ? AND type = {PARTICIPATES_IN} AND target = ? LIMIT 1"

RelationKey: TypeAlias = tuple[int, int, int, str]
"""(key of the source, number of the type, key of the target, role)."""


class StoredRelation(NamedTuple):
    key: int
    claims: str


class End(NamedTuple):
    key: int
    leaf: bool
    """Whether it is never walked through."""


def known_relations(connection: sqlite3.Connection, keys: Sequence[RelationKey]) -> dict[RelationKey, StoredRelation]:
    """Those of `keys` that are stored."""
    found: dict[RelationKey, StoredRelation] = {}
    for start in range(0, len(keys), CHUNK):
        rows = connection.execute(
            f"""SELECT relation.source, relation.type, relation.target, relation.role, relation.key, {said("relation")}
            FROM json_each(?) AS asked CROSS JOIN relation
            ON relation.source = json_extract(asked.value, '$[0]')
            AND relation.type = json_extract(asked.value, '$[1]')
            AND relation.target = json_extract(asked.value, '$[2]')
            AND relation.role = json_extract(asked.value, '$[3]')""",
            (json.dumps(keys[start : start + CHUNK]),),
        )
        found.update(((row[0], row[1], row[2], row[3]), StoredRelation(row[4], claims_text(row[5]))) for row in rows)
    return found


class RelationRows:
    """Collects what one merge adds and changes, then writes it. Raises UnknownEntity for an end nobody loaded."""

    def __init__(self, connection: sqlite3.Connection, relations: Iterable[RelationRecord]) -> None:
        self._connection = connection
        self._ends = _ends(connection, relations)
        self._next: int = connection.execute("SELECT coalesce(max(key), 0) + 1 FROM relation").fetchone()[0]
        self.new: list[tuple[int, RelationKey, RelationRecord]] = []
        self.changed: list[tuple[int, RelationRecord]] = []
        self.gone: list[tuple[int, RelationKey, RelationRecord]] = []

    def key(self, record: RelationRecord) -> RelationKey:
        if record.type not in TYPES:
            raise InvalidRecord("relation", record.type, f"attendu un de : {', '.join(TYPES)}")
        return (self._ends[record.source].key, TYPES[record.type], self._ends[record.target].key, record.role)

    def add(self, key: RelationKey, record: RelationRecord) -> None:
        self.new.append((self._next + len(self.new), key, record))

    def change(self, key: int, record: RelationRecord) -> None:
        self.changed.append((key, record))

    def remove(self, number: int, key: RelationKey, record: RelationRecord) -> None:
        self.gone.append((number, key, record))

    def write(self) -> None:
        self._leave()
        self._connection.executemany(
            "INSERT INTO relation VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((number, *key, link_document(record), kept_of_relation(record)) for number, key, record in self.new),
        )
        self._connection.executemany(
            "UPDATE relation SET document = ?, claims = ? WHERE key = ?",
            [(link_document(record), kept_of_relation(record), key) for key, record in self.changed],
        )
        self._write_ties()
        self._write_placings()
        self._add_numbers(key for _, key, _ in self.new)

    def _leave(self) -> None:
        """Take out what was removed, and what followed from it alone."""
        self._connection.executemany("DELETE FROM relation WHERE key = ?", [(number,) for number, _, _ in self.gone])
        self._connection.executemany(
            "DELETE FROM placing WHERE territory = ? AND event = ? AND relation = ?",
            [
                (territory, key[0], number)
                for number, key, record in self.gone
                if key[1] == ACTS_IN
                for territory in places_holding(record.target)
            ],
        )
        self._add_numbers([key for _, key, _ in self.gone], -1)
        self._leave_ties({(key[0], key[2]) for _, key, _ in self.gone if key[1] == PARTICIPATES_IN})

    def _leave_ties(self, pairs: set[tuple[int, int]]) -> None:
        """A tie stays while a participation under another role does."""
        untied = {pair for pair in pairs if not self._connection.execute(STILL_TIED, pair).fetchone()}
        both = sorted({way for pair in untied for way in (pair, pair[::-1])})
        self._connection.executemany("DELETE FROM tie WHERE node = ? AND leaf IN (0, 1) AND neighbour = ?", both)
        self._connection.executemany("UPDATE node SET degree = degree - 1 WHERE key = ?", [(one,) for one, _ in both])

    def _write_ties(self) -> None:
        """Two participations of one actor in one project, under two roles, are one tie."""
        pairs = {(record.source, record.target) for _, key, record in self.new if key[1] == PARTICIPATES_IN}
        ties = {
            (self._ends[one].key, int(self._ends[other].leaf), self._ends[other].key)
            for pair in pairs
            for one, other in (pair, pair[::-1])
        }
        new = ties - _known_ties(self._connection, sorted(ties))
        self._connection.executemany("INSERT INTO tie VALUES (?, ?, ?)", sorted(new))
        self._connection.executemany(
            "UPDATE node SET degree = degree + ? WHERE key = ?",
            [(number, key) for key, number in Counter(tie[0] for tie in new).items()],
        )

    def _write_placings(self) -> None:
        self._connection.executemany(
            "INSERT INTO placing VALUES (?, ?, ?)",
            sorted(
                (territory, key[0], number)
                for number, key, record in self.new
                if key[1] == ACTS_IN
                for territory in places_holding(record.target)
            ),
        )

    def _add_numbers(self, keys: Iterable[RelationKey], sign: int = 1) -> None:
        numbers = Counter(end for key in keys for end in {key[0], key[2]})
        self._connection.executemany(
            "UPDATE node SET relations = relations + ? WHERE key = ?",
            [(sign * number, key) for key, number in numbers.items()],
        )


def _ends(connection: sqlite3.Connection, relations: Iterable[RelationRecord]) -> dict[str, End]:
    ids = list({end: None for relation in relations for end in (relation.source, relation.target)})
    found: dict[str, End] = {}
    for start in range(0, len(ids), CHUNK):
        rows = connection.execute(
            "SELECT node.id, node.key, node.kind FROM json_each(?) AS asked CROSS JOIN node ON node.id = asked.value",
            (json.dumps(ids[start : start + CHUNK]),),
        )
        found.update((row[0], End(row[1], row[2] not in WALKABLE)) for row in rows)
    if missing := [end for end in ids if end not in found]:
        raise UnknownEntity(min(missing))
    return found


def _known_ties(connection: sqlite3.Connection, ties: Sequence[tuple[int, int, int]]) -> set[tuple[int, int, int]]:
    found: set[tuple[int, int, int]] = set()
    for start in range(0, len(ties), CHUNK):
        found.update(
            connection.execute(
                """SELECT tie.node, tie.leaf, tie.neighbour FROM json_each(?) AS asked CROSS JOIN tie
                ON tie.node = json_extract(asked.value, '$[0]') AND tie.leaf = json_extract(asked.value, '$[1]')
                AND tie.neighbour = json_extract(asked.value, '$[2]')""",
                (json.dumps(ties[start : start + CHUNK]),),
            )
        )
    return found
