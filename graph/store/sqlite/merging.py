"""Merging records into the tables: read what is known by key, merge in Python, write in bulk only what changed."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from graph.errors import InvalidRecord
from graph.model.record import NodeRecord, RelationRecord, claims_from_json, digest_of
from graph.store.base import Changes
from graph.store.merging import united, with_stored
from graph.store.sqlite.adding import Added
from graph.store.sqlite.node_rows import NodeRows, known_nodes
from graph.store.sqlite.relation_rows import RelationRows, known_relations
from graph.store.sqlite.revision import add_to_revision
from graph.store.tally import Tally


class Merge:
    """One call of `merge`, inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._difference = 0
        self._tally = Tally()

    def run(self, nodes: Sequence[NodeRecord], relations: Sequence[RelationRecord]) -> Changes:
        nodes_new, nodes_changed = self._merge_nodes(united((node.id, node) for node in nodes))
        relations_new, relations_changed = self._merge_relations(
            list(united((relation.key, relation) for relation in relations).values())
        )
        add_to_revision(self._connection, self._difference)
        _write_tally(self._connection, self._tally)
        return Changes(nodes_new, nodes_changed, relations_new, relations_changed)

    def count(self, added: Added) -> None:
        """What was added by columns."""
        add_to_revision(self._connection, added.digests)
        _write_tally(self._connection, added.tally)

    def rewrite(self, nodes: Sequence[NodeRecord], relations: Sequence[RelationRecord]) -> Changes:
        """Nodes that stay come first, so that relations find their ends; those that leave go last."""
        rows = self._rewrite_nodes({node.id: node for node in nodes})
        ties = self._rewrite_relations({relation.key: relation for relation in relations})
        rows.leave()
        add_to_revision(self._connection, self._difference)
        _write_tally(self._connection, self._tally)
        counts = [len(each) for each in (rows.new, rows.changed, ties.new, ties.changed, rows.gone, ties.gone)]
        return Changes(*counts)

    def _rewrite_nodes(self, nodes: dict[str, NodeRecord]) -> NodeRows:
        rows = NodeRows(self._connection)
        known = known_nodes(self._connection, list(nodes))
        for node in nodes.values():
            stored = known.get(node.id)
            before = replace(node, claims=claims_from_json(stored.claims)) if stored else None
            if stored is None or before is None:
                if node.claims:
                    self._count(node, None)
                    rows.add(node)
            elif node.claims != before.claims:
                self._count(node if node.claims else None, before)
                self._difference -= before.digest
                if node.claims:
                    rows.change(stored, node, before)
                else:
                    rows.remove(stored, before)
        rows.write()
        return rows

    def _rewrite_relations(self, relations: dict[tuple[str, ...], RelationRecord]) -> RelationRows:
        rows = RelationRows(self._connection, relations.values())
        keys = [rows.key(relation) for relation in relations.values()]
        known = known_relations(self._connection, keys)
        for key, relation in zip(keys, relations.values(), strict=True):
            stored = known.get(key)
            before = replace(relation, claims=claims_from_json(stored.claims)) if stored else None
            if stored is None or before is None:
                if relation.claims:
                    self._count(relation, None)
                    rows.add(key, relation)
            elif relation.claims != before.claims:
                self._count(relation if relation.claims else None, before)
                self._difference -= before.digest
                if relation.claims:
                    rows.change(stored.key, relation)
                else:
                    rows.remove(stored.key, key, before)
        rows.write()
        return rows

    def _merge_nodes(self, nodes: dict[str, NodeRecord]) -> tuple[int, int]:
        rows = NodeRows(self._connection)
        known = known_nodes(self._connection, list(nodes))
        for node in nodes.values():
            stored = known.get(node.id)
            if stored is None:
                self._count(node, None)
                rows.add(node)
            elif stored.kind != node.kind:
                raise InvalidRecord("id", node.id, f"déjà connu comme {stored.kind}, dit ici {node.kind}")
            elif stored.is_awaited:
                self._count(node, None)
                rows.fill(stored, node)
            elif known_and_changed := with_stored(node, stored.claims):
                before, changed = known_and_changed
                self._count(changed, before)
                self._difference -= digest_of((node.id, node.kind), stored.claims)
                rows.change(stored, changed)
        rows.write()
        return len(rows.new) + len(rows.filled), len(rows.changed)

    def _merge_relations(self, relations: list[RelationRecord]) -> tuple[int, int]:
        rows = RelationRows(self._connection, relations)
        keys = [rows.key(relation) for relation in relations]
        known = known_relations(self._connection, keys)
        for key, relation in zip(keys, relations, strict=True):
            stored = known.get(key)
            if stored is None:
                self._count(relation, None)
                rows.add(key, relation)
            elif known_and_changed := with_stored(relation, stored.claims):
                before, changed = known_and_changed
                self._count(changed, before)
                self._difference -= digest_of(relation.key, stored.claims)
                rows.change(stored.key, changed)
        rows.write()
        return len(rows.new), len(rows.changed)

    def _count(self, record: NodeRecord | RelationRecord | None, before: NodeRecord | RelationRecord | None) -> None:
        if record:
            self._difference += record.digest
            self._tally.add(record)
        if before:
            self._tally.add(before, -1)


def _write_tally(connection: sqlite3.Connection, tally: Tally) -> None:
    connection.executemany(
        """INSERT INTO tally VALUES (?, ?, ?, ?)
        ON CONFLICT(subject, first, second) DO UPDATE SET number = number + excluded.number""",
        [(*name, number) for name, number in tally.differences().items() if number],
    )
    connection.execute("DELETE FROM tally WHERE number = 0")
