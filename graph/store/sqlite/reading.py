"""The View of SQLite: each method is one consistent reading."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from graph.model.coverage import Coverage
from graph.model.record import Json, NodeRecord, RelationRecord
from graph.model.subgraph import LinkView, NodeView, Paths, Subgraph
from graph.store import exports, paths, walk
from graph.store.base import Brief, EventRow, Hits, Page, Run, Shelf
from graph.store.sqlite import exporting, finding, listing, shelves, stats
from graph.store.sqlite.claims import claims, said
from graph.store.sqlite.connections import Connections
from graph.store.sqlite.ground import SqliteGround
from graph.store.sqlite.revision import read_revision
from graph.store.sqlite.schema import TYPES

CLAIMS = f"SELECT {said('sheet')} FROM sheet WHERE key = ?"
KEYS = "SELECT node.id, node.key FROM json_each(?) AS asked CROSS JOIN node ON node.id = asked.value"


class SqliteView:
    _connections: Connections

    def revision(self) -> str:
        with self._connections.reading() as connection:
            return read_revision(connection)

    def stats(self) -> Json:
        with self._connections.reading() as connection:
            return stats.read_stats(connection)

    def runs(self) -> list[Run]:
        with self._connections.reading() as connection:
            return stats.read_runs(connection)

    def node(self, node_id: str) -> NodeRecord:
        with self._connections.reading() as connection:
            found = SqliteGround(connection).find(node_id)
            kept = connection.execute(CLAIMS, (found.key,)).fetchone()[0]
        return NodeRecord(id=found.id, kind=found.kind, claims=claims(kept))

    def nodes(self, ids: Sequence[str]) -> list[NodeView]:
        with self._connections.reading() as connection:
            known = dict(connection.execute(KEYS, (json.dumps(list(ids)),)).fetchall())
            keys = [known[node_id] for node_id in dict.fromkeys(ids) if node_id in known]
            return SqliteGround(connection).views(keys, [0] * len(keys))

    def relations(
        self,
        node_id: str,
        types: Sequence[str],
        *,
        direction: str = "both",
        limit: int = 100,
        cursor: str | None = None,
    ) -> Page:
        with self._connections.reading() as connection:
            return listing.relations_of(connection, node_id, types, direction, limit, cursor)

    def acting_in(self, territory_id: str, *, limit: int = 100, cursor: str | None = None, seats: bool = True) -> Page:
        with self._connections.reading() as connection:
            return listing.acting_in(connection, territory_id, limit, cursor, seats)

    def count_acting(self, territory_id: str, *, seats: bool = True) -> int:
        with self._connections.reading() as connection:
            return listing.count_acting(connection, territory_id, seats)

    def placed_in(self, territory_id: str, *, seats: bool = True) -> list[str]:
        with self._connections.reading() as connection:
            return listing.placed_in(connection, territory_id, seats)

    def links(
        self,
        kind: str,
        *,
        after: Sequence[str] = ("", "", ""),
        among: Sequence[str] | None = None,
        saying: str = "",
    ) -> Iterator[LinkView]:
        given: dict[str, object] = dict(zip(("source", "target", "role"), after, strict=True))
        given |= {"type": TYPES[kind], "among": json.dumps(among), "saying": saying}
        query = exporting.LINKS if among is None else exporting.LINKS_AMONG
        return (exports.link(document) for (document,) in self._connections.stream(query, given=given))

    def briefs(self, ids: Sequence[str]) -> list[Brief]:
        with self._connections.reading() as connection:
            rows = connection.execute(exporting.BRIEFS, (json.dumps(sorted({*ids})),))
            return sorted(map(exports.brief, rows), key=lambda brief: brief.id)

    def search(self, text: str, *, kind: str | None = None, limit: int = 20) -> Hits:
        with self._connections.reading() as connection:
            return finding.search(connection, text, kind, limit)

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
        with self._connections.reading() as connection:
            return walk.neighbourhood(SqliteGround(connection), centre, depth, limit, wanted)

    def paths(self, start: str, end: str, *, limit: int = 3, max_length: int = 12) -> Paths:
        with self._connections.reading() as connection:
            return paths.paths(SqliteGround(connection), start, end, limit=limit, max_length=max_length)

    def events(self) -> Iterator[EventRow]:
        return map(exports.event, self._connections.stream(*exporting.EVENTS))

    def participations(self) -> Iterator[tuple[str, str]]:
        """Two roles of one actor in one project follow each other, and are one participation."""
        return ((actor, event) for (actor, event), _ in groupby(self._connections.stream(*exporting.PARTICIPATIONS)))

    def actors(self) -> Iterator[tuple[str, str, str | None, tuple[str, ...]]]:
        return map(exports.actor, self._connections.stream(*exporting.ACTORS))

    def placements(self) -> Iterator[tuple[str, str, str]]:
        return map(exports.placement, self._connections.stream(exporting.PLACEMENTS))

    def coverage(self) -> list[Coverage]:
        rows = self._connections.stream("SELECT document FROM coverage")
        return sorted((Coverage.model_validate_json(text) for (text,) in rows), key=exports.coverage_order)

    def shelf(self, shelf: Shelf, keys: Sequence[str] | None = None) -> dict[str, str]:
        with self._connections.reading() as connection:
            if keys is None:
                return shelves.whole(connection, shelf)
            return shelves.among(connection, shelf, list(dict.fromkeys(keys)))

    def shelf_under(self, shelf: Shelf, beginnings: Sequence[str]) -> dict[str, str]:
        with self._connections.reading() as connection:
            return shelves.under(connection, shelf, list(dict.fromkeys(beginnings)))

    def records_of_kind(self, kind: str, types: Sequence[str]) -> Iterator[NodeRecord | RelationRecord]:
        queries = (*exporting.NODES_OF_KIND.get(kind, ()), exporting.RELATIONS_OF_TYPE)
        numbers = json.dumps([TYPES[name] for name in types])
        return map(exporting.record, self._connections.stream(*queries, given={"types": numbers}))

    def records_of(self, ids: Sequence[str]) -> tuple[list[NodeRecord], list[RelationRecord]]:
        with self._connections.reading() as connection:
            return exporting.records_of(connection, ids)

    def node_records(self, ids: Sequence[str]) -> list[NodeRecord]:
        with self._connections.reading() as connection:
            return exporting.node_records(connection, ids)

    def records_naming(self, text: str) -> Iterator[NodeRecord | RelationRecord]:
        return map(
            exporting.record,
            self._connections.stream(exporting.NODES_NAMING, exporting.RELATIONS_NAMING, given=(text,)),
        )

    def records(self) -> Iterator[NodeRecord | RelationRecord]:
        return map(exporting.record, self._connections.stream(exporting.NODES, exporting.RELATIONS))
