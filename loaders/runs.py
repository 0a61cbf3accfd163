"""The runs of a delivery: opened before its first row, closed after its last, each with the report of its file."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from time import monotonic

from graph.model.coverage import Coverage
from graph.store.base import Run, Writer
from loaders.delivery import Delivery
from loaders.part import Part
from loaders.report import FileReport


def blank(delivery: Delivery) -> dict[Part, FileReport]:
    source = delivery.mapping.source
    return {
        part: FileReport(
            source, part.run, part.file, part.sha256, list(part.notes), dropped_columns=list(part.dropped)
        )
        for part in delivery.parts
    }  # fmt: skip


@contextmanager
def timed(reports: Collection[FileReport]) -> Iterator[None]:
    start = monotonic()
    yield
    spent = monotonic() - start
    rows = sum(report.rows_read for report in reports) or 1
    for report in reports:
        report.seconds += spent * report.rows_read / rows


def close(writer: Writer, delivery: Delivery, reports: dict[Part, FileReport], coverage: Sequence[Coverage]) -> None:
    """After the last row: what is covered, and that the runs are whole."""
    with writer.batch():
        for row in coverage:
            owner = next(part for part in delivery.parts if part.run == row.run)
            reports[owner].coverage_changed += writer.merge_coverage([row])
    for part in delivery.parts:
        writer.close_run(run_of(delivery, part, reports[part].rows_read))


def run_of(delivery: Delivery, part: Part, rows: int) -> Run:
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
