"""Columns parted into what may be written as it is and what has to be merged record by record."""

from collections.abc import Callable, Container, Sequence
from itertools import compress, count
from typing import TypeAlias, TypeVar

from graph.model.record import NodeRecord, RelationRecord
from graph.store.written import Written, WrittenNodes, WrittenRelations

Again: TypeAlias = tuple[list[NodeRecord], list[RelationRecord]]
"""What has to be merged."""

Taken: TypeAlias = Callable[[str, str], bool]
"""Of the source and the target of a relation."""

Columns = TypeVar("Columns", WrittenNodes, WrittenRelations)


def parted(batch: Written, ids: Container[str], is_taken: Taken, again: Again) -> Written:
    """What is taken: the nodes among `ids`, and relations; the records of the rest go to `again`."""
    nodes, other_nodes = _split(batch.nodes, [own in ids for own in batch.nodes.ids])
    relations = [_split(each, [*map(is_taken, each.sources, each.targets)]) for each in batch.relations]
    again[0].extend(other_nodes.records())
    again[1].extend(record for _, others in relations for record in others.records())
    return Written(nodes, [taken for taken, _ in relations], batch.awaited)


def touching(ids: Container[str]) -> Taken:
    return lambda source, target: source in ids or target in ids


def within(ids: Container[str]) -> Taken:
    return lambda source, target: source in ids and target in ids


def _split(written: Columns, taken: Sequence[bool]) -> tuple[Columns, Columns]:
    others: list[bool] = [not each for each in taken]
    return written.only([*compress(count(), taken)]), written.only([*compress(count(), others)])
