"""The gap table: which territories have fewer alliances than expected, and where nothing can be said."""

from datetime import UTC, datetime

from api.document import Document
from graph.errors import NotResolvable
from graph.model.counts import Counted, TerritoryCounts
from graph.model.levels import Level
from graph.model.origin import Status
from graph.store.base import EventRow, View


def gaps_document(
    view: View, level: Level, status: str | None = None, counted: Counted = Counted.ACTION, seats: bool = True
) -> Document:
    """The table of interfaces.md §6, rows by territory id; `generated_at` alone differs from one call to the next.

    `status`: `reel` or `synthetique`, which records are counted, never both; unsaid, the real ones where there are
    any. `counted`: what is done together, unless funding is asked for; `seats`: whether an alliance placed by a head
    office alone counts there. Sources that cover only a part of the level are left out and named. Raises InvalidInput,
    and NotResolvable where too little is known.
    """
    from graph.analysis.gaps import gap_table  # numpy: only when asked

    table = gap_table(counts_of(view, level, status, counted, seats)).model_dump(mode="json")
    return {"revision": view.revision(), "generated_at": datetime.now(UTC).isoformat(timespec="seconds"), **table}


def counts_of(view: View, level: Level, status: str | None, counted: Counted, seats: bool = True) -> TerritoryCounts:
    """What is counted in each territory of the level, with the state of the sources counted. Raises NotResolvable."""
    from graph.analysis.completeness import choose_sources, coverage_at  # numpy: only when asked
    from graph.project import Selection, territory_counts

    world, synthetic = _world(view, status, counted)
    if not world:
        raise NotResolvable("Aucune alliance n’est encore chargée : il n’y a rien à comparer (entrelacs load FICHIER).")
    declared = [row for row in view.coverage() if row.source in world]
    sources = choose_sources(declared, level)
    return territory_counts(
        view,
        level,
        Selection(synthetic=synthetic, sources=frozenset(sources.used), counted=counted, seats=seats),
        coverage=coverage_at(declared, level, sources.used),
        sources_used=sources.used,
        sources_left_out=sources.left_out,
    )


def _world(view: View, status: str | None, counted: Counted) -> tuple[set[str], bool]:
    """Sources of the events of one world, and whether it is the synthetic one."""
    events = [event for event in view.events() if counted.keeps(event.type)]
    synthetic = all(_made_up(event) for event in events) if status is None else status == Status.SYNTHETIC
    return {source for event in events if _made_up(event) == synthetic for source in event.sources}, synthetic


def _made_up(event: EventRow) -> bool:
    return Status.SYNTHETIC in event.statuses
