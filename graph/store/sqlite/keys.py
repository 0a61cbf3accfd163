"""The keys of what columns name: stored, or allotted to what they add."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

import orjson

from graph.errors import UnknownEntity
from graph.store.written import Written

KNOWN = """SELECT json_group_array(json_array(node.id, node.key))
    FROM json_each(?) AS asked CROSS JOIN node ON node.id = asked.value"""
WITH_SHEET = "SELECT json_group_array(sheet.key) FROM json_each(?) AS asked CROSS JOIN sheet ON sheet.key = asked.value"
LAST = "SELECT coalesce(max(key), 0) FROM node"

REMEMBERED = 100_000
"""Ids whose keys are kept from one batch to the next: parties come back in many of them."""


@dataclass(slots=True)
class Keys:
    """`of`: by id. `new`: ids of nodes that are added whole; `filled`: that were awaited until now. `awaited`: ids that
    get a row alone, their record comes later.
    """

    of: dict[str, int]
    new: Collection[str]
    filled: Collection[str] = ()
    awaited: list[str] = field(default_factory=list)

    def all(self, ids: Sequence[str]) -> list[int]:
        """Raises UnknownEntity for one that nobody loaded."""
        try:
            return [self.of[node_id] for node_id in ids]
        except KeyError:
            raise UnknownEntity(min(node_id for node_id in ids if node_id not in self.of)) from None


class KeysOfBatches:
    """Within one transaction that only adds nodes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, int] = {}

    def supposed(self, batch: Written) -> Keys:
        """As though none of its nodes were stored: most are new, and the table itself tells the others."""
        own = dict.fromkeys(batch.nodes.ids, 0)
        others = batch.ends().difference(own)
        of = self._of(others)
        awaited = [one for one in dict.fromkeys(batch.awaited) if not (one in of or one in own)]
        last: int = self._connection.execute(LAST).fetchone()[0]
        of.update(zip(chain(own, awaited), count(last + 1)))  # noqa: B905  (one of them has no end)
        return Keys(of, own.keys(), (), awaited)

    def _of(self, ids: set[str]) -> dict[str, int]:
        """Those that are stored."""
        if len(self._known) > REMEMBERED:
            self._known.clear()
        self._known.update(_stored(self._connection, ids.difference(self._known)))
        known = self._known
        return {one: known[one] for one in ids if one in known}

    def corrected(self, supposed: Keys) -> Keys:
        """Once the new nodes have their rows: the others keep the key they had."""
        stored = _stored(self._connection, supposed.new)
        met = {one: key for one, key in stored.items() if supposed.of[one] != key}
        asked = (_json(met.values()),)
        whole = {*orjson.loads(self._connection.execute(WITH_SHEET, asked).fetchone()[0])}
        filled = {one for one, key in met.items() if key not in whole}
        new = {one for one in supposed.new if one not in met}
        return Keys({**supposed.of, **met}, new, filled, supposed.awaited)


def _stored(connection: sqlite3.Connection, ids: Collection[str]) -> dict[str, int]:
    """One row for all: each row that SQLite gives costs a turn of the interpreter."""
    return dict(orjson.loads(connection.execute(KNOWN, (_json(ids),)).fetchone()[0])) if ids else {}


def _json(values: Iterable[str | int]) -> str:
    return orjson.dumps(list(values)).decode()
