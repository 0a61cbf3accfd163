"""What is known of the collection: states rolled up to a level, gates, and which sources may be counted together.

Rules of gap-analysis.md §4: coverage cannot be learnt from the counts, so it is declared; no declaration is `unknown`
and treated as not collected, never as zero; a larger territory has the population-weighted mean of its parts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.model.counts import CoverageState
from graph.model.coverage import Coverage, DataState
from graph.model.ids import COUNTRY
from graph.model.levels import Level
from graph.territories import reference
from graph.territories.hierarchy import communes_of

ENOUGH = 0.6
"""Believed share collected below which a territory is not compared."""
COMMON_GROUND = 0.9
"""Share of the territories of a level a source must cover to be counted with others."""
_KNOWN = (DataState.COLLECTED, DataState.PARTIAL)
_EMPTY = (DataState.NOT_COLLECTED, DataState.NOT_IN_REGISTER, DataState.UNKNOWN)


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
    size = len(reference.populations(level))
    covering = {
        source: sum(state.state in _KNOWN for state in states_at(level, declared).values()) / size
        for source, declared in by_source.items()
    }
    used = tuple(sorted(source for source, share in covering.items() if share >= COMMON_GROUND))
    return Sources(used, tuple(sorted(set(by_source) - set(used))))


def coverage_at(rows: Iterable[Coverage], level: Level, sources: Iterable[str]) -> dict[str, CoverageState]:
    """State of each territory of the level for those sources together: the least favourable of them."""
    by_source = _by_source(rows)
    known = [states_at(level, by_source[source]) for source in sources if source in by_source]
    unknown = CoverageState(DataState.UNKNOWN)
    return {
        territory: min((states.get(territory, unknown) for states in known), key=_favour, default=unknown)
        for territory in reference.populations(level)
    }


def states_at(level: Level, rows: Iterable[Coverage]) -> dict[str, CoverageState]:
    """Territory id → state, for one source: each commune takes the finest declaration that holds it."""
    declared = {row.territory: CoverageState(row.state, row.rate) for row in sorted(rows, key=lambda row: row.key)}
    if set(declared) == {COUNTRY}:
        return dict.fromkeys(reference.populations(level), declared[COUNTRY])
    return {
        territory: declared.get(territory) or _rolled_up(territory, declared)
        for territory in reference.populations(level)
    }


def _by_source(rows: Iterable[Coverage]) -> Mapping[str, list[Coverage]]:
    groups: dict[str, list[Coverage]] = defaultdict(list)
    for row in rows:
        groups[row.source].append(row)
    return groups


def _favour(state: CoverageState) -> tuple[int, float]:
    """Order of states from the least to the most favourable."""
    order = (*_EMPTY[::-1], DataState.PARTIAL, DataState.COLLECTED)
    return order.index(state.state), 1.0 if state.rate is None else state.rate


def _rolled_up(territory: str, declared: Mapping[str, CoverageState]) -> CoverageState:
    """State from the parts: collected if all are, the one empty state if none is known, else partial."""
    parts = [(_people(code), _finest(code, declared)) for code in communes_of(territory)]
    states = {state.state for _, state in parts}
    rate = _rate(parts)
    if states == {DataState.COLLECTED}:
        return CoverageState(DataState.COLLECTED, rate)
    if states & set(_KNOWN):
        return CoverageState(DataState.PARTIAL, rate)
    return CoverageState(states.pop() if len(states) == 1 else DataState.NOT_COLLECTED)


def _finest(code: str, declared: Mapping[str, CoverageState]) -> CoverageState:
    commune = reference.communes()[code]
    held_by = (f"commune:{code}", f"epci:{commune.epci}", f"departement:{commune.departement}",
               f"region:{commune.region}", COUNTRY)  # fmt: skip
    return next((declared[held] for held in held_by if held in declared), CoverageState(DataState.UNKNOWN))


def _rate(parts: list[tuple[int, CoverageState]]) -> float | None:
    """Population-weighted mean of κ; None where a partial part says no rate."""
    if any(state.state is DataState.PARTIAL and state.rate is None for _, state in parts):
        return None
    total = sum(people for people, _ in parts)
    if not total:
        return None
    return sum(people * _kappa(state) for people, state in parts) / total


def _kappa(state: CoverageState) -> float:
    if state.state in _EMPTY:
        return 0.0
    return 1.0 if state.rate is None else state.rate


def _people(code: str) -> int:
    return reference.communes()[code].population or 0


def compared(state: CoverageState) -> bool:
    """Whether a territory enters the fit and may have a ratio (gap-analysis.md §4.4)."""
    return state.state in _KNOWN and (state.rate is None or state.rate >= ENOUGH)


def believed(state: CoverageState) -> float:
    """κ of a territory that is compared: 1 where no rate is given."""
    return _kappa(state)
