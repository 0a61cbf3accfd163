"""A record of a JSON or Parquet file → columns of text: what is nested gets a dotted name, outlines are left out."""

import base64
import json
import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal

from loaders.header_words import words

_WRAPPERS = ("fields", "properties", "attributes", "record")
"""Names of portals around the columns of a record: they say nothing."""

_SEVERAL = "beneficiaire"
_DEPTH = 6


def flattened(record: Mapping[str, object]) -> list[dict[str, str]]:
    """The record as one row; one for each of its beneficiaries where it lists them, the rest repeated."""
    flat: dict[str, str] = {}
    several: list[dict[str, str]] = []
    for name, value in record.items():
        if type(value) is str:
            flat[name] = value
        elif not isinstance(value, Mapping | list):
            flat[name] = text(value)
        elif not several and _is_list_of_beneficiaries(name, value):
            several = [dict(_columns(name, each)) for each in value]
        else:
            flat.update(_columns(name, value))
    return [flat | each for each in several] or [flat]


def _is_list_of_beneficiaries(name: str, value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(each, Mapping) for each in value)
        and _SEVERAL in words(name)
    )


def _columns(name: str, value: object, depth: int = 0) -> Iterator[tuple[str, str]]:
    if not isinstance(value, Mapping):
        yield name, text(value)
        return
    if "coordinates" in value or "geometries" in value:
        return
    if depth >= _DEPTH:
        yield name, text(value)
        return
    for key, inner in value.items():
        yield from _columns(str(key) if name in _WRAPPERS else f"{name}.{key}", inner, depth + 1)


def text(value: object) -> str:
    """A value as a cell; a list of plain values is written with `|` between them."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(sep=" ")
    if isinstance(value, int | date | time | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(value[:60]).decode()
    if isinstance(value, list | tuple) and not any(isinstance(item, Mapping | list) for item in value):
        return "|".join(map(text, value))
    return json.dumps(value, ensure_ascii=False, default=str)


def _number(value: float) -> str:
    if not math.isfinite(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
