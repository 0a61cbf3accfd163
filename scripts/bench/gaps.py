"""The gap table of each level, from the store to the rows, on the demonstration."""

from collections.abc import Iterator

from api.answers.gaps import gaps_document
from graph.model.levels import Level
from graph.model.question import GapQuestion
from graph.settings import Settings
from graph.store import open_store
from scripts.bench.measure import Measure, timed

PART = "gaps"


def gaps(settings: Settings) -> Iterator[Measure]:
    with open_store(settings, read_only=True) as store:
        for level in (Level.REGION, Level.DEPARTEMENT, Level.EPCI):
            seconds, table = timed(lambda level=level: gaps_document(store, GapQuestion(level)))
            yield Measure(PART, f"{level.value}, {len(table['rows'])} territories", seconds, "s")
