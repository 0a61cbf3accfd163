"""Each row read, counted, written in batches: nothing is written of a load that is refused.

Where one transaction can hold the whole load (`Writer.whole_loads`), the files are read once, and an error on the way
takes all back. Elsewhere every row is checked before the first is written: killed in between, the committed batches
stay. Either way the run is open from before the first row until after the last, and the same load again completes it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter

from graph.errors import InvalidInput
from graph.model.record import NodeRecord, RelationRecord
from graph.store.base import Shelf, Writer
from loaders.ahead import Ahead
from loaders.at_once import at_once
from loaders.delivery import Delivery
from loaders.facts import Outcome
from loaders.gathering import records
from loaders.interpreter import tuned
from loaders.part import Part
from loaders.progress import Progress, silent
from loaders.report import FileReport, LoadReport
from loaders.reserving import reserve_rows
from loaders.runs import blank, close, run_of, timed

BATCH = 10_000
"""Rows merged at once by a server. A record said again in a later batch is read back and rewritten: twice the rows
halve that.
"""


class Refused(InvalidInput):
    """`--strict` and at least one rejected row. `report` says which."""

    def __init__(self, report: LoadReport) -> None:
        first = next(r for r in report.reports if r.rejected)
        super().__init__(
            f"{first.file} : {report.rejected} ligne(s) refusée(s), rien n’a été écrit (--strict). "
            "Corrigez-les d’après le rapport, ou chargez sans --strict."
        )
        self.report = report


def check(deliveries: Sequence[Delivery], *, progress: Progress = silent) -> LoadReport:
    """Read every row of every file and write nothing."""
    report = LoadReport()
    for delivery in deliveries:
        reports = blank(delivery)
        report.reports += reports.values()
        with timed(reports.values()):
            for _ in _counted(delivery, reports, progress, f"vérification {delivery.mapping.source}"):
                pass
    return report


def load(
    writer: Writer,
    deliveries: Sequence[Delivery],
    *,
    before: Callable[[], object] = lambda: None,
    strict: bool = False,
    progress: Progress = silent,
) -> LoadReport:
    """Do what has to come `before` the first write, then write all.

    Raises Refused under `strict`, before `before`: that asks for a check of every row first.
    """
    with tuned():
        if (whole := writer.whole_loads) and not strict:
            report = at_once(writer, whole, deliveries, before, progress)
        else:
            report = _checked_first(writer, deliveries, before, progress, strict=strict)
    report.written = True
    return report


def _checked_first(
    writer: Writer,
    deliveries: Sequence[Delivery],
    before: Callable[[], object],
    progress: Progress,
    *,
    strict: bool,
) -> LoadReport:
    report = check(deliveries, progress=progress)
    if strict and report.rejected:
        raise Refused(report)
    before()
    every = iter(report.reports)
    for delivery in deliveries:
        reports = {part: next(every) for part in delivery.parts}
        for part in delivery.parts:
            writer.open_run(run_of(delivery, part, reports[part].rows_read))
        total = sum(each.rows_read for each in reports.values())
        rows = progress(delivery.outcomes(), f"écriture {delivery.mapping.source}", total)
        with timed(reports.values()):
            with Ahead(_batches(rows, BATCH)) as batches:
                for batch in batches:
                    with writer.batch():
                        _write(writer, batch, reports)
                        batches.prepare()
            close(writer, delivery, reports, delivery.coverage())
    return report


def _counted(
    delivery: Delivery, reports: dict[Part, FileReport], progress: Progress, what: str
) -> Iterator[tuple[Part, Outcome]]:
    """Every row, once its end is in the report of its file."""
    for part, outcome in progress(delivery.outcomes(), what, None):
        reports[part].count(outcome)
        yield part, outcome
    for made in reports.values():
        made.check_sum()


Batch = tuple[Part, list[NodeRecord], list[RelationRecord], dict[str, str]]


def _batches(rows: Iterable[tuple[Part, Outcome]], size: int) -> Iterator[Batch]:
    """What `size` rows say, and what of it waits beside the graph; a batch never holds rows of two files."""
    kept = ((part, outcome.facts) for part, outcome in rows if outcome.facts is not None)
    for part, group in groupby(kept, key=itemgetter(0)):
        while batch := [facts for _, facts in islice(group, size)]:
            said = records(facts for facts in batch if not facts.reserved)
            yield part, *said, reserve_rows(facts for facts in batch if facts.reserved)


def _write(writer: Writer, batch: Batch, reports: dict[Part, FileReport]) -> None:
    part, nodes, relations, reserved = batch
    reports[part].changes += writer.merge(nodes, relations)
    writer.put(Shelf.RESERVE, reserved)
