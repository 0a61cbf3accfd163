"""What a selection holds, by each of its fields: how many relations a value would keep under the other conditions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.asking.columns import TYPES
from graph.asking.held import Held
from graph.model.entities import EVENT_KINDS, NodeKind
from graph.model.relation_filter import EVERYTHING, AllOf, Filter, Leaf
from graph.store.base import View

FACETS = ("type", "role", "source_kind", "target_kind", "phase", "territory", "theme", "source", "status")
LEVELS = ("region:", "departement:")


def members(asked: Filter) -> tuple[Filter, ...]:
    """The conditions that must all hold."""
    if isinstance(asked, AllOf):
        return tuple(member for part in asked.parts for member in members(part))
    return (asked,)


def all_of(parts: Iterable[Filter]) -> Filter:
    held = tuple(parts)
    return held[0] if len(held) == 1 else AllOf(held) if held else EVERYTHING


def without(asked: Filter, *left_out: str) -> Filter:
    """The filter less its conditions on these fields; those inside an `or` or a `not` stay."""
    return all_of(part for part in members(asked) if not (isinstance(part, Leaf) and part.field in left_out))


@dataclass(frozen=True)
class Selected:
    """The relations of a selection, on the columns of one revision. Raises what `Held.mask` raises."""

    view: View
    held: Held
    filter: Filter
    seats: bool = True

    @cached_property
    def mask(self) -> int:
        return self.held.mask(self.view, self.filter, self.seats)

    @property
    def total(self) -> int:
        return self.mask.bit_count()

    def events(self, kinds: Iterable[NodeKind] = EVENT_KINDS) -> list[int]:
        """What the relations touch: numbers of nodes, each once, by id."""
        wanted = {kind.value for kind in kinds}
        columns = self.held.columns
        found = {node for node in self.held.counts(self.mask, columns.events) if columns.kinds[node] in wanted}
        return sorted(found, key=columns.ids.__getitem__)

    def facet(self, field: str) -> Counter[str]:
        """Value → number of relations it would keep in place of what is asked of this field."""
        mask = self.held.mask(self.view, without(self.filter, field), self.seats)
        columns, counts = self.held.columns, self.held.counts
        match field:
            case "type":
                return Counter({TYPES[code]: n for code, n in counts(mask, columns.types).items()})
            case "role":
                return Counter({columns.roles[code]: n for code, n in counts(mask, columns.role_codes).items()})
            case "source":
                return _spread(counts(mask, columns.said_by), dict(enumerate(columns.source_sets)))
            case "status":
                return _spread(counts(mask, columns.said_as), dict(enumerate(columns.status_sets)))
            case "source_kind" | "target_kind":
                ends = counts(mask, columns.sources if field == "source_kind" else columns.targets)
                return _spread(ends, {node: self._kinds(node) for node in ends})
            case "phase":
                events = counts(mask, columns.events)
                return _spread(events, {node: self._phase(node) for node in events})
            case "territory":
                return self.by_place(mask)
            case _:
                return self._by_theme(mask)

    def by_place(self, mask: int) -> Counter[str]:
        """Relations of the mask by région and by département, as the field `territory` would keep them."""
        held = self.held
        ending = mask & held.to_territory
        kept = ending if self.seats else ending & ~held.seated
        ends = held.counts(kept, held.columns.targets)
        at_end = {node: tuple(_at_levels(held.columns.holders[node])) for node in ends}
        return _spread(ends, at_end) + self._by_event(mask & ~held.to_territory, self.places)

    @cached_property
    def places(self) -> Mapping[int, frozenset[str]]:
        """Event → régions and départements where it acts."""
        found: dict[int, set[str]] = {}
        for event, end in self.held.placings(self.seats):
            found.setdefault(event, set()).update(_at_levels(self.held.columns.holders[end]))
        return {event: frozenset(where) for event, where in found.items()}

    @cached_property
    def themes(self) -> Mapping[int, frozenset[str]]:
        """Event → what it addresses."""
        found: dict[int, set[str]] = {}
        for event, theme in self.held.themes():
            found.setdefault(event, set()).add(self.held.columns.ids[theme])
        return {event: frozenset(about) for event, about in found.items()}

    def _by_theme(self, mask: int) -> Counter[str]:
        held = self.held
        ends = held.counts(mask & held.to_theme, held.columns.targets)
        said = _spread(ends, {node: (held.columns.ids[node],) for node in ends})
        return said + self._by_event(mask & ~held.to_theme, self.themes)

    def _by_event(self, mask: int, of_event: Mapping[int, frozenset[str]]) -> Counter[str]:
        """A relation between two events is where, or about what, either is."""
        columns, held = self.held.columns, self.held
        between = mask & held.between_events
        events = held.counts(mask & ~between, columns.events)
        found = _spread(events, of_event)
        for ends in held.chosen(between, zip(columns.sources, columns.targets, strict=True)):
            found.update(frozenset[str]().union(*(of_event.get(end, ()) for end in ends)))
        return found

    def _kinds(self, node: int) -> tuple[str, ...]:
        brief = self.held.columns.briefs.get(node)
        profile = brief.profile if brief is not None and brief.kind == NodeKind.ACTOR else None
        return (self.held.columns.kinds[node], profile) if profile else (self.held.columns.kinds[node],)

    def _phase(self, node: int) -> tuple[str, ...]:
        brief = self.held.columns.briefs.get(node)
        return (brief.phase,) if brief is not None and brief.kind == NodeKind.EXPERIMENT and brief.phase else ()


def _at_levels(places: Iterable[str]) -> Iterator[str]:
    return (place for place in places if place.startswith(LEVELS))


def _spread(counted: Mapping[int, int], values: Mapping[int, Iterable[str]]) -> Counter[str]:
    """Each count given to each value of its code."""
    found: Counter[str] = Counter()
    for code, number in counted.items():
        for value in values.get(code, ()):
            found[value] += number
    return found
