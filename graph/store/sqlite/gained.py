"""What nodes gain of the relations that are added: their ties and their relations, by key."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Self, TypeAlias

from graph.model.relations import RelationType
from graph.store.sqlite.many_rows import run_with
from graph.store.written import WrittenRelations

COUNT_UP = """UPDATE OR ROLLBACK node SET degree = degree + given.column2, relations = relations + given.column3
    FROM (VALUES {values}) AS given WHERE node.key = given.column1"""
TIED = RelationType.PARTICIPATES_IN.value

Ends: TypeAlias = tuple[list[int], list[int]]
"""Keys of the sources and of the targets of relations alike."""


@dataclass(slots=True)
class Gained:
    ties: Counter[int] = field(default_factory=Counter)
    relations: Counter[int] = field(default_factory=Counter)

    @classmethod
    def of(cls, relations: Sequence[WrittenRelations], ends: Sequence[Ends]) -> Self:
        """Two roles of one actor in one project are one tie."""
        tying = [each for one, each in zip(relations, ends, strict=True) if one.type == TIED]
        pairs = {pair for sources, targets in tying for pair in zip(sources, targets, strict=True)}
        return cls(Counter(chain.from_iterable(pairs)), Counter(chain.from_iterable(chain.from_iterable(ends))))

    def __len__(self) -> int:
        return len(self.relations)

    def take(self, keys: Sequence[int]) -> tuple[list[int], list[int]]:
        """The numbers of nodes that are written with them: they have not to be counted up."""
        return [self.ties.pop(key, 0) for key in keys], [self.relations.pop(key, 0) for key in keys]

    def add(self, other: "Gained") -> None:
        for own, more in ((self.ties, other.ties), (self.relations, other.relations)):
            for key, number in more.items():
                own[key] += number

    def write(self, connection: sqlite3.Connection) -> None:
        keys = sorted(self.relations)  # neighbours stand on one page
        run_with(connection, COUNT_UP, keys, [self.ties[key] for key in keys], [self.relations[key] for key in keys])
