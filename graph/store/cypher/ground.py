"""The ground of Neo4j: the primitives of `graph.store.walk`, each a query. A key is the id itself."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import orjson

from graph.errors import GoneEntity, UnknownEntity
from graph.model.subgraph import LinkView, NodeView
from graph.store.base import Shelf
from graph.store.cypher import Ask, shelves
from graph.store.search import near_ids
from graph.store.views import link_order, node_view
from graph.store.walk import Filter, Found

_ENTRANCES = {"Territory": "acting", "Theme": "addressing"}


class CypherGround:
    """One reading of the graph; every query goes through the same transaction."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def find(self, node_id: str) -> Found[str]:
        for _, kind in self._ask("find", id=node_id):
            return Found(node_id, kind, node_id)
        if became := shelves.among(self._ask, Shelf.ALIAS, [node_id]):
            for canonical, kind in self._ask("find", id=became[node_id]):
                return Found(canonical, kind, canonical)
        if gone := shelves.among(self._ask, Shelf.GONE, [node_id]):
            raise GoneEntity(node_id, gone[node_id])
        raise UnknownEntity(node_id, near_ids(node_id, [near for (near,) in self._ask("near_ids", id=node_id)]))

    def around(self, keys: Collection[str]) -> set[str]:
        return {key for (key,) in self._ask("around", ids=list(keys))}

    def ties(self, keys: Collection[str]) -> Iterable[tuple[str, str]]:
        return [(key, neighbour) for key, neighbour in self._ask("ties", ids=list(keys))]

    def entrances(self, key: str, kind: str) -> set[str]:
        return {found for (found,) in self._ask(_ENTRANCES[kind], id=key)} if kind in _ENTRANCES else set()

    def kept(self, keys: Collection[str], wanted: Filter) -> set[str]:
        return {row[0] for row in self._ask("facets", ids=list(keys)) if wanted.keeps(*row[1:])}

    def first(self, keys: Collection[str], limit: int) -> list[str]:
        return sorted(keys)[:limit]

    def ids(self, keys: Collection[str]) -> dict[str, str]:
        return {key: key for key in keys}

    def views(self, keys: Sequence[str], distances: Sequence[int]) -> list[NodeView]:
        rows = list(self._ask("views", ids=list(keys)))
        documents = _parsed(row[3] for row in rows)
        shown = {row[0]: (row, document) for row, document in zip(rows, documents, strict=True)}
        views = []
        for key, distance in zip(keys, distances, strict=True):
            (_, kind, degree, _, places, themes), document = shown[key]
            views.append(node_view(key, kind, degree, document, distance, sorted(places), sorted(themes)))
        return views

    def links(self, keys: Collection[str]) -> list[LinkView]:
        rows = self._ask("links", ids=list(keys))
        return sorted(_parsed(document for (document,) in rows), key=link_order)

    def placings(self, territory: str, events: Collection[str]) -> list[LinkView]:
        rows = self._ask("placings", territory=territory, ids=list(events))
        return sorted(_parsed(document for (document,) in rows), key=link_order)


def _parsed(documents: Iterable[str]) -> list[Any]:
    """All documents at once: one call is several times faster than one for each."""
    parsed: list[Any] = orjson.loads(f"[{','.join(documents)}]")
    return parsed
