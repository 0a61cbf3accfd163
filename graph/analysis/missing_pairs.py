"""Kinds that do not meet in a territory, though they do elsewhere, and who could begin there.

The same chance and the same rule as the table of pairs (`graph.analysis.profiles`), over the pairs of one territory. An
absence of actors is another thing than an absence of ties: it is said, and nothing is proposed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.posterior import false_discovery_flags
from graph.analysis.profiles import none_by_chance
from graph.analysis.suggestions import Ranking
from graph.crossings import Pair, pairs_of_kinds
from graph.model.levels import split_territory
from graph.model.scores import rounded
from graph.project import TwoMode
from graph.surroundings import Surroundings

CANDIDATES, COUPLES = 5, 5


@dataclass(frozen=True, slots=True)
class MissingPair:
    """`expected` alliances of the two kinds, `by_chance`: probability of none; `told`: less than chance over all pairs.

    `candidates`: positions of actors there, of the first kind and of the second, those with most alliances first;
    `absent`: kinds of which no actor is known there; `couples`: pistes between them, best first.
    """

    kinds: tuple[str, str]
    expected: float
    by_chance: float
    told: bool
    absent: tuple[str, ...]
    candidates: tuple[tuple[int, ...], tuple[int, ...]]
    couples: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class MissingPairs:
    """`here`, `everywhere`: alliances with two known kinds or twice one; `rows`: pairs never seen here, the least
    probable by chance first.
    """

    here: int
    everywhere: int
    rows: tuple[MissingPair, ...]


def missing_pairs(two_mode: TwoMode, around: Surroundings, made: Ranking, territory: str) -> MissingPairs:
    level, _ = split_territory(territory)
    joined = _pairs_of_events(two_mode)
    counted = {event: pairs for event, pairs in enumerate(joined) if pairs}
    here = [event for event in counted if territory in around.held(two_mode.event_ids[event], level)]
    seen = Counter(pair for event in here for pair in counted[event])
    every = Counter(pair for pairs in counted.values() for pair in pairs)
    absent = sorted(pair for pair in every if not seen[pair])
    if not absent or not here:
        return MissingPairs(len(here), len(counted), ())
    shares = np.array([every[pair] / len(counted) for pair in absent])
    chance = none_by_chance(np.full(len(absent), float(len(here))), shares)
    told = false_discovery_flags(1 - chance)
    residents = _residents(two_mode, around, territory)
    rows = [
        _row(two_mode, made, residents, pair, len(here) * share, at, flag)
        for pair, share, at, flag in zip(absent, shares.tolist(), chance.tolist(), told.tolist(), strict=True)
    ]
    rows.sort(key=lambda row: (row.by_chance, row.kinds))
    return MissingPairs(len(here), len(counted), tuple(rows))


def _pairs_of_events(two_mode: TwoMode) -> list[frozenset[Pair]]:
    kinds: list[list[str]] = [[] for _ in two_mode.event_ids]
    for actor, event in zip(two_mode.rows.tolist(), two_mode.cols.tolist(), strict=True):
        if kind := two_mode.actor_kinds[actor]:
            kinds[event].append(kind)
    return [pairs_of_kinds(held) for held in kinds]


def _residents(two_mode: TwoMode, around: Surroundings, territory: str) -> list[int]:
    """Actors that sit there, those with most alliances first."""
    level, _ = split_territory(territory)
    events = np.bincount(two_mode.rows, minlength=len(two_mode.actor_ids))
    there = [at for at, actor in enumerate(two_mode.actor_ids) if territory in around.held(actor, level)]
    return sorted(there, key=lambda at: (-int(events[at]), at))


def _row(
    two_mode: TwoMode, made: Ranking, residents: Sequence[int], pair: tuple[str, str], expected: float, chance: float,
    told: bool,
) -> MissingPair:  # fmt: skip
    sides = tuple([at for at in residents if two_mode.actor_kinds[at] == kind] for kind in pair)
    return MissingPair(
        kinds=pair,
        expected=rounded(expected),
        by_chance=rounded(chance),
        told=told,
        absent=tuple(dict.fromkeys(kind for kind, side in zip(pair, sides, strict=True) if not side)),
        candidates=(tuple(sides[0][:CANDIDATES]), tuple(sides[1][:CANDIDATES])),
        couples=_couples(made, sides[0], set(sides[1])),
    )


def _couples(made: Ranking, first: Sequence[int], second: set[int]) -> tuple[tuple[int, int], ...]:
    """The pistes of the first side that sit on the second, in the order of their place in a list."""
    found = [
        (place, at, column)
        for at in first
        for place, column in enumerate(made.columns[at].tolist())
        if column in second and column != at
    ]
    found.sort(key=lambda each: each[0])
    return tuple((at, column) for _, at, column in found[:COUPLES])
