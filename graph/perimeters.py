"""From a store to grounds that are no level of the COG: CRTE as loaded, zones of a reader's own.

An alliance counts in a perimeter when it acts in one of its communes, or in a territory that lies wholly in it; once,
however many of them it touches. One that is known at a larger territory only may act elsewhere in it: it is counted
apart, never placed.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from graph.model.counts import Counting, CoverageState, Placement, TerritoryCounts
from graph.model.ids import alliance_id
from graph.model.levels import Level, split_territory
from graph.model.relations import RelationType
from graph.project import PlacedAlliances, Selection, placed_alliances, situated_places
from graph.store.base import View
from graph.territories import reference
from graph.territories.hierarchy import communes_of
from graph.territories.zones import people_in

_EXACT = (Level.COMMUNE, Level.EPCI)
"""Members that bound a perimeter: a larger one only says where it lies."""


@dataclass(frozen=True)
class Perimeter:
    id: str
    name: str
    communes: frozenset[str]
    contracts: frozenset[str] = frozenset()
    """Alliances that draw the perimeter: each would count once in it, whatever is done there."""

    @cached_property
    def population(self) -> int:
        return people_in(self.communes)


@dataclass(frozen=True, slots=True)
class Reached:
    """`inside`: perimeter → distinct alliances; `touching`: those known too coarsely to be placed in it."""

    inside: Mapping[str, int]
    touching: Mapping[str, int]
    shared: Mapping[str, float]
    placed: int
    alliances: PlacedAlliances


def count_in(view: View, perimeters: Sequence[Perimeter], chosen: Selection) -> Reached:
    """Distinct alliances of each perimeter, and how many could be placed in any; not the contracts that draw them."""
    by_commune = _by_commune(perimeters)
    contracts = frozenset[str]().union(*(perimeter.contracts for perimeter in perimeters))
    alliances = placed_alliances(view, replace(chosen, left_out=contracts))
    known: dict[str, tuple[set[str], set[str]]] = {}
    inside, touching, shared, placed = Counter[str](), Counter[str](), defaultdict[str, float](float), 0
    for places in alliances.said.values():
        within, touched = set[str](), set[str]()
        for place in places:
            if place not in known:
                known[place] = _reached(place, by_commune)
            within |= known[place][0]
            touched |= known[place][1]
        inside.update(within)
        touching.update(touched - within)
        placed += bool(within)
        for each in within:
            shared[each] += 1 / len(within)
    return Reached(inside, touching, shared, placed, alliances)


def actors_in(
    view: View, perimeters: Sequence[Perimeter], synthetic: bool, sources: Collection[str] | None
) -> Counter[str]:
    """Distinct actors situated in each perimeter; one known at a larger territory only is in none."""
    by_commune, found = _by_commune(perimeters), Counter[str]()
    for places in situated_places(view, synthetic, sources).values():
        found.update({each for place in places for each in _reached(place, by_commune)[0]})
    return found


def _by_commune(perimeters: Iterable[Perimeter]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for perimeter in perimeters:
        for code in perimeter.communes:
            found[code].add(perimeter.id)
    return found


def _reached(place: str, by_commune: Mapping[str, set[str]]) -> tuple[set[str], set[str]]:
    """Perimeters that hold all of a place, and those that hold some of it."""
    if not reference.exists(place):
        return set(), set()
    codes = communes_of(place)
    held = Counter(each for code in codes for each in by_commune.get(code, ()))
    return {each for each, count in held.items() if count == len(codes)}, set(held)


def loaded_perimeters(view: View, level: Level) -> tuple[tuple[Perimeter, ...], tuple[str, ...]]:
    """The perimeters of a level that a source has loaded, by id, and the ids of those whose bounds are not known.

    A member that is no commune nor EPCI in force (an EPCI that has merged, known by its département) leaves the bounds
    unknown: such a perimeter is set aside rather than compared on a part. Kept by revision: each commune of the country
    has a link to read, for an answer that is often « none ».
    """
    key = (view.revision(), level)
    found = _loaded.get(key)
    if found is None:
        found = _read(view, level)
        while len(_loaded) >= _LOADED_MOST:
            _loaded.pop(next(iter(_loaded), key), None)
        _loaded[key] = found
    return found


_LOADED_MOST = 4
_loaded: dict[tuple[str, Level], tuple[tuple[Perimeter, ...], tuple[str, ...]]] = {}


def _read(view: View, level: Level) -> tuple[tuple[Perimeter, ...], tuple[str, ...]]:
    members: dict[str, set[str]] = defaultdict(set)
    contracts: dict[str, set[str]] = defaultdict(set)
    for link in view.links(RelationType.PART_OF.value):
        if link["target"].startswith(f"{level.value}:"):
            members[link["target"]].add(link["source"])
            own = split_territory(link["target"])[1]
            contracts[link["target"]] |= {alliance_id(str(origin["source"]), own) for origin in link["origins"]}
    names = {node["id"]: node["label"] for node in view.nodes(sorted(members))}
    known = {each: codes for each, said in members.items() if (codes := _bounds(said))}
    found = (Perimeter(each, names.get(each, each), known[each], frozenset(contracts[each])) for each in sorted(known))
    return tuple(found), tuple(sorted(members.keys() - known.keys()))


def _bounds(members: Iterable[str]) -> frozenset[str]:
    codes: set[str] = set()
    for member in members:
        if not reference.exists(member) or split_territory(member)[0] not in _EXACT:
            return frozenset()
        codes.update(communes_of(member))
    return frozenset(codes) if codes <= reference.communes().keys() else frozenset()


def perimeter_counts(
    view: View,
    level: Level,
    perimeters: Sequence[Perimeter],
    chosen: Selection,
    coverage: Mapping[str, CoverageState],
    counting: Counting = Counting.FULL,
    sources: tuple[tuple[str, ...], tuple[str, ...]] = ((), ()),
    *,
    fabric: bool = False,
) -> TerritoryCounts:
    """The counts of `project.territory_counts`, for perimeters. `coverage`: state by perimeter id."""
    found = count_in(view, perimeters, chosen)
    actors = actors_in(view, perimeters, found.alliances.synthetic, chosen.sources) if fabric else None
    said = found.alliances
    ids = tuple(each.id for each in perimeters)
    undated = said.undated if chosen.since or chosen.until else 0
    coarse = len(said.said) - found.placed
    return TerritoryCounts(
        level=level,
        ids=ids,
        names=tuple(each.name for each in perimeters),
        vintage=reference.VINTAGE,
        observed=tuple(found.inside[each] for each in ids),
        populations=tuple(each.population for each in perimeters),
        coverage=tuple(coverage[each] for each in ids),
        placement=Placement(
            said.events, found.placed, coarse, said.events - len(said.said), said.by_seat, said.one_partner, undated
        ),
        synthetic=said.synthetic,
        period=(chosen.since, chosen.until),
        counted=chosen.counted,
        seats=chosen.seats,
        actors=None if actors is None else tuple(actors[each] for each in ids),
        fractional=tuple(round(found.shared.get(each, 0.0), 9) for each in ids),
        counting=counting,
        sources_used=sources[0],
        sources_left_out=sources[1],
    )
