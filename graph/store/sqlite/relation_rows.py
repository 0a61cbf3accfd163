"""Rows of relations, and what follows from them: places of action, degrees and numbers."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from graph.errors import InvalidRecord, UnknownEntity
from graph.model.record import RelationRecord
from graph.store.kept import kept_of_relation
from graph.store.sqlite.claims import claims_text, said
from graph.store.sqlite.node_rows import CHUNK
from graph.store.sqlite.origins import OriginKeys
from graph.store.sqlite.schema import ACTS_IN, PARTICIPATES_IN, TYPES
from graph.store.views import places_holding

ADD = """INSERT INTO relation(key, source, type, target, role, document, claims, lines, origin)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
CHANGE = "UPDATE relation SET document = ?, claims = ?, lines = ?, origin = ? WHERE key = ?"
STILL_TIED = f"SELECT 1 FROM relation WHERE source = ? AND type = {PARTICIPATES_IN} AND target = ? LIMIT 1"
TIED = f"""SELECT DISTINCT relation.source, relation.target FROM json_each(?) AS asked CROSS JOIN relation
    ON relation.source = json_extract(asked.value, '$[0]') AND relation.type = {PARTICIPATES_IN}
    AND relation.target = json_extract(asked.value, '$[1]')"""

RelationKey: TypeAlias = tuple[int, int, int, str]
"""(key of the source, number of the type, key of the target, role)."""


class StoredRelation(NamedTuple):
    key: int
    claims: str


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
        self._origins = OriginKeys(connection)
        self._next: int = connection.execute("SELECT coalesce(max(key), 0) + 1 FROM relation").fetchone()[0]
        self.new: list[tuple[int, RelationKey, RelationRecord]] = []
        self.changed: list[tuple[int, RelationRecord]] = []
        self.gone: list[tuple[int, RelationKey, RelationRecord]] = []

    def key(self, record: RelationRecord) -> RelationKey:
        if record.type not in TYPES:
            raise InvalidRecord("relation", record.type, f"attendu un de : {', '.join(TYPES)}")
        return (self._ends[record.source], TYPES[record.type], self._ends[record.target], record.role)

    def add(self, key: RelationKey, record: RelationRecord) -> None:
        self.new.append((self._next + len(self.new), key, record))

    def change(self, key: int, record: RelationRecord) -> None:
        self.changed.append((key, record))

    def remove(self, number: int, key: RelationKey, record: RelationRecord) -> None:
        self.gone.append((number, key, record))

    def write(self) -> None:
        self._leave()
        self._add_degrees()
        self._connection.executemany(ADD, ((number, *key, *self._kept(record)) for number, key, record in self.new))
        self._connection.executemany(CHANGE, ((*self._kept(record), key) for key, record in self.changed))
        self._write_placings()
        self._add_numbers(key for _, key, _ in self.new)

    def _kept(self, record: RelationRecord) -> tuple[object, ...]:
        kept = kept_of_relation(record)
        return (kept.document, kept.claims, kept.lines, self._origins.of(record.claims[0], kept.worded))

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
        self._connection.executemany("UPDATE node SET degree = degree - 1 WHERE key = ?", [(one,) for one, _ in both])

    def _add_degrees(self) -> None:
        """Before the relations are written. Two participations of one actor in one project are one tie."""
        pairs = {(key[0], key[2]) for _, key, _ in self.new if key[1] == PARTICIPATES_IN}
        numbers = Counter(end for pair in pairs - _tied(self._connection, sorted(pairs)) for end in {*pair})
        self._connection.executemany(
            "UPDATE node SET degree = degree + ? WHERE key = ?", [(number, key) for key, number in numbers.items()]
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


def _ends(connection: sqlite3.Connection, relations: Iterable[RelationRecord]) -> dict[str, int]:
    ids = list({end: None for relation in relations for end in (relation.source, relation.target)})
    found: dict[str, int] = {}
    for start in range(0, len(ids), CHUNK):
        rows = connection.execute(
            "SELECT node.id, node.key FROM json_each(?) AS asked CROSS JOIN node ON node.id = asked.value",
            (json.dumps(ids[start : start + CHUNK]),),
        )
        found.update(rows)
    if missing := [end for end in ids if end not in found]:
        raise UnknownEntity(min(missing))
    return found


def _tied(connection: sqlite3.Connection, pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of `pairs`, actor and project, of which a participation is stored."""
    found: set[tuple[int, int]] = set()
    for start in range(0, len(pairs), CHUNK):
        found.update(connection.execute(TIED, (json.dumps(pairs[start : start + CHUNK]),)))
    return found
