"""Many facts alike as columns: what one origin says of as many things of one kind, in place of as many objects.

A column is as long as `ids` (or `sources`); None stands where nothing is said. What columns say is what their
`records()` say, one by one; stores that can write columns as they are need not make them (`graph.store.written`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self, TypeAlias, TypeVar

from graph.model.origin import Origin
from graph.model.record import Claim, Json, NodeRecord, RelationRecord, Value

T = TypeVar("T")
Said: TypeAlias = Value | tuple[str, ...]
Columns: TypeAlias = Mapping[str, Sequence[Said]]
"""Properties by name; a list of codes is a tuple."""

Lines: TypeAlias = Sequence[Sequence[int]]
"""For each fact, the lines that say it: in order, none twice."""


@dataclass(frozen=True, slots=True)
class NodesAlike:
    """Nodes of one kind, each id once. `words`: as stated, where the source has words of its own."""

    origin: Origin
    kind: str
    ids: Sequence[str]
    labels: Sequence[str | None]
    words: Sequence[str | None]
    lines: Lines
    properties: Columns

    def records(self) -> list[NodeRecord]:
        each = zip(self.ids, self.labels, self.words, self.lines, rows(self.properties, len(self.ids)), strict=True)
        return [
            NodeRecord(
                id=node_id,
                kind=self.kind,
                claims=(Claim.of(self.origin, label or None, said, "stated", lines, words),),
            )
            for node_id, label, words, lines, said in each
        ]

    def only(self, ranks: Sequence[int]) -> Self:
        return replace(
            self,
            ids=at(self.ids, ranks),
            labels=at(self.labels, ranks),
            words=at(self.words, ranks),
            lines=at(self.lines, ranks),
            properties={name: at(column, ranks) for name, column in self.properties.items()},
        )


@dataclass(frozen=True, slots=True)
class RelationsAlike:
    """Relations of one type and role, on one basis, each pair of ends once."""

    origin: Origin
    type: str
    role: str
    sources: Sequence[str]
    targets: Sequence[str]
    lines: Lines
    properties: Columns
    basis: str = "stated"

    def records(self) -> list[RelationRecord]:
        each = zip(self.sources, self.targets, self.lines, rows(self.properties, len(self.sources)), strict=True)
        return [
            RelationRecord(
                source=source,
                type=self.type,
                target=target,
                role=self.role,
                claims=(Claim.of(self.origin, None, said, self.basis, lines),),
            )
            for source, target, lines, said in each
        ]

    def only(self, ranks: Sequence[int]) -> Self:
        return replace(
            self,
            sources=at(self.sources, ranks),
            targets=at(self.targets, ranks),
            lines=at(self.lines, ranks),
            properties={name: at(column, ranks) for name, column in self.properties.items()},
        )


@dataclass(frozen=True, slots=True)
class Alike:
    """What one batch says in columns. Each relation has an end among `nodes`; its other end is stored, or `awaited`.

    `awaited`: ids of actors that relations name and whose own record comes later in the same load.
    """

    nodes: NodesAlike
    relations: Sequence[RelationsAlike] = ()
    awaited: Sequence[str] = ()

    def records(self) -> tuple[list[NodeRecord], list[RelationRecord]]:
        return self.nodes.records(), [record for each in self.relations for record in each.records()]


def rows(columns: Columns, length: int) -> Iterator[Json]:
    """The properties of each fact; an empty iterator of columns says nothing of any."""
    if not columns:
        return ({} for _ in range(length))
    names = sorted(columns)
    values = zip(*(columns[name] for name in names), strict=True)
    return ({n: _json(v) for n, v in zip(names, row, strict=True) if v is not None} for row in values)


def _json(value: Said) -> Value:
    return list(value) if isinstance(value, tuple) else value


def at(column: Sequence[T], ranks: Sequence[int]) -> list[T]:
    return [column[rank] for rank in ranks]
