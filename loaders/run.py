"""Check every row, then write in batches: nothing is written of a load that is refused.

A run is opened before its first batch and closed after its last: killed in between, it stays open, what was committed
stays, and the same load again completes it.
"""

import gc
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby, islice
from time import monotonic

from graph.errors import InvalidInput
from graph.model.record import NodeRecord, RelationRecord
from graph.store.base import Run, Shelf, Writer
from loaders.ahead import Ahead
from loaders.delivery import Delivery, Part
from loaders.facts import Facts
from loaders.gathering import records
from loaders.progress import Progress, silent
from loaders.report import FileReport, LoadReport
from loaders.reserving import reserve_rows

BATCH = 10_000
"""Rows in a transaction. A record said again in a later batch is read back and rewritten: twice the rows halve that."""

BETWEEN_COLLECTIONS = 200_000
"""Objects made between two collections of the youngest; Python's own figure is 700."""


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
        reports = {part: _blank(delivery, part) for part in delivery.parts}
        report.reports += reports.values()
        with _timed(reports.values()):
            for part, outcome in progress(delivery.outcomes(), f"vérification {delivery.mapping.source}", None):
                reports[part].count(outcome)
        for made in reports.values():
            made.check_sum()
    return report


def load(
    writer: Writer,
    deliveries: Sequence[Delivery],
    *,
    before: Callable[[], object] = lambda: None,
    strict: bool = False,
    progress: Progress = silent,
) -> LoadReport:
    """Check all, do what has to come `before` the first write, then write all.

    Raises Refused under `strict`, before `before`.
    """
    with few_collections():
        report = check(deliveries, progress=progress)
        if strict and report.rejected:
            raise Refused(report)
        before()
        reports = iter(report.reports)
        for delivery in deliveries:
            _write(writer, delivery, {part: next(reports) for part in delivery.parts}, progress)
    report.written = True
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


def _blank(delivery: Delivery, part: Part) -> FileReport:
    return FileReport(
        delivery.mapping.source, part.run, part.file, part.sha256, list(part.notes), dropped_columns=list(part.dropped)
    )


@contextmanager
def _timed(reports: Collection[FileReport]) -> Iterator[None]:
    start = monotonic()
    yield
    spent = monotonic() - start
    rows = sum(report.rows_read for report in reports) or 1
    for report in reports:
        report.seconds += spent * report.rows_read / rows


def _write(writer: Writer, delivery: Delivery, reports: dict[Part, FileReport], progress: Progress) -> None:
    runs = [_run(delivery, part, reports[part].rows_read) for part in delivery.parts]
    for run in runs:
        writer.open_run(run)
    with _timed(reports.values()):
        total = sum(report.rows_read for report in reports.values())
        rows = progress(delivery.outcomes(), f"écriture {delivery.mapping.source}", total)
        kept = ((part, outcome.facts) for part, outcome in rows if outcome.facts is not None)
        with Ahead(_batches(kept)) as batches:
            for part, nodes, relations, reserved in batches:
                with writer.batch():
                    reports[part].changes += writer.merge(nodes, relations)
                    writer.put(Shelf.RESERVE, reserved)
                    batches.prepare()
        with writer.batch():
            for row in delivery.coverage():
                owner = next(part for part in delivery.parts if part.run == row.run)
                reports[owner].coverage_changed += writer.merge_coverage([row])
    for run in runs:
        writer.close_run(run)


Batch = tuple[Part, list[NodeRecord], list[RelationRecord], dict[str, str]]


def _batches(kept: Iterator[tuple[Part, Facts]]) -> Iterator[Batch]:
    """What BATCH rows say, and what of it waits beside the graph; a batch never holds rows of two files."""
    for part, rows in groupby(kept, key=lambda each: each[0]):
        while batch := [facts for _, facts in islice(rows, BATCH)]:
            said = records(facts for facts in batch if not facts.reserved)
            yield part, *said, reserve_rows(facts for facts in batch if facts.reserved)


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
