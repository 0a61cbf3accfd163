"""Facts of many rows as records: what one run says in the same words on several lines is one claim with those lines.

A project stands on the row of each of its partners, a town on thousands: grouping before records are made is several
times faster than merging claims of one line, and gives the same claims.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Any, TypeAlias

from graph.model.alike import Alike, NodesAlike, Said
from graph.model.entities import Actor, Entity
from graph.model.origin import Origin
from graph.model.record import NodeRecord, RelationRecord, Value
from graph.model.relations import Relation
from graph.store.merging import Key, Record, united
from loaders.facts import Facts
from loaders.in_columns import Standing, Worded

MOST_LINES, MOST_FACTS = 1_000_000, 50_000
"""What waits at most: some 60 MB."""


def records(rows: Iterable[Facts]) -> tuple[list[NodeRecord], list[RelationRecord]]:
    """Nodes and relations, each key once; what a store will ask of each is worked out."""
    by_origin = _by_origin(rows)
    return _records((origin, *each) for origin, said in by_origin.items() for each in said)


Stated: TypeAlias = tuple[Origin, Entity | Relation, str | None, Sequence[int]]
"""Who says a fact, in which words of its own, on which lines."""


def _records(said: Iterable[Stated]) -> tuple[list[NodeRecord], list[RelationRecord]]:
    nodes: list[NodeRecord] = []
    relations: list[RelationRecord] = []
    for origin, fact, words, lines in said:
        if isinstance(fact, Entity):
            nodes.append(fact.record(origin, lines, words))
        else:
            relations.append(fact.record(origin, lines, words))
    return _settled((node.id, node) for node in nodes), _settled((relation.key, relation) for relation in relations)


def _settled(records: Iterable[tuple[Key, Record]]) -> list[Record]:
    """One record a key, with what is kept on it: here, ahead of the writing, it costs no waiting."""
    settled = list(united(records).values())
    for record in settled:
        _ = record.digest, record.properties
    return settled


def _by_origin(rows: Iterable[Facts]) -> dict[Origin, Iterable[tuple[Entity | Relation, str | None, list[int]]]]:
    """Grouped by identity of the fact: sources that make a fact once for many rows are those that gain."""
    groups: dict[Origin, dict[tuple[int, str | None], tuple[Entity | Relation, str | None, list[int]]]] = {}
    for facts in rows:
        said = groups.setdefault(facts.origin, {})
        for fact, words in facts.worded:
            lines = said.setdefault((id(fact), words), (fact, words, []))[2]
            if facts.line is not None:
                lines.append(facts.line)
    return {origin: said.values() for origin, said in groups.items()}


@dataclass(slots=True)
class Waiting:
    """A fact with the lines that say it, none of which is written."""

    origin: Origin
    fact: Entity | Relation
    words: str | None
    lines: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Stood:
    """What stood on rows, by its identity, and the lines of those rows; `facts` tells what each says."""

    origin: Origin
    facts: Callable[[Any], Iterable[Worded]]
    each: dict[int, object] = field(default_factory=dict)
    lines: dict[int, list[int]] = field(default_factory=dict)

    def add(self, standing: Standing) -> None:
        """Told from each other by what each is, since comparing what they say takes longer."""
        for one, line in zip(standing.each, standing.lines, strict=True):
            if (said := self.lines.get(id(one))) is None:
                self.each[id(one)], self.lines[id(one)] = one, [line]
            else:
                said.append(line)

    def waiting(self) -> Iterator[Waiting]:
        for key, each in self.each.items():
            for fact, words in self.facts(each):
                yield Waiting(self.origin, fact, words, self.lines[key])


class SaidAgain:
    """What rows of later batches say again of facts that are written already: the lines wait, and are written together.

    A giver stands on every row of its file: written with each batch, its claim of ever more lines would make the time
    of a load grow with the square of the file.
    """

    def __init__(self) -> None:
        self._met: dict[tuple[int, int, str | None], Waiting] = {}
        self._standing: dict[tuple[int, Callable[[Any], Iterable[Worded]]], _Stood] = {}
        self._waiting = 0

    @property
    def full(self) -> bool:
        standing = sum(len(stood.each) for stood in self._standing.values())
        return self._waiting >= MOST_LINES or len(self._met) + standing >= MOST_FACTS

    def take(self, facts: Facts) -> Facts:
        """The row without what has been said before, whose line waits."""
        if not facts.kept or facts.line is None:
            return facts
        kept, worded = set(facts.kept), []
        for fact, words in facts.worded:
            known = self._met.get(name := (id(facts.origin), id(fact), words)) if id(fact) in kept else None
            if known:
                known.lines.append(facts.line)
                self._waiting += 1
                continue
            worded.append((fact, words))
            if id(fact) in kept:
                self._met[name] = Waiting(facts.origin, fact, words)
        return replace(facts, worded=worded)

    def wait(self, origin: Origin, standing: Standing) -> None:
        """What stands on rows, none of whose facts is written yet."""
        stood = self._standing.setdefault((id(origin), standing.facts), _Stood(origin, standing.facts))
        stood.add(standing)
        self._waiting += len(standing.lines)

    def waiting(self, size: int) -> Iterator[list[Waiting]]:
        """What waits, `size` facts at most at a time; nothing waits afterwards."""
        said_again = (each for each in self._met.values() if each.lines)
        every = chain(said_again, *(stood.waiting() for stood in self._standing.values()))
        self._met, self._standing, self._waiting = {}, {}, 0
        while some := list(islice(every, size)):
            yield some


def as_records(facts: Iterable[Waiting]) -> tuple[list[NodeRecord], list[RelationRecord]]:
    return _records((each.origin, each.fact, each.words, each.lines) for each in facts)


def in_columns(facts: Sequence[Waiting]) -> tuple[list[Alike], list[Waiting]]:
    """Actors that one fact alone tells of, in columns; and the other facts."""
    said = Counter(each.fact.id for each in facts if isinstance(each.fact, Actor))
    groups: dict[Origin, list[tuple[Waiting, Actor]]] = {}
    others: list[Waiting] = []
    for each in facts:
        if isinstance(each.fact, Actor) and said[each.fact.id] == 1 and each.fact.basis == "stated":
            groups.setdefault(each.origin, []).append((each, each.fact))
        else:
            others.append(each)
    return [Alike(_actors(origin, group)) for origin, group in groups.items()], others


def _actors(origin: Origin, group: Sequence[tuple[Waiting, Actor]]) -> NodesAlike:
    actors = [actor for _, actor in group]
    said = [actor.properties for actor in actors]
    names = sorted(set[str]().union(*said))
    return NodesAlike(
        origin,
        Actor.node_kind.value,
        [actor.id for actor in actors],
        [actor.label or None for actor in actors],
        [each.words for each, _ in group],
        [sorted({*each.lines}) for each, _ in group],
        {name: [_said(properties.get(name)) for properties in said] for name in names},
    )


def _said(value: Value) -> Said:
    return tuple(map(str, value)) if isinstance(value, list) else value
