"""What a source module offers that reads plain rows together, beside `facts` that reads them one by one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeAlias, runtime_checkable

from graph.model.alike import Alike
from graph.model.entities import Entity
from graph.model.origin import Origin
from graph.model.record import NodeRecord, RelationRecord
from graph.model.relations import Relation
from loaders.plain_rows import PlainRows

Worded: TypeAlias = tuple[Entity | Relation, str | None]
"""A fact and the words of the source."""


class Standing(NamedTuple):
    """What stands on each of some rows, the same object on many of them: `facts` tells what each says, at the end."""

    facts: Callable[[Any], Iterable[Worded]]
    each: Sequence[object]
    lines: Sequence[int]


@dataclass(frozen=True, slots=True)
class InColumns:
    """What plain rows say. `repeats`: records of rows that say once more what others of `alike` say."""

    origin: Origin
    alike: Alike
    standing: Sequence[Standing]
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
