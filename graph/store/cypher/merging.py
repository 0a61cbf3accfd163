"""Merging records into Neo4j: create and look up in one query, merge in Python only what is known and differs.

Rows go out in chunks: the server writes one while Python prepares the next.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from graph.errors import InvalidRecord, UnknownEntity
from graph.model.record import NodeRecord, RelationRecord, canonical_json, digest_of
from graph.model.relations import RelationType
from graph.store.base import Changes
from graph.store.cypher import Ask, Row, typed
from graph.store.cypher.rows import node_row, relation_row
from graph.store.merging import united, with_stored
from graph.store.pages import TYPES
from graph.store.tally import Tallied, Tally
from graph.store.views import places_holding

CHUNK = 2_000
"""Rows given to one query."""

MODULUS = 1 << 128
T = TypeVar("T")


class Content:
    """The revision and the counts, read once the lock is held and written back with what was merged."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        ((self._revision, tally),) = ask("lock_meta")
        self._counts: Counter[Tallied] = tally_from(tally)
        self._tally = Tally()
        self._difference = 0

    def add(self, digest: int) -> None:
        self._difference += digest

    def count(self, record: NodeRecord | RelationRecord, before: NodeRecord | RelationRecord | None = None) -> None:
        """A record that is added, or that takes the place of `before`; its digest alone has to be taken off apart."""
        self._difference += record.digest
        self._tally.add(record)
        if before:
            self._tally.add(before, -1)

    def replace(self, before: NodeRecord | RelationRecord | None, after: NodeRecord | RelationRecord) -> None:
        """One record for another; a record without claims counts for nothing."""
        if before:
            self._difference -= before.digest
            self._tally.add(before, -1)
        if after.claims:
            self.count(after)

    def write(self) -> None:
        if self._difference:
            total = (int(self._revision, 16) + self._difference) % MODULUS
            self._counts.update(self._tally.differences())
            list(self._ask("write_meta", revision=f"{total:032x}", tally=tally_text(self._counts)))


def tally_text(tally: Counter[Tallied]) -> str:
    return canonical_json([[*name, number] for name, number in sorted(tally.items()) if number])


def tally_from(text: str) -> Counter[Tallied]:
    return Counter({(subject, first, second): number for subject, first, second, number in json.loads(text)})


class Merge:
    """One call of `merge`, inside a transaction."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._content = Content(ask)

    def run(self, nodes: Sequence[NodeRecord], relations: Sequence[RelationRecord]) -> Changes:
        nodes_new, nodes_changed = self._merge_nodes(list(united((node.id, node) for node in nodes).values()))
        by_type: defaultdict[str, list[RelationRecord]] = defaultdict(list)
        for relation in united((relation.key, relation) for relation in relations).values():
            by_type[relation.type].append(relation)
        new, changed = self._merge_relations(by_type)
        self._content.write()
        return Changes(nodes_new, nodes_changed, new, changed)

    def _merge_nodes(self, nodes: list[NodeRecord]) -> tuple[int, int]:
        known = {at: (kind, claims) for at, kind, claims in self._known("merge_nodes", map(node_row, nodes))}
        changed: list[str] = []
        for at, node in enumerate(nodes):
            kind, claims = known.get(at, (node.kind, None))
            if kind != node.kind:
                raise InvalidRecord("id", node.id, f"déjà connu comme {kind}, dit ici {node.kind}")
            if at not in known:
                self._content.count(node)
            elif claims is not None and (known_and_merged := with_stored(node, claims)):
                before, merged = known_and_merged
                self._content.count(merged, before)
                self._content.add(-digest_of((node.id, node.kind), claims))
                changed.append(node_row(merged))
        list(self._in_chunks("change_nodes", changed))
        return len(nodes) - len(known), len(changed)

    def _merge_relations(self, by_type: dict[str, list[RelationRecord]]) -> tuple[int, int]:
        known = {kind: list(self._known_relations(kind, relations)) for kind, relations in sorted(by_type.items())}
        if missing := [end for kind, found in known.items() for end in _missing(by_type[kind], found)]:
            raise UnknownEntity(min(missing))
        new = changed = 0
        for kind, found in known.items():
            stored = {at: claims for at, _, _, claims in found}
            fresh = [relation for at, relation in enumerate(by_type[kind]) if at not in stored]
            for relation in fresh:
                self._content.count(relation)
            self._place(kind, fresh)
            new += len(fresh)
            changed += self._change_relations(kind, [(by_type[kind][at], text) for at, text in stored.items() if text])
        return new, changed

    def _known_relations(self, kind: str, relations: list[RelationRecord]) -> Iterator[Row]:
        if kind not in TYPES:
            raise InvalidRecord("relation", kind, f"attendu un de : {', '.join(TYPES)}")
        return self._known(typed("merge_relations", RelationType(kind)), map(relation_row, relations))

    def _change_relations(self, kind: str, known: list[tuple[RelationRecord, str]]) -> int:
        changed: list[str] = []
        for relation, claims in known:
            if known_and_merged := with_stored(relation, claims):
                before, merged = known_and_merged
                self._content.count(merged, before)
                self._content.add(-digest_of(relation.key, claims))
                changed.append(relation_row(merged))
        list(self._in_chunks(typed("change_relations", RelationType(kind)), changed))
        return len(changed)

    def _place(self, kind: str, fresh: Iterable[RelationRecord]) -> None:
        """Mark the territories where something comes to act with those that hold them."""
        if kind == RelationType.ACTS_IN:
            territories = sorted({relation.target for relation in fresh})
            rows = [{"id": territory, "holders": list(places_holding(territory))} for territory in territories]
            list(self._in_chunks("place_territories", rows))

    def _known(self, name: str, rows: Iterable[object]) -> Iterator[Row]:
        for (found,) in self._in_chunks(name, rows):
            yield from found

    def _in_chunks(self, name: str, rows: Iterable[object]) -> Iterator[Row]:
        """Every chunk is sent before the first answer is read. Numbers of rows in answers begin at `before`."""
        answers = [self._ask(name, rows=chunk, before=CHUNK * at) for at, chunk in enumerate(_chunks(rows))]
        for answer in answers:
            yield from answer


def _missing(relations: list[RelationRecord], found: Iterable[Row]) -> Iterator[str]:
    for at, sourceless, targetless, _ in found:
        if sourceless:
            yield relations[at].source
        if targetless:
            yield relations[at].target


def _chunks(rows: Iterable[T]) -> Iterator[list[T]]:
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        yield chunk
