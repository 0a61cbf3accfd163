"""Each row read, counted, written in batches: nothing is written of a load that is refused.

Where one transaction can hold the whole load (`Writer.whole_loads`), the files are read once, and an error on the way
takes all back. Elsewhere every row is checked before the first is written: killed in between, the committed batches
stay. Either way the run is open from before the first row until after the last, and the same load again completes it.
"""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import groupby, islice
from operator import itemgetter
from time import monotonic

from graph.errors import EntrelacsError, InvalidInput
from graph.model.record import NodeRecord, RelationRecord
from graph.store.base import Run, Shelf, Writer
from loaders.ahead import Ahead
from loaders.delivery import Delivery, Part
from loaders.facts import Outcome
from loaders.gathering import SaidAgain, records
from loaders.progress import Progress, silent
from loaders.report import FileReport, LoadReport
from loaders.reserving import reserve_rows

BATCH, SMALL_BATCH = 10_000, 5_000
"""Rows merged at once. A record said again in a later batch is read back and rewritten: twice the rows halve that on a
server; within one transaction of SQLite it costs nothing that can be measured, and half the rows take 90 MB less.
"""

BETWEEN_COLLECTIONS = 1_000_000
"""Objects made between two collections of the youngest, more than a batch holds; Python's own figure is 700."""


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
        reports = _blank(delivery)
        report.reports += reports.values()
        with _timed(reports.values()):
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
    with few_collections():
        if writer.whole_loads and not strict:
            report = _at_once(writer, deliveries, before, progress)
        else:
            report = _checked_first(writer, deliveries, before, progress, strict=strict)
    report.written = True
    return report


def _at_once(
    writer: Writer, deliveries: Sequence[Delivery], before: Callable[[], object], progress: Progress
) -> LoadReport:
    report = LoadReport()
    opened = [_run(delivery, part, 0) for delivery in deliveries for part in delivery.parts]
    new = [run for run in opened if writer.open_run(run)]
    try:
        with writer.batch():
            before()
            for delivery in deliveries:
                reports = _blank(delivery)
                report.reports += reports.values()
                with _timed(reports.values()):
                    rows = _counted(delivery, reports, progress, f"lecture et écriture {delivery.mapping.source}")
                    for batch in _batches(rows, SMALL_BATCH, again=True):
                        _write(writer, batch, reports)
                    _close(writer, delivery, reports)
    except BaseException:
        with suppress(EntrelacsError):  # a run that cannot be taken out of the log stays open there, and nothing else
            for run in new:
                writer.forget_run(run.id)
        raise
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
            writer.open_run(_run(delivery, part, reports[part].rows_read))
        total = sum(each.rows_read for each in reports.values())
        rows = progress(delivery.outcomes(), f"écriture {delivery.mapping.source}", total)
        with _timed(reports.values()):
            with Ahead(_batches(rows, BATCH)) as batches:
                for batch in batches:
                    with writer.batch():
                        _write(writer, batch, reports)
                        batches.prepare()
            _close(writer, delivery, reports)
    return report


@contextmanager
def few_collections() -> Iterator[None]:
    """Loading makes millions of objects that hold each other in no circle; looking for circles took a third of it."""
    usual = gc.get_threshold()
    gc.set_threshold(BETWEEN_COLLECTIONS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _blank(delivery: Delivery) -> dict[Part, FileReport]:
    source = delivery.mapping.source
    return {
        part: FileReport(
            source, part.run, part.file, part.sha256, list(part.notes), dropped_columns=list(part.dropped)
        )
        for part in delivery.parts
    }  # fmt: skip


def _counted(
    delivery: Delivery, reports: dict[Part, FileReport], progress: Progress, what: str
) -> Iterator[tuple[Part, Outcome]]:
    """Every row, once its end is in the report of its file."""
    for part, outcome in progress(delivery.outcomes(), what, None):
        reports[part].count(outcome)
        yield part, outcome
    for made in reports.values():
        made.check_sum()


@contextmanager
def _timed(reports: Collection[FileReport]) -> Iterator[None]:
    start = monotonic()
    yield
    spent = monotonic() - start
    rows = sum(report.rows_read for report in reports) or 1
    for report in reports:
        report.seconds += spent * report.rows_read / rows


Batch = tuple[Part, list[NodeRecord], list[RelationRecord], dict[str, str]]


def _batches(rows: Iterable[tuple[Part, Outcome]], size: int, *, again: bool = False) -> Iterator[Batch]:
    """What `size` rows say, and what of it waits beside the graph; a batch never holds rows of two files.

    With `again`, what is said once more in a later batch waits for the end of its file.
    """
    kept = ((part, outcome.facts) for part, outcome in rows if outcome.facts is not None)
    for part, group in groupby(kept, key=itemgetter(0)):
        said_again = SaidAgain()
        while batch := [facts for _, facts in islice(group, size)]:
            stated = (facts for facts in batch if not facts.reserved)
            said = records(map(said_again.take, stated) if again else stated)
            yield part, *said, reserve_rows(facts for facts in batch if facts.reserved)
            if said_again.full:
                yield from ((part, *late, {}) for late in said_again.records(size))
        yield from ((part, *late, {}) for late in said_again.records(size))


def _write(writer: Writer, batch: Batch, reports: dict[Part, FileReport]) -> None:
    part, nodes, relations, reserved = batch
    reports[part].changes += writer.merge(nodes, relations)
    writer.put(Shelf.RESERVE, reserved)


def _close(writer: Writer, delivery: Delivery, reports: dict[Part, FileReport]) -> None:
    """After the last row: what is covered, and that the runs are whole."""
    with writer.batch():
        for row in delivery.coverage():
            owner = next(part for part in delivery.parts if part.run == row.run)
            reports[owner].coverage_changed += writer.merge_coverage([row])
    for part in delivery.parts:
        writer.close_run(_run(delivery, part, reports[part].rows_read))


def _run(delivery: Delivery, part: Part, rows: int) -> Run:
    mapping, published = delivery.mapping, part.published
    return Run(
        id=part.run,
        source=mapping.source,
        file=part.file,
        sha256=part.sha256,
        vintage=part.vintage or mapping.vintage,
        licence=(published and published.licence) or mapping.licence,
        publisher=mapping.publisher,
        rows=rows,
        open=True,
        loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
        page=published.page if published else None,
        address=published.address if published else None,
        published_at=published.last_modified if published else None,
    )
