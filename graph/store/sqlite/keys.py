"""The keys of what a batch of columns names: stored, or allotted to what it adds."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

import orjson

from graph.errors import UnknownEntity
from graph.store.written import Written

KNOWN = """SELECT json_group_array(json_array(node.id, node.key))
    FROM json_each(?) AS asked CROSS JOIN node ON node.id = asked.value"""
WITH_SHEET = "SELECT json_group_array(sheet.key) FROM json_each(?) AS asked CROSS JOIN sheet ON sheet.key = asked.value"
LAST = "SELECT coalesce(max(key), 0) FROM node"


@dataclass(slots=True)
class Keys:
    """`of`: by id. Of the nodes of the batch, `new` are added whole, `filled` were awaited until now, the others are
    stored. `awaited`: ids that get a row alone, their record comes later.
    """

    of: dict[str, int]
    new: set[str] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)
    awaited: list[str] = field(default_factory=list)

    def all(self, ids: Sequence[str]) -> list[int]:
        """Raises UnknownEntity for one that nobody loaded."""
        try:
            return [self.of[node_id] for node_id in ids]
        except KeyError:
            raise UnknownEntity(min(node_id for node_id in ids if node_id not in self.of)) from None


def keys_of(connection: sqlite3.Connection, batch: Written, aside: Collection[str]) -> Keys:
    """`aside`: ids that have become others; they get no key."""
    own = batch.nodes.ids
    keys = Keys(_known(connection, batch.ids()))
    met = [keys.of[node_id] for node_id in own if node_id in keys.of]
    whole = set(orjson.loads(connection.execute(WITH_SHEET, (_json(met),)).fetchone()[0])) if met else set()
    keys.filled = {node_id for node_id in own if node_id in keys.of and keys.of[node_id] not in whole}
    keys.new = {node_id for node_id in own if node_id not in keys.of and node_id not in aside}
    keys.awaited = [a for a in dict.fromkeys(batch.awaited) if not (a in keys.of or a in aside or a in keys.new)]
    _allot(connection, keys, [node_id for node_id in own if node_id in keys.new])
    return keys


def _known(connection: sqlite3.Connection, ids: Collection[str]) -> dict[str, int]:
    """One row for all: each row that SQLite gives costs a turn of the interpreter."""
    return dict(orjson.loads(connection.execute(KNOWN, (_json(ids),)).fetchone()[0]))


def _allot(connection: sqlite3.Connection, keys: Keys, own: Iterable[str]) -> None:
    last: int = connection.execute(LAST).fetchone()[0]
    keys.of.update((node_id, key) for key, node_id in enumerate(chain(own, keys.awaited), last + 1))


def _json(values: Collection[str | int]) -> str:
    return orjson.dumps(list(values)).decode()
