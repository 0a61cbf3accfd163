"""From a store to arrays: the only bridge between a View and the analyses, which never see a store.

* `two_mode`: actors × events (experiments, alliances) as index arrays.
* `territory_counts`: *distinct* alliances per territory of one level, by place of action (gap-analysis.md §1): an
  alliance that acts in three communes of a département counts once there; pairs of partners are never counted.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from graph.errors import InvalidInput
from graph.model.counts import Counted, Counting, CoverageState, Placement, TerritoryCounts
from graph.model.coverage import DataState
from graph.model.levels import GAP_LEVELS, Level, split_territory
from graph.model.origin import Status
from graph.model.period import Period
from graph.model.record import RelationRecord
from graph.model.relations import LocatedBy, RelationType
from graph.store.base import EventRow, View
from graph.surroundings import addressed
from graph.territories import reference
from graph.territories.hierarchy import containing

IndexArray: TypeAlias = npt.NDArray[np.int32]
_SHARED_DIGITS = 9
"""Decimals of a fractional count: beyond is the order in which shares were added."""


@dataclass(frozen=True, slots=True)
class TwoMode:
    """The two-mode graph: `rows[j]` and `cols[j]` say that actor `rows[j]` takes part in event `cols[j]`.

    Distinct pairs, sorted by (event, actor); actors and events are sorted by id, so equal graphs give equal arrays.
    """

    actor_ids: tuple[str, ...]
    actor_labels: tuple[str, ...]
    actor_kinds: tuple[str | None, ...]
    event_ids: tuple[str, ...]
    rows: IndexArray
    cols: IndexArray
    counted: Counted = Counted.ACTION


@dataclass(frozen=True, slots=True)
class Selection:
    """Which events are looked at. `synthetic` None: the real ones where there are any, else the demonstration.

    `counted`: what is done together, unless funding is asked for.
    """

    synthetic: bool | None = None
    since: str | None = None
    until: str | None = None
    sources: frozenset[str] | None = None
    territory: str | None = None
    counted: Counted = Counted.ACTION
    seats: bool = True
    """Whether an event whose place of action is known by a head office alone is placed there."""
    theme: str | None = None
    kinds: tuple[str, ...] = ()
    """Kinds of the actors kept in a network; unknown kinds are left out with the others."""
    left_out: frozenset[str] = frozenset()
    """Events that are the ground compared, and would each count once in their own."""

    @property
    def narrowed(self) -> bool:
        return any((self.since, self.until, self.sources, self.territory, self.theme))


def two_mode(view: View, selection: Selection | None = None) -> TwoMode:
    """The selected events and the actors that take part in them; actors without an event are kept as isolates.

    An isolate is kept when it belongs to the same world (real or synthetic) and nothing narrows the selection.
    """
    chosen = selection or Selection()
    events, synthetic = _select(view, chosen)
    wanted = {event.id for event in events}
    pairs = [(actor, event) for actor, event in view.participations() if event in wanted]
    members = {actor for actor, _ in pairs}
    actors = [
        row
        for row in view.actors()
        if (row[0] in members or (not chosen.narrowed and (Status.SYNTHETIC.value in row[3]) == synthetic))
        and (not chosen.kinds or row[2] in chosen.kinds)
    ]
    place = {row[0]: index for index, row in enumerate(actors)}
    pairs = pairs if not chosen.kinds else [pair for pair in pairs if pair[0] in place]
    column = {event.id: index for index, event in enumerate(events)}
    return TwoMode(
        actor_ids=tuple(row[0] for row in actors),
        actor_labels=tuple(row[1] for row in actors),
        actor_kinds=tuple(row[2] for row in actors),
        event_ids=tuple(column),
        rows=np.fromiter((place[actor] for actor, _ in pairs), dtype=np.int32, count=len(pairs)),
        cols=np.fromiter((column[event] for _, event in pairs), dtype=np.int32, count=len(pairs)),
        counted=chosen.counted,
    )


def territory_counts(
    view: View,
    level: Level,
    selection: Selection | None = None,
    *,
    coverage: Mapping[str, CoverageState] | None = None,
    sources_used: Collection[str] = (),
    sources_left_out: Collection[str] = (),
    counting: Counting = Counting.FULL,
    fabric: bool = False,
) -> TerritoryCounts:
    """Count distinct alliances (two distinct partners or more) in every territory of `level`.

    `coverage` gives the state of each territory id for the sources counted (`graph.analysis.completeness`); a territory
    that is absent from it is unknown, never zero. `fabric`: count the actors situated in each territory too, at the
    price of reading where each one is. Raises InvalidInput for a level at which no gap can be asked.
    """
    if level not in GAP_LEVELS:
        raise InvalidInput(f"Niveau sans analyse d’écarts : {level}. Attendu : {', '.join(GAP_LEVELS)}.")
    chosen = selection or Selection()
    events, synthetic = _select(view, chosen)
    partners = Counter(event for _, event in view.participations())
    alliances = {event.id for event in events if partners[event.id] >= 2}
    places = _places(view, alliances)
    by_seat = {event for event, (way, _) in places.items() if way == LocatedBy.SEAT.value}
    if not chosen.seats:
        places = {event: placed for event, placed in places.items() if event not in by_seat}
    observed, fractional, placement = _count(places, alliances, level, len(events) - len(alliances))
    undated = sum(event.id in alliances and not (event.start or event.end) for event in events)
    actors = situated(view, level, synthetic, chosen.sources) if fabric else None
    people = reference.populations(level)
    ids = tuple(sorted(people))
    states = coverage or {}
    unknown = CoverageState(state=DataState.UNKNOWN)
    return TerritoryCounts(
        level=level,
        ids=ids,
        names=tuple(reference.name_of(identifier) for identifier in ids),
        vintage=reference.VINTAGE,
        observed=tuple(observed[identifier] for identifier in ids),
        populations=tuple(people[identifier] for identifier in ids),
        coverage=tuple(states.get(identifier, unknown) for identifier in ids),
        placement=replace(placement, by_seat=len(by_seat), undated=undated if chosen.since or chosen.until else 0),
        synthetic=synthetic,
        period=(chosen.since, chosen.until),
        counted=chosen.counted,
        seats=chosen.seats,
        actors=None if actors is None else tuple(actors[identifier] for identifier in ids),
        fractional=tuple(round(fractional[identifier], _SHARED_DIGITS) for identifier in ids),
        counting=counting,
        sources_used=tuple(sorted(sources_used)),
        sources_left_out=tuple(sorted(sources_left_out)),
    )


def selected_places(view: View, level: Level, chosen: Selection) -> Mapping[str, set[str]]:
    """Alliance of two partners or more → the territories of the level where it acts; those placed there only."""
    said = placed_alliances(view, chosen).said
    return {event: reached for event, places in said.items() if (reached := _rolled_up(places, level))}


@dataclass(frozen=True, slots=True)
class PlacedAlliances:
    """`said`: alliance of two partners or more → the territories where it is said to act, at whatever level.

    `events`: number of such alliances, placed or not; `by_seat`: those known by a head office alone; `undated`: those
    without any date; `one_partner`: projects that are no alliance.
    """

    said: Mapping[str, set[str]]
    events: int
    by_seat: int
    undated: int
    one_partner: int
    synthetic: bool


def placed_alliances(view: View, chosen: Selection) -> PlacedAlliances:
    """The selected alliances with their places as stated, for whoever rolls them up otherwise than by a level."""
    events, synthetic = _select(view, chosen)
    partners = Counter(event for _, event in view.participations())
    alliances = [event for event in events if partners[event.id] >= 2]
    placed = _places(view, {event.id for event in alliances})
    by_seat = sum(way == LocatedBy.SEAT.value for way, _ in placed.values())
    return PlacedAlliances(
        {event: said for event, (way, said) in placed.items() if chosen.seats or way != LocatedBy.SEAT.value},
        len(alliances),
        by_seat,
        sum(not (event.start or event.end) for event in alliances),
        len(events) - len(alliances),
        synthetic,
    )


def situated(view: View, level: Level, synthetic: bool, sources: Collection[str] | None = None) -> Counter[str]:
    """Distinct actors situated in each territory of the level, as those sources say, of one world."""
    found: Counter[str] = Counter()
    for territories in situated_places(view, synthetic, sources).values():
        found.update(_rolled_up(territories, level))
    return found


def situated_places(view: View, synthetic: bool, sources: Collection[str] | None = None) -> Mapping[str, set[str]]:
    """Actor → the territories where it is situated, at whatever level, as those sources say, of one world."""
    where: dict[str, set[str]] = defaultdict(set)
    for record in view.records_of_kind("", [RelationType.SITUATED_IN]):
        if isinstance(record, RelationRecord) and _counts_here(record, synthetic, sources):
            where[record.source].add(record.target)
    return where


def _counts_here(record: RelationRecord, synthetic: bool, sources: Collection[str] | None) -> bool:
    return any(
        (claim.status is Status.SYNTHETIC) == synthetic and (sources is None or claim.source in sources)
        for claim in record.claims
    )


def _select(view: View, chosen: Selection) -> tuple[list[EventRow], bool]:
    """The events of one world; synthetic and real records are never analysed together."""
    rows = [row for row in view.events() if chosen.counted.keeps(row.type) and row.id not in chosen.left_out]
    made_up = {row.id for row in rows if Status.SYNTHETIC.value in row.statuses}
    synthetic = chosen.synthetic if chosen.synthetic is not None else len(made_up) == len(rows) > 0
    rows = [row for row in rows if (row.id in made_up) == synthetic and _within(row, chosen)]
    if chosen.territory:
        here = _acting_in(view, chosen.territory)
        rows = [row for row in rows if row.id in here]
    if chosen.theme:
        said = addressed(view)
        rows = [row for row in rows if chosen.theme in said.get(row.id, ())]
    return rows, synthetic


def _within(row: EventRow, chosen: Selection) -> bool:
    if chosen.sources is not None and not chosen.sources & set(row.sources):
        return False
    window = Period.between(chosen.since, chosen.until)
    if window is None:
        return True
    period = Period.stated(row.start, row.end)
    return period is None or window.overlaps(period)


def _acting_in(view: View, territory: str) -> set[str]:
    level, _ = split_territory(territory)
    return {event for event, place, _ in view.placements() if territory in _rolled_up([place], level)}


def _places(view: View, events: Collection[str]) -> Mapping[str, tuple[str, set[str]]]:
    """Event → (how it was placed, territories). Declared wins, else establishments, else seats (interfaces.md §2)."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for event, territory, located_by in view.placements():
        if event in events:
            said[event][located_by].add(territory)
    strongest = {}
    for event, by_way in said.items():
        way = next(way.value for way in LocatedBy if way.value in by_way)
        strongest[event] = (way, by_way[way])
    return strongest


def _count(
    places: Mapping[str, tuple[str, set[str]]], events: Collection[str], level: Level, one_partner: int
) -> tuple[Counter[str], dict[str, float], Placement]:
    """Full and fractional counts of each territory, and how the events were placed."""
    observed: Counter[str] = Counter()
    fractional: dict[str, float] = defaultdict(float)
    placed = 0
    for _, territories in places.values():
        reached = _rolled_up(territories, level)
        observed.update(reached)
        placed += bool(reached)
        for territory in reached:
            fractional[territory] += 1 / len(reached)
    return (
        observed,
        fractional,
        Placement(
            events=len(events),
            placed=placed,
            too_coarse=len(places) - placed,
            unplaced=len(events) - len(places),
            by_seat=0,
            one_partner=one_partner,
        ),
    )


def _rolled_up(territories: Iterable[str], level: Level) -> set[str]:
    return {
        larger for territory in territories if reference.exists(territory) for larger in containing(territory, level)
    }
