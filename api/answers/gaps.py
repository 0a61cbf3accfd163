"""The gap table: which territories have fewer alliances than expected, and where nothing can be said."""

from dataclasses import replace
from datetime import UTC, datetime

from api.answers.counted_world import world_of
from api.answers.perimeters import perimeter_counts_of, perimeters_left_out
from api.answers.reading import read_once
from api.document import Document
from graph.errors import InvalidInput, NotResolvable
from graph.model.counts import TerritoryCounts
from graph.model.indicators import series
from graph.model.levels import LOADED_LEVELS, Level
from graph.model.question import GapQuestion
from graph.store.base import View
from graph.territories import reference

ABOVE = {Level.EPCI: Level.DEPARTEMENT}
"""Levels whose territories are too small to stand alone → the level towards which they are drawn."""


def gaps_document(view: View, asked: GapQuestion) -> Document:
    """The table of interfaces.md §6, rows by territory id; `generated_at` alone differs from one call to the next.

    Sources that cover only a part of the level are left out and named. Raises InvalidInput, UnknownEntity, and
    NotResolvable where too little is known.
    """
    from graph.analysis.gaps import gap_table  # numpy: only when asked

    if asked.within is not None and not reference.exists(asked.within):
        view.node(asked.within)  # raises UnknownEntity, with near ids
        raise InvalidInput(f"Territoire {asked.within} : attendu une région, un département ou une intercommunalité.")
    once = read_once(view)
    counts = counts_of(once, asked, fabric=True)
    above = _above(once, asked, counts)
    table = gap_table(counts, above, bootstrap=asked.bootstrap, within=asked.within).model_dump(mode="json")
    beside = {"perimeters_left_out": perimeters_left_out(view, asked)} if asked.level in LOADED_LEVELS else {}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return {"revision": view.revision(), "generated_at": now, **table, **beside}


def _above(view: View, asked: GapQuestion, counts: TerritoryCounts) -> TerritoryCounts | None:
    """Counts of the level above, of the same sources; None where there is none to draw towards."""
    if asked.level not in ABOVE or len(counts.sources_used) == 0:
        return None
    try:
        return counts_of(view, replace(asked, level=ABOVE[asked.level], within=None))
    except NotResolvable:
        return None


def counts_of(view: View, asked: GapQuestion, fabric: bool = False) -> TerritoryCounts:
    """What is counted in each territory of the level, with the state of the sources counted. Raises NotResolvable."""
    from graph.analysis.capacity import with_indicators  # numpy: only when asked
    from graph.analysis.completeness import choose_sources, coverage_at
    from graph.project import Selection, territory_counts

    if asked.level in LOADED_LEVELS:
        return perimeter_counts_of(view, asked, fabric)
    world, synthetic = world_of(view, asked)
    declared = [row for row in view.coverage() if row.source in world]
    sources = choose_sources(declared, asked.level, asked.source)
    counts = territory_counts(
        view,
        asked.level,
        Selection(
            synthetic=synthetic, since=asked.since, until=asked.until, sources=frozenset(sources.used),
            counted=asked.counted, seats=asked.seats,
        ),
        coverage=coverage_at(declared, asked.level, sources.used),
        sources_used=sources.used,
        sources_left_out=sources.left_out,
        counting=asked.counting,
        fabric=fabric,
    )  # fmt: skip
    if not asked.capacity:
        return counts
    return with_indicators(counts, series((node["id"], node["properties"]) for node in view.nodes(counts.ids)))
