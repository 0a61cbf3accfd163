"""Filters answered on columns: the same relations as `Search`, counted without reading the store again.

A set of relations is a number of one byte for each, 0 or 1: `&`, `|` and `^` are those of sets, `bit_count` counts.
"""

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress
from threading import Lock
from typing import TypeVar

from graph.asking.columns import TYPES, Columns, flags
from graph.asking.conditions import EVENTS, known, refuse_unknown_sources
from graph.asking.fields import AMOUNTS
from graph.model.entities import NodeKind
from graph.model.period import Period
from graph.model.relation_filter import AllOf, AnyOf, Filter, Leaf, Not
from graph.model.relations import RelationType
from graph.store.base import View

MASKS_KEPT = 64
"""Conditions whose answer is kept: those of a reader come again on each page."""
Code = TypeVar("Code")


class Held:
    """The columns of one revision. Safe to share between threads."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.everything = int.from_bytes(bytes([1]) * len(columns), "little")
        self._kept: OrderedDict[tuple[Leaf, bool], int] = OrderedDict()
        self._lock = Lock()
        self.to_territory = self._ends(NodeKind.TERRITORY)
        self.to_theme = self._ends(NodeKind.THEME)
        self.seated = int.from_bytes(columns.seated.tobytes(), "little")
        """ACTS_IN that a head office alone says."""
        is_event = [kind in EVENTS for kind in columns.kinds]
        self.between_events = flags(columns.sources, is_event) & flags(columns.targets, is_event)
        self._placing = flags(columns.types, [name == RelationType.ACTS_IN for name in TYPES])
        self._addressing = flags(columns.types, [name == RelationType.ADDRESSES for name in TYPES])

    def mask(self, view: View, asked: Filter, seats: bool) -> int:
        """Raises UnknownEntity and InvalidRecord, as `Search` does."""
        if isinstance(asked, Leaf):
            return self._leaf(view, asked, seats)
        if isinstance(asked, Not):
            return self.everything ^ self.mask(view, asked.part, seats)
        found = self.everything if isinstance(asked, AllOf) else 0
        for part in asked.parts:
            held = self.mask(view, part, seats)
            found = found | held if isinstance(asked, AnyOf) else found & held
        return found

    def chosen(self, mask: int, column: Iterable[Code]) -> Iterator[Code]:
        """Of a column, what the mask keeps."""
        return compress(column, mask.to_bytes(len(self.columns), "little"))

    def counts(self, mask: int, column: Iterable[Code]) -> Counter[Code]:
        return Counter(self.chosen(mask, column))

    def of_type(self, mask: int, kind: RelationType) -> int:
        return mask & flags(self.columns.types, [name == kind for name in TYPES])

    def placings(self, seats: bool) -> Iterator[tuple[int, int]]:
        """(event, territory) of every ACTS_IN; without `seats`, not those of a head office alone."""
        kept = self._placing & ~self.seated if not seats else self._placing
        return zip(self.chosen(kept, self.columns.sources), self.chosen(kept, self.columns.targets), strict=True)

    def themes(self) -> Iterator[tuple[int, int]]:
        """(event, theme) of every ADDRESSES of an event."""
        said = zip(self.columns.sources, self.columns.targets, strict=True)
        return ((a, b) for a, b in self.chosen(self._addressing, said) if self.columns.kinds[a] in EVENTS)

    def _leaf(self, view: View, leaf: Leaf, seats: bool) -> int:
        with self._lock:
            if (leaf, seats) in self._kept:
                self._kept.move_to_end((leaf, seats))
                return self._kept[leaf, seats]
        found = self._made(view, leaf, seats)
        with self._lock:
            self._kept[leaf, seats] = found
            while len(self._kept) > MASKS_KEPT:
                self._kept.popitem(last=False)
        return found

    def _made(self, view: View, leaf: Leaf, seats: bool) -> int:
        columns = self.columns
        values: frozenset[str | float] = frozenset(leaf.values)
        match leaf.field:
            case "type":
                return flags(columns.types, [name in values for name in TYPES])
            case "role":
                return flags(columns.role_codes, [role in values for role in columns.roles])
            case "source":
                refuse_unknown_sources(view, leaf)
                return flags(columns.said_by, [not values.isdisjoint(said) for said in columns.source_sets])
            case "status":
                return flags(columns.said_as, [not values.isdisjoint(said) for said in columns.status_sets])
            case "source_kind" | "target_kind":
                ends = columns.sources if leaf.field == "source_kind" else columns.targets
                return flags(ends, [self._is_of(node, values) for node in range(len(columns.ids))])
            case "phase":
                return flags(columns.events, [self._in_phase(node, values) for node in range(len(columns.ids))])
            case "period":
                windows = [Period.parse(str(value)) for value in leaf.values]
                return flags(columns.span_codes, [_during(windows, span) for span in columns.spans])
            case "territory":
                return self._in_territory(view, leaf, seats)
            case "theme":
                return self._on_theme(view, leaf)
            case _:
                return self._amounting(leaf.field == AMOUNTS[0], float(leaf.values[0]))

    def _is_of(self, node: int, kinds: frozenset[str | float]) -> bool:
        brief = self.columns.briefs.get(node)
        return self.columns.kinds[node] in kinds or (
            brief is not None and brief.kind == NodeKind.ACTOR and brief.profile in kinds
        )

    def _in_phase(self, node: int, phases: frozenset[str | float]) -> bool:
        brief = self.columns.briefs.get(node)
        return brief is not None and brief.kind == NodeKind.EXPERIMENT and brief.phase in phases

    def _amounting(self, least: bool, bound: float) -> int:
        holds: Callable[[float], bool] = bound.__le__ if least else bound.__ge__
        return int.from_bytes(bytes(map(holds, self.columns.amounts)), "little")

    def _in_territory(self, view: View, leaf: Leaf, seats: bool) -> int:
        wanted = known(view, leaf, NodeKind.TERRITORY)
        there = [node for node, held in self.columns.holders.items() if not wanted.isdisjoint(held)]
        place = self._set(there)
        acting = self._set(event for event, end in self.placings(seats) if place[end])
        ending = flags(self.columns.targets, place) & self.to_territory
        if not seats:
            ending &= self.everything ^ self.seated
        return ending | (self._touching(acting) & (self.everything ^ self.to_territory))

    def _on_theme(self, view: View, leaf: Leaf) -> int:
        wanted = known(view, leaf, NodeKind.THEME)
        theme = self._set(node for node, name in enumerate(self.columns.ids) if name in wanted)
        events = self._set(event for event, end in self.themes() if theme[end])
        ending = flags(self.columns.targets, theme) & self.to_theme
        return ending | (self._touching(events) & (self.everything ^ self.to_theme))

    def _touching(self, nodes: Sequence[int]) -> int:
        return flags(self.columns.sources, nodes) | flags(self.columns.targets, nodes)

    def _set(self, nodes: Iterable[int]) -> bytearray:
        made = bytearray(len(self.columns.ids))
        for node in nodes:
            made[node] = 1
        return made

    def _ends(self, kind: NodeKind) -> int:
        return flags(self.columns.targets, [each == kind for each in self.columns.kinds])


def _during(windows: Sequence[Period], span: Period | None) -> bool:
    return span is None or any(window.overlaps(span) for window in windows)
