"""What a group of actors is made of: the kinds, places and themes it holds more than the others do."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.communities import SMALLEST, Labels
from graph.model.levels import Level
from graph.model.scores import rounded
from graph.project import TwoMode
from graph.surroundings import Surroundings

COMMON, COMMON_THEME = 0.2, 0.05
"""Share of a group that a trait must reach to be told: below, it is one member's, not the group's. Themes are many."""
TELLING = 1.25
"""How many times more often than in the whole network."""
TOLD = 3


@dataclass(frozen=True, slots=True)
class Trait:
    """`share` of the members whose trait is known; `lift`: beside the share in the whole network."""

    code: str
    share: float
    lift: float


@dataclass(frozen=True, slots=True)
class Portrait:
    """`members`: positions of actors, those with most partners first."""

    number: int
    members: tuple[int, ...]
    kinds: tuple[Trait, ...]
    territories: tuple[Trait, ...]
    themes: tuple[Trait, ...]


def portraits(
    two_mode: TwoMode, around: Surroundings, labels: Labels, partners: Sequence[int], shown: int
) -> list[Portrait]:
    """The `shown` largest communities of SMALLEST actors or more; territories are régions."""
    themes = _themes_of_actors(two_mode, around)
    kinds = [[kind] if kind else [] for kind in two_mode.actor_kinds]
    places = [sorted(around.held(actor, Level.REGION)) for actor in two_mode.actor_ids]
    whole = np.flatnonzero(labels >= 0).tolist()
    told: list[Callable[[Sequence[int]], tuple[Trait, ...]]] = [
        _telling(said, whole, common) for said, common in ((kinds, COMMON), (places, COMMON), (themes, COMMON_THEME))
    ]
    found = []
    for number in range(min(shown, int(labels.max(initial=-1)) + 1)):
        members = sorted(np.flatnonzero(labels == number).tolist(), key=lambda at: (-partners[at], at))
        if len(members) >= SMALLEST:
            found.append(Portrait(number, tuple(members), *(tell(members) for tell in told)))
    return found


def _telling(
    said: Sequence[Iterable[str]], whole: Sequence[int], common: float
) -> Callable[[Sequence[int]], tuple[Trait, ...]]:
    everywhere = _shares(said, whole)

    def tell(members: Sequence[int]) -> tuple[Trait, ...]:
        here = _shares(said, members)
        traits = [
            Trait(code, rounded(share), rounded(share / everywhere[code]))
            for code, share in here.items()
            if share >= common and share >= TELLING * everywhere[code]
        ]
        traits.sort(key=lambda trait: (-trait.share * np.log(trait.lift), trait.code))
        return tuple(traits[:TOLD])

    return tell


def _shares(said: Sequence[Iterable[str]], members: Sequence[int]) -> dict[str, float]:
    known = [set(said[at]) for at in members if said[at]]
    return {code: times / len(known) for code, times in Counter(each for held in known for each in held).items()}


def _themes_of_actors(two_mode: TwoMode, around: Surroundings) -> list[list[str]]:
    """The theme an actor's events address most, and what it addresses itself: one event does not make a theme."""
    counted: list[Counter[str]] = [Counter(around.themes.get(actor, ())) for actor in two_mode.actor_ids]
    of_events = [around.themes.get(event, ()) for event in two_mode.event_ids]
    for actor, event in zip(two_mode.rows.tolist(), two_mode.cols.tolist(), strict=True):
        counted[actor].update(of_events[event])
    return [[code for code, times in each.items() if times == max(each.values())] for each in counted]
