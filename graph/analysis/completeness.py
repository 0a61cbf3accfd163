"""What is known of the collection: states rolled up to a level, gates, and which sources may be counted together.

Rules of gap-analysis.md §4: coverage cannot be learnt from the counts, so it is declared; no declaration is `unknown`
and treated as not collected, never as zero; a larger territory has the population-weighted mean of its parts. Of two
declarations of one place and one source a person's wins over what a load assumed, then the least favourable.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from operator import attrgetter
from types import MappingProxyType

from graph.model.counts import CoverageState
from graph.model.coverage import Coverage, DataState
from graph.model.ids import COUNTRY
from graph.model.levels import Level, split_territory
from graph.territories import reference
from graph.territories.reference import Commune

ENOUGH = 0.6
"""Believed share collected below which a territory is not compared."""
COMMON_GROUND = 0.9
"""Share of the territories of a level a source must cover to be counted with others."""
_KNOWN = (DataState.COLLECTED, DataState.PARTIAL)
_FAVOUR = (
    DataState.UNKNOWN,
    DataState.NOT_IN_REGISTER,
    DataState.NOT_COLLECTED,
    DataState.PARTIAL,
    DataState.COLLECTED,
)
"""From the least to the most favourable."""
_UNKNOWN = CoverageState(DataState.UNKNOWN)
_HOLDERS: Mapping[Level, Callable[[Commune], str | None]] = {
    Level.COMMUNE: attrgetter("code"),
    Level.EPCI: attrgetter("epci"),
    Level.DEPARTEMENT: attrgetter("departement"),
    Level.REGION: attrgetter("region"),
    Level.COUNTRY: lambda _: reference.COUNTRY_CODE,
}
"""Code of the territory of each level that holds a commune, the finest first."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Which sources are counted together at a level, and which cover only a part of the ground."""

    used: tuple[str, ...]
    left_out: tuple[str, ...]


def choose_sources(rows: Iterable[Coverage], level: Level, only: str | None = None) -> Sources:
    """Sources that cover (collected or partial) at least 90 % of the territories of the level.

    `only`: one source asked for alone, whatever it covers.
    """
    by_source = _by_source(rows)
    if only:
        return Sources((only,), tuple(sorted(set(by_source) - {only})))
    used = tuple(sorted(source for source, said in by_source.items() if _share(level, said) >= COMMON_GROUND))
    return Sources(used, tuple(sorted(set(by_source) - set(used))))


def coverage_at(rows: Iterable[Coverage], level: Level, sources: Iterable[str]) -> dict[str, CoverageState]:
    """State of each territory of the level for those sources together: the least favourable of them."""
    by_source = _by_source(rows)
    states = [_named(source, states_at(level, by_source.get(source, ()))) for source in sources]
    return {
        territory: reduce(_together, (known[territory] for known in states)) if states else _UNKNOWN
        for territory in reference.populations(level)
    }


@lru_cache(maxsize=64)  # choosing the sources and reading their states ask the same question
def states_at(level: Level, rows: tuple[Coverage, ...]) -> Mapping[str, CoverageState]:
    """Territory id → state, for one source: each commune takes the finest declaration that holds it."""
    declared = _declared(rows)
    territories = reference.populations(level)
    if set(declared) <= {Level.COUNTRY}:
        everywhere = declared.get(Level.COUNTRY, {}).get(reference.COUNTRY_CODE, _UNKNOWN)
        return MappingProxyType(dict.fromkeys(territories, everywhere))
    parts: dict[str | None, Counter[CoverageState]] = defaultdict(Counter)
    holders = [(holder, declared[finer]) for finer, holder in _HOLDERS.items() if finer in declared]
    for commune in reference.communes().values():
        state = next((said[code] for holder, said in holders if (code := holder(commune)) in said), _UNKNOWN)
        parts[_HOLDERS[level](commune)][state] += commune.population or 0
    return MappingProxyType({territory: rolled_up(parts[split_territory(territory)[1]]) for territory in territories})


def coverage_of(communes: Iterable[str], known: Mapping[str, CoverageState]) -> CoverageState:
    """State of a ground of one's own from those of its communes (codes), by inhabitants. `known`: by commune id."""
    parts: Counter[CoverageState] = Counter()
    for code in communes:
        parts[known.get(f"commune:{code}", _UNKNOWN)] += reference.communes()[code].population or 0
    return rolled_up(parts)


def _by_source(rows: Iterable[Coverage]) -> Mapping[str, tuple[Coverage, ...]]:
    groups: dict[str, list[Coverage]] = defaultdict(list)
    for row in rows:
        groups[row.source].append(row)
    return {source: tuple(said) for source, said in groups.items()}


def _share(level: Level, rows: tuple[Coverage, ...]) -> float:
    states = states_at(level, rows)
    return sum(state.state in _KNOWN for state in states.values()) / len(states)


def _named(source: str, states: Mapping[str, CoverageState]) -> dict[str, CoverageState]:
    """The same states; those that cannot be compared say for want of which source."""
    return {place: state if compared(state) else replace(state, lacking=(source,)) for place, state in states.items()}


def _together(one: CoverageState, other: CoverageState) -> CoverageState:
    """The least favourable state and rate; a doubt on either is a doubt on both."""
    state = min(one.state, other.state, key=_FAVOUR.index)
    lacking = tuple(sorted({*one.lacking, *other.lacking}))
    if state not in _KNOWN:
        return CoverageState(state, lacking=lacking)
    rates = [rate for rate in (one.rate, other.rate) if rate is not None]
    return CoverageState(state, min(rates, default=None), one.doubtful or other.doubtful, lacking)


def _declared(rows: Iterable[Coverage]) -> Mapping[Level, dict[str, CoverageState]]:
    """Level → code → what is declared of that territory."""
    by_place: dict[str, list[Coverage]] = defaultdict(list)
    for row in rows:
        by_place[row.territory].append(row)
    declared: dict[Level, dict[str, CoverageState]] = defaultdict(dict)
    for territory, said in by_place.items():
        level, code = split_territory(territory)
        by_people = [row for row in said if not _assumed(row)] or said
        declared[level][code] = reduce(_together, (CoverageState(row.state, row.rate) for row in by_people))
    return declared


def _assumed(row: Coverage) -> bool:
    """Whether the row says no more than a load that declared nothing writes (interfaces.md §7)."""
    said = (row.territory, row.state, row.rate, row.start, row.end)
    return said == (COUNTRY, DataState.PARTIAL, None, None, None)


def rolled_up(parts: Mapping[CoverageState, int]) -> CoverageState:
    """State from the parts (state → inhabitants): what they share, or collected if all are, or partial if any is."""
    if len(parts) <= 1:
        return next(iter(parts), _UNKNOWN)
    states = {part.state for part in parts}
    if not states & set(_KNOWN):
        return CoverageState(states.pop() if len(states) == 1 else DataState.NOT_COLLECTED)
    total = sum(parts.values())
    rate = sum(people * believed(part) for part, people in parts.items()) / total if total else None
    state = DataState.COLLECTED if states == {DataState.COLLECTED} else DataState.PARTIAL
    return CoverageState(state, rate, undeclared=any(part.doubtful for part in parts))


def compared(state: CoverageState) -> bool:
    """Whether a territory enters the fit and may have a ratio (gap-analysis.md §4.4)."""
    return state.state in _KNOWN and not state.without and (state.rate is None or state.rate >= ENOUGH)


def believed(state: CoverageState) -> float:
    """κ of a territory: 1 where it is compared and no rate is given, 0 where nothing was collected."""
    if state.state not in _KNOWN:
        return 0.0
    return 1.0 if state.rate is None else state.rate
