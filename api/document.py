"""A document: plain JSON values, in a shape of interfaces.md §6 that `api.responses` describes."""

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Document: TypeAlias = dict[str, Any]

FORMAT = "3"
"""Bump when the same graph and question give another document: kept answers must not outlive the code."""


def json_bytes(document: object) -> bytes:
    """Keys sorted, UTF-8, no NaN: a value without meaning is null (ValueError tells the developer)."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def document_of(found: "DataclassInstance") -> Document:
    """The fields of a dataclass, values shared: `dataclasses.asdict` copies each of 500 nodes, and is slow at it."""
    return {field.name: getattr(found, field.name) for field in fields(found)}
