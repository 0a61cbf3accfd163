"""From a store to crossings: alliances by territory and theme, and the pairs of kinds that meet in each.

Beside `graph.project`, with the same selection of events and the same places of action.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.model.ids import odd_id
from graph.model.levels import Level
from graph.project import Selection, selected_places
from graph.store.base import View
from graph.surroundings import addressed
from graph.vocabulary import odd

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Crossings:
    """`themes[(territory, theme)]`: distinct alliances; `pairs[territory]`: the pairs of kinds of each alliance."""

    themes: Mapping[tuple[str, str], int]
    pairs: Mapping[str, Sequence[frozenset[Pair]]]
    without_theme: int
    without_kinds: int


def pairs_of_kinds(kinds: Iterable[str]) -> frozenset[Pair]:
    """Pairs of kinds that an alliance of such actors joins; a pair of one kind takes two actors of it."""
    return frozenset(combinations(sorted(kinds), 2))


def crossings(view: View, level: Level, selection: Selection) -> Crossings:
    """Of the alliances of two partners or more; those without theme or two known kinds are counted apart."""
    places = selected_places(view, level, selection)
    goals = {odd_id(code) for code in odd()}
    said = addressed(view)
    themes_of = {event: goals.intersection(said.get(event, ())) for event in places}
    kind_of = {row[0]: row[2] for row in view.actors()}
    kinds: dict[str, list[str]] = defaultdict(list)
    for actor, event in view.participations():
        if event in places and (kind := kind_of.get(actor)):
            kinds[event].append(kind)
    themes: Counter[tuple[str, str]] = Counter()
    pairs: dict[str, list[frozenset[Pair]]] = defaultdict(list)
    for event, reached in places.items():
        met = pairs_of_kinds(kinds[event])
        for territory in reached:
            themes.update((territory, theme) for theme in themes_of[event])
            if met:
                pairs[territory].append(met)
    return Crossings(
        themes, pairs, sum(not themes_of[event] for event in places), sum(len(kinds[event]) < 2 for event in places)
    )
