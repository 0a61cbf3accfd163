"""Rows of one file on their way to the store: what they say in columns, and the others one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from typing import Protocol, TypeVar

from loaders.facts import Outcome
from loaders.in_columns import InColumns
from loaders.part import Part

T = TypeVar("T")


class Shown(Protocol):
    """Passes rows through, showing how far they are."""

    def __call__(self, rows: Iterable[T], /) -> Iterator[T]: ...


@dataclass(slots=True)
class Block:
    """Rows that follow each other in a file. `plain`: how many are kept of which nothing is told."""

    part: Part
    outcomes: list[Outcome]
    plain: int = 0
    columns: InColumns | None = None


def blocks_of(rows: Iterable[tuple[Part, Outcome]], size: int) -> Iterator[Block]:
    """Blocks of `size` rows, never of two files."""
    for part, group in groupby(rows, key=itemgetter(0)):
        while some := [outcome for _, outcome in islice(group, size)]:
            yield Block(part, some)
