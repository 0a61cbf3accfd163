"""A whole load in one transaction: the files are read once, by a second process where one can be had.

Reading and mapping take as long as writing, and one interpreter does one of them at a time. The first block is read
here, since most files have no more; then a forked process goes on from where reading stands (`loaders.beside`), or a
thread does, that computes while SQLite writes columns.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice

from graph.errors import EntrelacsError
from graph.model.coverage import Coverage
from graph.store.base import Shelf, WholeLoads, Writer
from loaders.ahead import Ahead
from loaders.beside import Beside, can_fork
from loaders.block import Block
from loaders.delivery import Delivery
from loaders.part import Part
from loaders.pieces import Piece, pieces
from loaders.progress import Progress
from loaders.report import FileReport, LoadReport
from loaders.runs import blank, close, run_of, timed

BLOCK = 5_000
"""Rows written at once; twice as many gain nothing that can be measured, and take 60 MB more."""

READ_HERE = 1
"""Pieces read before a second process is asked for. Errors of a file are mostly met there."""

Told = tuple[list[FileReport], list[Coverage]]


def at_once(
    writer: Writer, whole: WholeLoads, deliveries: Sequence[Delivery], before: Callable[[], object], progress: Progress
) -> LoadReport:
    report = LoadReport()
    opened = [run_of(delivery, part, 0) for delivery in deliveries for part in delivery.parts]
    new = [run for run in opened if writer.open_run(run)]
    try:
        with writer.batch():
            before()
            for delivery in deliveries:
                reports = blank(delivery)
                report.reports += reports.values()
                with timed(reports.values()):
                    _Load(writer, whole, reports).run(delivery, progress)
    except BaseException:
        with suppress(EntrelacsError):  # a run that cannot be taken out of the log stays open there, and nothing else
            for run in new:
                writer.forget_run(run.id)
        raise
    return report


class _Load:
    """One delivery."""

    def __init__(self, writer: Writer, whole: WholeLoads, reports: dict[Part, FileReport]) -> None:
        self._writer, self._whole, self._reports = writer, whole, reports

    def run(self, delivery: Delivery, progress: Progress) -> None:
        every = pieces(_blocks(delivery, self._reports, progress))
        first = list(islice(every, READ_HERE))

        def told() -> Told:
            return list(self._reports.values()), delivery.coverage()

        if not can_fork():
            self._put_ahead(chain(first, every), only_columns=True)
            close(self._writer, delivery, self._reports, delivery.coverage())
            return
        with Beside(every, told) as beside:
            self._put_ahead(chain(first, beside), only_columns=False)
        reports, coverage = beside.end
        for own, read in zip(self._reports.values(), reports, strict=True):
            own.take_rows(read)
        close(self._writer, delivery, self._reports, coverage)

    def _put_ahead(self, every: Iterator[Piece], *, only_columns: bool) -> None:
        """The next piece comes while this one is written; with `only_columns`, while SQLite needs no interpreter."""
        with Ahead(every) as coming:
            for piece in coming:
                if piece.columns or not only_columns:
                    coming.prepare()
                self._put(piece)

    def _put(self, piece: Piece) -> None:
        report = self._reports[piece.part]
        for columns in piece.columns:
            report.changes += self._whole.add(columns)
        report.changes += self._writer.merge(piece.nodes, piece.relations)
        self._writer.put(Shelf.RESERVE, piece.reserved)


def _blocks(delivery: Delivery, reports: dict[Part, FileReport], progress: Progress) -> Iterator[Block]:
    """Every block, once the ends of its rows are in the report of its file."""
    what = f"lecture et écriture {delivery.mapping.source}"
    for block in delivery.blocks(BLOCK, lambda rows: progress(rows, what, None)):
        report = reports[block.part]
        report.keep(block.plain)
        for outcome in block.outcomes:
            report.count(outcome)
        yield block
    for made in reports.values():
        made.check_sum()
