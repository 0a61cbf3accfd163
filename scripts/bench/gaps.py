"""The gap table of each level, from the store to the rows: on the demonstration, then on ANR with the bootstrap."""

from collections.abc import Iterator

from api.answers.gaps import gaps_document
from graph.model.levels import Level
from graph.model.question import GapQuestion
from graph.settings import Settings
from graph.store import open_store
from scripts.bench.measure import Measure, timed

PART = "gaps"
LEVELS = (Level.REGION, Level.DEPARTEMENT, Level.EPCI)
ANR_SECONDS = 10.0
"""Most that the three levels may take together on 17 000 projects, with 25 refits each."""


def gaps(settings: Settings) -> Iterator[Measure]:
    with open_store(settings, read_only=True) as store:
        for level in LEVELS:
            seconds, table = timed(lambda level=level: gaps_document(store, GapQuestion(level)))
            yield Measure(PART, f"{level.value}, {len(table['rows'])} territories", seconds, "s")


def refitted(settings: Settings) -> Iterator[Measure]:
    """All that the analysis does: gap of fabric, other models, two levels, 25 refits."""
    total = 0.0
    with open_store(settings, read_only=True) as store:
        for level in LEVELS:
            seconds, table = timed(lambda level=level: gaps_document(store, GapQuestion(level, bootstrap=25)))
            total += seconds
            yield Measure(PART, f"ANR, {level.value}, {table['refits']} refits", seconds, "s")
    yield Measure(PART, "ANR, three levels, 25 refits each", total, "s", ANR_SECONDS)
