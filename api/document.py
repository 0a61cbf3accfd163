"""A document: plain JSON values, in a shape of interfaces.md §6 that `api.responses` describes."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Document: TypeAlias = dict[str, Any]


def document_of(found: "DataclassInstance") -> Document:
    """The fields of a dataclass, values shared: `dataclasses.asdict` copies each of 500 nodes, and is slow at it."""
    return {field.name: getattr(found, field.name) for field in fields(found)}
