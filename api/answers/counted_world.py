"""Which sources have something to count, of the real records or of the synthetic ones."""

from graph.errors import InvalidInput, NotResolvable
from graph.model.origin import Status
from graph.model.question import GapQuestion
from graph.store.base import EventRow, View


def world_of(view: View, asked: GapQuestion) -> tuple[set[str], bool]:
    """Sources of the events of one world, and whether it is the synthetic one.

    Raises NotResolvable where there is nothing to count, InvalidInput for a source that has nothing.
    """
    events = [event for event in view.events() if asked.counted.keeps(event.type)]
    synthetic = all(_made_up(event) for event in events) if asked.status is None else asked.status == Status.SYNTHETIC
    world = {source for event in events if _made_up(event) == synthetic for source in event.sources}
    if not world:
        raise NotResolvable("Aucune alliance n’est encore chargée : il n’y a rien à comparer (entrelacs load FICHIER).")
    if asked.source is not None and asked.source not in world:
        raise InvalidInput(f"Source « {asked.source} » : aucune alliance. Attendu une de : {', '.join(sorted(world))}.")
    return world, synthetic


def _made_up(event: EventRow) -> bool:
    return Status.SYNTHETIC in event.statuses
