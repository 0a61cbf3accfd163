"""What a source module offers that reads plain rows together, beside `facts` that reads them one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias, runtime_checkable

from graph.model.alike import Alike
from graph.model.entities import Entity
from graph.model.origin import Origin
from graph.model.record import NodeRecord, RelationRecord
from graph.model.relations import Relation
from loaders.plain_rows import PlainRows

Kept: TypeAlias = tuple[Entity | Relation, str | None, Sequence[int]]
"""A fact that many rows say as the same object, its words, and its lines here."""


@dataclass(frozen=True, slots=True)
class InColumns:
    """What plain rows say. `repeats`: records of rows that say once more what others of `alike` say."""

    origin: Origin
    alike: Alike
    kept: Sequence[Kept]
    repeats: tuple[list[NodeRecord], list[RelationRecord]]


class Reading(Protocol):
    """A stretch of a table being read. `rows`: those of which `facts` of the source would tell nothing."""

    @property
    def rows(self) -> PlainRows: ...

    def take(self, first: int, end: int) -> None:
        """Rows from one place to another, in the order of the file: between them others are read one by one."""

    def facts(self) -> InColumns:
        """What all rows say, once each has been taken."""


@runtime_checkable
class ReadsColumns(Protocol):
    def columns(self, rows: PlainRows) -> Reading: ...
