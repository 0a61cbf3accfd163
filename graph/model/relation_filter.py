"""What relations are asked for: a tree whose leaves are conditions on one field, whose nodes are and, or, not.

A leaf may be *unknown* (None) while only a part of a relation has been read: what the part already settles need not be
read further (Kleene's three-valued logic). On a relation that is wholly read every leaf is true or false.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from graph.model.record import Json, Value

DEPTH_MOST = 50
LEAVES_MOST = 200
TEXT_MOST = 4_000
"""Levels, conditions and characters of one filter: beyond, it is refused before anything is read."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One field and the values that it may have, sorted and distinct: one of them is enough."""

    field: str
    values: tuple[str, ...] | tuple[float, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds. Without parts: all relations."""

    parts: tuple["Filter", ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part holds at least."""

    parts: tuple["Filter", ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Filter"


Filter: TypeAlias = Leaf | AllOf | AnyOf | Not
Judge: TypeAlias = Callable[[Leaf], bool | None]

EVERYTHING = AllOf()


def verdict(asked: Filter, judge: Judge) -> bool | None:
    """Whether the filter holds where `judge` says what each leaf is; None where that depends on an unknown leaf."""
    if isinstance(asked, Leaf):
        return judge(asked)
    if isinstance(asked, Not):
        said = verdict(asked.part, judge)
        return None if said is None else not said
    settles = isinstance(asked, AnyOf)
    unknown = False
    for part in asked.parts:
        said = verdict(part, judge)
        if said is settles:
            return settles
        unknown = unknown or said is None
    return None if unknown else not settles


def leaves(asked: Filter) -> Iterator[Leaf]:
    if isinstance(asked, Leaf):
        yield asked
    elif isinstance(asked, Not):
        yield from leaves(asked.part)
    else:
        for part in asked.parts:
            yield from leaves(part)


def required(asked: Filter) -> Iterator[Leaf]:
    """Leaves without which nothing is kept: a store may look among those alone."""
    if isinstance(asked, Leaf):
        yield asked
    elif isinstance(asked, AllOf):
        for part in asked.parts:
            yield from required(part)


def as_json(asked: Filter) -> Json:
    """The filter in the words of its grammar, no deeper than it was said: reading it again gives the same tree."""
    if isinstance(asked, Leaf):
        values: list[Value] = list(asked.values)
        return {asked.field: values[0] if len(values) == 1 else values}
    if isinstance(asked, Not):
        return {"not": as_json(asked.part)}
    if isinstance(asked, AnyOf):
        return {"or": [as_json(part) for part in asked.parts]}
    parts = [as_json(part) for part in asked.parts]
    names = {name for part in parts for name in part}
    if len(names) == len(parts) == sum(map(len, parts)) and not _runs_backwards(asked.parts):
        return {name: value for part in parts for name, value in part.items()}
    return {"and": list(parts)}


def _runs_backwards(parts: tuple[Filter, ...]) -> bool:
    """Whether the two amounts exclude each other: an object that says so is refused, a list that does keeps nothing."""
    said = {part.field: part.values[0] for part in parts if isinstance(part, Leaf)}
    least, most = said.get("amount_min"), said.get("amount_max")
    return isinstance(least, float) and isinstance(most, float) and least > most
