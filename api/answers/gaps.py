"""The gap table: which territories have fewer alliances than expected, and where nothing can be said."""

from dataclasses import replace
from datetime import UTC, datetime

from api.answers.reading import read_once
from api.document import Document
from graph.errors import InvalidInput, NotResolvable
from graph.model.counts import Counted, TerritoryCounts
from graph.model.indicators import series
from graph.model.levels import Level
from graph.model.origin import Status
from graph.model.question import GapQuestion
from graph.store.base import EventRow, View
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
    return {"revision": view.revision(), "generated_at": datetime.now(UTC).isoformat(timespec="seconds"), **table}


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

    world, synthetic = _world(view, asked.status, asked.counted)
    if not world:
        raise NotResolvable("Aucune alliance n’est encore chargée : il n’y a rien à comparer (entrelacs load FICHIER).")
    if asked.source is not None and asked.source not in world:
        raise InvalidInput(f"Source « {asked.source} » : aucune alliance. Attendu une de : {', '.join(sorted(world))}.")
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


def _world(view: View, status: str | None, counted: Counted) -> tuple[set[str], bool]:
    """Sources of the events of one world, and whether it is the synthetic one."""
    events = [event for event in view.events() if counted.keeps(event.type)]
    synthetic = all(_made_up(event) for event in events) if status is None else status == Status.SYNTHETIC
    return {source for event in events if _made_up(event) == synthetic for source in event.sources}, synthetic


def _made_up(event: EventRow) -> bool:
    return Status.SYNTHETIC in event.statuses
