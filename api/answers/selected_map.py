"""How many projects and alliances of a selection act in each territory, and what an absence means there."""

from collections import Counter

from api.answers.selected import said_of
from api.document import Document
from graph.asking.facets import Selected, members
from graph.model.coverage import DataState
from graph.model.levels import Level, split_territory
from graph.model.relation_filter import Leaf
from graph.model.relations import RelationType
from graph.territories import reference

READ = (DataState.COLLECTED, DataState.PARTIAL)


def map_document(selected: Selected, level: Level) -> Document:
    """`{revision, filter, seats, level, total, placed, unplaced, most, sources, rows: [{territory, count, data_state,
    said}]}`: `said` ∈ some | none_known | no_data | not_covered. A project counts once in each territory it acts in.
    """
    events = selected.events()
    counted: Counter[str] = Counter()
    placed = 0
    for event in events:
        at_level = [place for place in selected.places.get(event, ()) if place.startswith(f"{level.value}:")]
        placed += bool(at_level)
        counted.update(at_level)
    sources = _placing_sources(selected)
    states = _states(selected, level, sources)
    rows = [_row(territory, counted[territory], states[territory]) for territory in _territories(level)]
    return {
        **said_of(selected), "level": level.value, "total": len(events), "placed": placed,
        "unplaced": len(events) - placed, "most": max(counted.values(), default=0), "sources": sorted(sources),
        "rows": rows,
    }  # fmt: skip


def _territories(level: Level) -> list[str]:
    return sorted(reference.populations(level))


def _row(territory: str, count: int, state: DataState) -> Document:
    _, code = split_territory(territory)
    said = "some" if count else "none_known" if state in READ else "no_data"
    if not count and state is DataState.NOT_IN_REGISTER:
        said = "not_covered"
    return {
        "territory": {"id": territory, "code": code, "name": reference.name_of(territory)},
        "count": count, "data_state": state.value, "said": said,
    }  # fmt: skip


def _placing_sources(selected: Selected) -> frozenset[str]:
    """The sources that could have said something: those asked for, else those that place a project anywhere."""
    asked = {
        str(value)
        for part in members(selected.filter)
        if isinstance(part, Leaf) and part.field == "source"
        for value in part.values
    }
    if asked:
        return frozenset(asked)
    held = selected.held
    codes = held.counts(held.of_type(held.everything, RelationType.ACTS_IN), held.columns.said_by)
    return frozenset(source for code in codes for source in held.columns.source_sets[code])


def _states(selected: Selected, level: Level, sources: frozenset[str]) -> dict[str, DataState]:
    """As the gap table tells them: the least favourable of the sources that cover the level, or of all where none
    does.
    """
    from graph.analysis.completeness import choose_sources, coverage_at  # numpy: only when asked

    rows = [row for row in selected.view.coverage() if row.source in sources]
    used = choose_sources(rows, level).used or tuple(sorted({row.source for row in rows}))
    known = coverage_at(rows, level, used)
    return {territory: known[territory].state for territory in _territories(level)}
