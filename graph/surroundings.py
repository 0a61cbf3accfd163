"""What stands round the network: where actors are, what events and actors address, what events are called and when.

With `graph.project`, the only bridge from a View to the analyses: territories and themes are attributes of what is
linked, never links themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.model.levels import Level
from graph.model.record import RelationRecord
from graph.model.relations import RelationType
from graph.store.base import View
from graph.territories import reference
from graph.territories.hierarchy import containing

LEVELS = (Level.REGION, Level.DEPARTEMENT, Level.EPCI, Level.COMMUNE)
"""Widest first; the country says nothing of nearness."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`places`: actor → territories where it sits; `acting`: event → territories; `themes`: actor or event → themes.

    Ids are sorted, and absent where nothing is said.
    """

    places: Mapping[str, tuple[str, ...]]
    acting: Mapping[str, tuple[str, ...]]
    themes: Mapping[str, tuple[str, ...]]

    def held(self, node: str, level: Level) -> frozenset[str]:
        """Territories of one level that hold an actor or an event; none for what is known at a wider level only."""
        said = self.places.get(node) or self.acting.get(node) or ()
        return frozenset(larger for place in said if reference.exists(place) for larger in containing(place, level))


def surroundings(view: View) -> Surroundings:
    placed: dict[str, set[str]] = defaultdict(set)
    for event, territory, _ in view.placements():
        placed[event].add(territory)
    return Surroundings(places=_targets(view, RelationType.SITUATED_IN), acting=_sorted(placed), themes=addressed(view))


def addressed(view: View) -> Mapping[str, tuple[str, ...]]:
    """Themes of actors and events."""
    return _targets(view, RelationType.ADDRESSES)


def _targets(view: View, kind: RelationType) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for record in view.records_of_kind("", [kind.value]):
        if isinstance(record, RelationRecord):
            found[record.source].add(record.target)
    return _sorted(found)


def _sorted(found: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    return {node: tuple(sorted(targets)) for node, targets in found.items()}
