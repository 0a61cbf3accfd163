"""The View in Cypher. How a transaction is had and ended is the store's own business (`graph.store.neo4j`)."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from graph.model.coverage import Coverage
from graph.model.record import Json, NodeRecord, RelationRecord, claims_from_json
from graph.model.relations import RelationType
from graph.model.subgraph import LinkView, NodeView, Paths, Subgraph
from graph.store import exports, paths, walk
from graph.store.base import Brief, EventRow, Hits, Page, Run, Shelf
from graph.store.cypher import Ask, Row, lists, shelves, typed
from graph.store.cypher.ground import CypherGround
from graph.store.cypher.merging import tally_from
from graph.store.tally import run_order, stats_document

T = TypeVar("T")


class CypherView(ABC):
    @abstractmethod
    def _read(self, work: Callable[[Ask], T]) -> T:
        """`work` inside one read-only transaction, done again when the server asks for it."""

    @abstractmethod
    def _stream(self, *names: str, **given: Any) -> Iterator[Row]:
        """Rows of the queries one after another, each asked with what is `given`, without holding them all."""

    def revision(self) -> str:
        ((revision, _),) = self._read(lambda ask: list(ask("read_meta")))
        return str(revision)

    def stats(self) -> Json:
        def work(ask: Ask) -> Json:
            ((revision, tally),) = ask("read_meta")
            states = [json.loads(text)["state"] for (text,) in ask("coverage")]
            counts = [(*name, number) for name, number in tally_from(tally).items()]
            return stats_document(revision, counts, states, _runs(ask))

        return self._read(work)

    def runs(self) -> list[Run]:
        return sorted(self._read(_runs), key=run_order)

    def node(self, node_id: str) -> NodeRecord:
        def work(ask: Ask) -> NodeRecord:
            found = CypherGround(ask).find(node_id)
            ((kind, claims),) = ask("node_claims", id=found.id)
            return NodeRecord(id=found.id, kind=kind, claims=claims_from_json(claims))

        return self._read(work)

    def nodes(self, ids: Sequence[str]) -> list[NodeView]:
        def work(ask: Ask) -> list[NodeView]:
            known = {row[0] for row in ask("facets", ids=list(ids))}
            keys = [node_id for node_id in dict.fromkeys(ids) if node_id in known]
            return CypherGround(ask).views(keys, [0] * len(keys))

        return self._read(work)

    def relations(
        self,
        node_id: str,
        types: Sequence[str],
        *,
        direction: str = "both",
        limit: int = 100,
        cursor: str | None = None,
    ) -> Page:
        return self._read(lambda ask: lists.relations_of(ask, node_id, types, direction, limit, cursor))

    def acting_in(self, territory_id: str, *, limit: int = 100, cursor: str | None = None, seats: bool = True) -> Page:
        return self._read(lambda ask: lists.acting_in(ask, territory_id, limit, cursor, seats))

    def count_acting(self, territory_id: str, *, seats: bool = True) -> int:
        return self._read(lambda ask: lists.count_acting(ask, territory_id, seats))

    def placed_in(self, territory_id: str, *, seats: bool = True) -> list[str]:
        def work(ask: Ask) -> list[str]:
            territory = CypherGround(ask).find(territory_id).id
            return sorted(row[0] for row in ask("placed_in", id=territory, seats=seats))

        return self._read(work)

    def links(
        self,
        kind: str,
        *,
        after: Sequence[str] = ("", "", ""),
        among: Sequence[str] | None = None,
        saying: str = "",
    ) -> Iterator[LinkView]:
        relation = RelationType(kind)
        if among is None:
            rows = self._stream(typed("links_of_type", relation), after=after[0], saying=saying)
        else:
            rows = self._stream(
                typed("links_of_type_among", relation), after=after[0], among=list(among), saying=saying
            )
        return lists.links_after(rows, tuple(after))

    def briefs(self, ids: Sequence[str]) -> list[Brief]:
        rows = self._read(lambda ask: list(ask("briefs", ids=sorted({*ids}))))
        return sorted(map(exports.brief, rows), key=lambda brief: brief.id)

    def search(self, text: str, *, kind: str | None = None, limit: int = 20) -> Hits:
        return self._read(lambda ask: lists.search(ask, text, kind, limit))

    def neighbourhood(
        self,
        centre: str,
        depth: int,
        limit: int,
        *,
        kinds: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
    ) -> Subgraph:
        wanted = walk.Filter.of(kinds, since, until)
        return self._read(lambda ask: walk.neighbourhood(CypherGround(ask), centre, depth, limit, wanted))

    def paths(self, start: str, end: str, *, limit: int = 3, max_length: int = 12) -> Paths:
        return self._read(lambda ask: paths.paths(CypherGround(ask), start, end, limit=limit, max_length=max_length))

    def events(self) -> Iterator[EventRow]:
        return map(exports.event, self._stream("events"))

    def participations(self) -> Iterator[tuple[str, str]]:
        return ((actor, event) for event, actors in self._stream("participations") for actor in sorted(actors))

    def actors(self) -> Iterator[tuple[str, str, str | None, tuple[str, ...]]]:
        return map(exports.actor, self._stream("actors"))

    def placements(self) -> Iterator[tuple[str, str, str]]:
        for event, placements in self._stream("placements"):
            for territory, _, document in sorted(placements):
                yield exports.placement((event, territory, document))

    def coverage(self) -> list[Coverage]:
        rows = self._read(lambda ask: list(ask("coverage")))
        return sorted((Coverage.model_validate_json(text) for (text,) in rows), key=exports.coverage_order)

    def shelf(self, shelf: Shelf, keys: Sequence[str] | None = None) -> dict[str, str]:
        def work(ask: Ask) -> dict[str, str]:
            if keys is None:
                return shelves.whole(ask, shelf)
            return shelves.among(ask, shelf, list(dict.fromkeys(keys)))

        return self._read(work)

    def shelf_under(self, shelf: Shelf, beginnings: Sequence[str]) -> dict[str, str]:
        return self._read(lambda ask: shelves.under(ask, shelf, list(dict.fromkeys(beginnings))))

    def records_of_kind(self, kind: str, types: Sequence[str]) -> Iterator[NodeRecord | RelationRecord]:
        return _records(self._stream("nodes_of_kind", "relations_of_type", kind=kind, types=list(types)))

    def records_of(self, ids: Sequence[str]) -> tuple[list[NodeRecord], list[RelationRecord]]:
        def work(ask: Ask) -> tuple[list[NodeRecord], list[RelationRecord]]:
            return _known(ask, ids), [lists.relation(row) for row in ask("touching", ids=list(ids))]

        return self._read(work)

    def node_records(self, ids: Sequence[str]) -> list[NodeRecord]:
        return self._read(lambda ask: _known(ask, ids))

    def records_naming(self, text: str) -> Iterator[NodeRecord | RelationRecord]:
        return _records(self._stream("nodes_naming", "relations_naming", text=text))

    def records(self) -> Iterator[NodeRecord | RelationRecord]:
        return _records(self._stream("nodes", "relations_by_source"))


def _records(rows: Iterator[Row]) -> Iterator[NodeRecord | RelationRecord]:
    for row in rows:
        if len(row) == len(("id", "kind", "claims")):
            yield _node(row)
        else:
            yield from lists.relations_from(*row)


def _known(ask: Ask, ids: Sequence[str]) -> list[NodeRecord]:
    return sorted(map(_node, ask("known_nodes", ids=list(dict.fromkeys(ids)))), key=lambda node: node.id)


def _node(row: Row) -> NodeRecord:
    node_id, kind, claims = row
    return NodeRecord(id=node_id, kind=kind, claims=claims_from_json(claims))


def _runs(ask: Ask) -> list[Run]:
    return [Run(**json.loads(text)) for (text,) in ask("runs")]
