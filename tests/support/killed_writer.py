"""A load to be killed: merges batches one by one and says so after each. Run as a process by the contract suite."""

import sys

from graph.model.entities import Actor
from graph.model.origin import Origin
from graph.model.record import NodeRecord
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.base import Run

BATCHES, SIZE = 40, 250
RUN = Run("run-tue", "essai", "f.csv", "0" * 64, None, None, None, BATCHES * SIZE, True, "2026-01-01T00:00:00+00:00")


def batch(number: int) -> list[NodeRecord]:
    """Nodes of one batch, always the same."""
    rows = range(number * SIZE, (number + 1) * SIZE)
    said = ((Actor(id=f"mention:{row:016x}", label=f"Acteur {row}"), row) for row in rows)
    return [actor.record(Origin(source="essai", run=RUN.id, line=row + 1)) for actor, row in said]


def write(store: Store) -> None:
    """The whole load; what was committed by an earlier, killed one is met again and changes nothing."""
    store.open_run(RUN)
    for number in range(BATCHES):
        with store.batch():
            store.merge(batch(number), [])
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
    store.close_run(RUN)


if __name__ == "__main__":
    write(open_store(Settings()))
