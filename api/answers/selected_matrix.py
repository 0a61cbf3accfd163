"""A selection as a table of two entries: which profiles meet in its projects, or which themes are worked on where."""

from collections import Counter
from itertools import combinations

from api.answers.selected import said_of
from api.document import Document
from graph.asking.facets import Selected
from graph.model.levels import Level
from graph.model.relations import RelationType
from graph.territories import reference

UNKNOWN_PROFILE = "unknown"
THEMES_MOST = 30
"""Rows of a matrix of themes: those of most projects first."""


def profiles_document(selected: Selected) -> Document:
    """`{…, axes: "profils", total, counted, rows, columns, cells}`: how many projects join the two profiles of a cell.

    Two different actors are needed, of the participations of the selection alone; a project counts once in a cell.
    """
    held = selected.held
    mask = held.of_type(selected.mask, RelationType.PARTICIPATES_IN)
    ties = held.chosen(mask, zip(held.columns.targets, held.columns.sources, strict=True))
    partners: dict[int, set[int]] = {}
    wanted = {*selected.events()}
    for event, actor in ties:
        if event in wanted:
            partners.setdefault(event, set()).add(actor)
    cells: Counter[tuple[str, str]] = Counter()
    for actors in partners.values():
        profiles = Counter(_profile(selected, actor) for actor in actors)
        met = {*combinations(sorted(profiles), 2), *((one, one) for one, n in profiles.items() if n > 1)}
        cells.update(met)
    names = sorted({name for pair in cells for name in pair}, key=lambda name: (name == UNKNOWN_PROFILE, name))
    return {
        **said_of(selected), "axes": "profils", "total": len(wanted), "counted": len(partners), "rows": names,
        "columns": names, "cells": [[cells[min(a, b), max(a, b)] for b in names] for a in names],
        "left_out": 0,
    }  # fmt: skip


def themes_document(selected: Selected, level: Level) -> Document:
    """The same with themes in rows and the territories of a level in columns; a project counts once in each cell."""
    cells: Counter[tuple[str, str]] = Counter()
    by_theme: Counter[str] = Counter()
    events = selected.events()
    counted = 0
    for event in events:
        themes = selected.themes.get(event, frozenset())
        places = [place for place in selected.places.get(event, ()) if place.startswith(f"{level.value}:")]
        counted += bool(themes and places)
        by_theme.update(themes)
        cells.update((theme, place) for theme in themes for place in places)
    with_place = {theme for theme, _ in cells}
    rows = sorted(with_place, key=lambda theme: (-by_theme[theme], theme))
    columns = sorted({place for _, place in cells}, key=reference.name_of)
    shown = rows[:THEMES_MOST]
    return {
        **said_of(selected), "axes": "themes", "level": level.value, "total": len(events), "counted": counted,
        "rows": shown, "columns": columns, "cells": [[cells[row, column] for column in columns] for row in shown],
        "left_out": len(rows) - len(shown),
    }  # fmt: skip


def _profile(selected: Selected, actor: int) -> str:
    brief = selected.held.columns.briefs.get(actor)
    return brief.profile if brief is not None and brief.profile else UNKNOWN_PROFILE
