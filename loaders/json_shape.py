"""Where the records of a JSON document are: a list, the features of a GeoJSON, the answer of a portal's API, lines."""

import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

import ijson
import orjson

_EVENTS = 50_000
_BITE = 1 << 10
"""Bytes parsed at once: each event carries its path, so a large bite of nested lists takes minutes."""

_LONGEST_PREFIX = 2_000
"""Characters of the path to a value beyond which the document nests without end: no records are that deep."""

_USUAL = ("features", "records", "results", "data", "rows", "items", "values", "subventions", "conventions")
_COLUMN_LISTS = ("columns", "fields", "header", "headers", "colonnes")


@dataclass(frozen=True, slots=True)
class Shape:
    """`prefix` in ijson's words. `arrays`: a record is a list of cells, its names being `columns` or the first one."""

    prefix: str
    arrays: bool = False
    columns: tuple[str, ...] = field(default=())


def is_by_lines(head: bytes, stated: bool) -> bool:
    """Whether each line is a document; the first only is looked at, when the name of the file says so."""
    lines = [line for line in head.splitlines() if line.strip()][: 1 if stated else 2]
    try:
        documents = [orjson.loads(line) for line in lines]
    except orjson.JSONDecodeError:
        return False
    return (len(documents) > 1 or stated) and bool(documents) and all(isinstance(d, dict) for d in documents)


def find_shape(opened: Callable[[], io.BufferedReader]) -> Shape | None:
    """Where the most records are among the first events, usual names first; None when there is no list of records.

    Raises ijson.JSONError when the document is damaged there.
    """
    objects: Counter[str] = Counter()
    arrays: Counter[str] = Counter()
    columns: dict[str, list[str]] = {}
    with opened() as stream:
        for prefix, event, value in islice(ijson.parse(stream, buf_size=_BITE, use_float=True), _EVENTS):
            if len(prefix) > _LONGEST_PREFIX:
                return None
            if event == "start_map" and _is_item(prefix):
                objects[prefix] += 1
            elif event == "start_array" and _is_item(prefix):
                arrays[prefix] += 1
            elif event == "string" and _names_columns(prefix):
                columns.setdefault(prefix.split(".item")[0], []).append(value)
    if objects:
        prefix = max(objects, key=lambda at: _rank(at, objects[at]))
        if not arrays or _rank(prefix, objects[prefix]) >= max(_rank(at, n) for at, n in arrays.items()):
            return Shape(f"{prefix}.properties" if prefix == "features.item" else prefix)
    if arrays:
        return Shape(max(arrays, key=arrays.__getitem__), True, tuple(next(iter(columns.values()), ())))
    return None


def _is_item(prefix: str) -> bool:
    """An item of a list that is in no other list."""
    return prefix.endswith("item") and prefix.split(".").count("item") == 1 and prefix.count(".") <= 4


def _rank(prefix: str, count: int) -> tuple[bool, bool, int]:
    """Nearest to the root, unless a name says records; a list that describes the columns comes last."""
    parent = prefix.removesuffix("item").strip(".").rpartition(".")[2]
    return (parent not in _COLUMN_LISTS, parent in _USUAL or not parent, count)


def _names_columns(prefix: str) -> bool:
    first, _, rest = prefix.partition(".item")
    return first.rpartition(".")[2] in _COLUMN_LISTS and rest in ("", ".name", ".id", ".nom")
