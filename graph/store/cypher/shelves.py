"""The shelves of Neo4j: `(:Shelved {at, shelf, key, document})`, beside the graph."""

from collections.abc import Mapping, Sequence

from graph.store.base import Shelf
from graph.store.cypher import Ask

CHUNK = 5_000


def whole(ask: Ask, shelf: Shelf) -> dict[str, str]:
    return {str(key): str(text) for key, text in ask("shelf", shelf=shelf.value)}


def among(ask: Ask, shelf: Shelf, keys: Sequence[str]) -> dict[str, str]:
    """Those of `keys` that stand on the shelf, in order."""
    found: dict[str, str] = {}
    for start in range(0, len(keys), CHUNK):
        found.update((key, text) for key, text in ask("shelved", shelf=shelf.value, keys=keys[start : start + CHUNK]))
    return dict(sorted(found.items()))


def under(ask: Ask, shelf: Shelf, beginnings: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(beginnings), CHUNK):
        rows = ask("shelf_under", shelf=shelf.value, beginnings=list(beginnings[start : start + CHUNK]))
        found.update((key, text) for key, text in rows)
    return dict(sorted(found.items()))


def put(ask: Ask, shelf: Shelf, rows: Mapping[str, str]) -> None:
    given = [{"key": key, "document": text} for key, text in rows.items()]
    for start in range(0, len(given), CHUNK):
        list(ask("put_on_shelf", shelf=shelf.value, rows=given[start : start + CHUNK]))


def drop(ask: Ask, shelf: Shelf, keys: Sequence[str]) -> None:
    for start in range(0, len(keys), CHUNK):
        list(ask("drop_from_shelf", shelf=shelf.value, keys=list(keys[start : start + CHUNK])))
