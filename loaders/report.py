"""The load report: how each row ended, and what the graph gained (interfaces.md §6)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Self

from graph.model.record import Json, Value
from graph.model.typography import count, fine, number
from graph.store.base import Changes
from loaders.asides import said
from loaders.editions import Gone
from loaders.facts import Mended, Outcome, Problem

MAX_PROBLEMS = 10_000
"""Problems listed for a file; those beyond are counted in `problems_total`."""

SHOWN_PROBLEMS = 5


@dataclass(slots=True)
class FileReport:
    """What became of one file. `rows_read` is always the sum of the three others.

    `set_aside`: lines of data that are no row of it, by kind of `loaders.asides`; with them it sums to those lines.
    `mended`: by column and kind of mending, how many values were only written otherwise, and the first of them.
    `reasons`: by code, how many rows were rejected for it, and the message of the first.
    """

    source: str
    run: str
    file: str
    sha256: str
    notes: list[str] = field(default_factory=list)
    kept: int = 0
    kept_with_warnings: int = 0
    rejected: int = 0
    rows_read: int = 0
    set_aside: Counter[str] = field(default_factory=Counter)
    dropped_columns: list[str] = field(default_factory=list)
    mended: dict[tuple[str, str], tuple[int, Mended]] = field(default_factory=dict)
    codes: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, tuple[int, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    problems_total: int = 0
    changes: Changes = field(default_factory=Changes)
    coverage_changed: int = 0
    seconds: float = 0.0

    def count(self, outcome: Outcome) -> None:
        """One more row; it ends in exactly one of the three, or is counted apart."""
        if outcome.aside:
            self.set_aside[outcome.aside] += 1
            return
        self.rows_read += 1
        if outcome.facts is None:
            self._reject(outcome)
        elif outcome.problems:
            self.kept_with_warnings += 1
        else:
            self.kept += 1
        for each in outcome.mended:
            seen, first = self.mended.get((each.column, each.code), (0, each))
            self.mended[each.column, each.code] = (seen + 1, first)
        if outcome.problems:
            self._list(outcome.problems)

    def keep(self, rows: int) -> None:
        """That many more rows, of which nothing is to be told."""
        self.rows_read += rows
        self.kept += rows

    def take_rows(self, other: Self) -> None:
        """What another report of the same file says of its rows; what the graph gained stays."""
        for each in fields(self):
            if each.name not in ("changes", "coverage_changed", "seconds"):
                setattr(self, each.name, getattr(other, each.name))

    def _reject(self, outcome: Outcome) -> None:
        assert outcome.problems, "a rejected row says why"
        self.rejected += 1
        last = outcome.problems[-1]  # what came before it would have been a warning
        seen, message = self.reasons.get(last.code, (0, fine(last.message)))
        self.reasons[last.code] = (seen + 1, message)

    def _list(self, problems: Sequence[Problem]) -> None:
        self.problems_total += len(problems)
        self.codes.update(problem.code for problem in problems)
        room = MAX_PROBLEMS - len(self.problems)
        self.problems += [replace(p, message=fine(p.message)) for p in problems[: max(0, room)]]

    def check_sum(self) -> None:
        assert self.rows_read == self.kept + self.kept_with_warnings + self.rejected, "every row ends once"

    def as_json(self) -> Json:
        self.check_sum()
        problems: list[Value] = [
            {"line": p.line, "column": p.column, "value": p.value, "code": p.code, "message": p.message}
            for p in self.problems
        ]
        return {
            "source": self.source,
            "run": self.run,
            "file": self.file,
            "sha256": self.sha256,
            "rows_read": self.rows_read,
            "kept": self.kept,
            "kept_with_warnings": self.kept_with_warnings,
            "rejected": self.rejected,
            "set_aside": dict(sorted(self.set_aside.items())),
            "dropped_columns": list(self.dropped_columns),
            "problems": problems,
            "problems_total": self.problems_total,
            "problems_by_code": dict(self.codes.most_common()),
            "rejected_by_code": {
                code: {"count": seen, "message": message} for code, (seen, message) in self.reasons.items()
            },
            "mended": [
                {"column": m.column, "code": m.code, "message": fine(m.message), "count": n, "value": m.value}
                for n, m in self.mended.values()
            ],
            "notes": [fine(note) for note in self.notes],
            "nodes_new": self.changes.nodes_new,
            "nodes_changed": self.changes.nodes_changed,
            "relations_new": self.changes.relations_new,
            "relations_changed": self.changes.relations_changed,
            "coverage_changed": self.coverage_changed,
            "seconds": round(self.seconds, 3),
        }

    def sentences(self, *, written: bool) -> Iterable[str]:
        """A few French lines: how the rows ended, the first problems, what the graph gained."""
        yield (
            f"{self.file} ({self.source}) : {count(self.rows_read, 'ligne lue', 'lignes lues')} — "
            f"{count(self.kept, 'gardée')}, {number(self.kept_with_warnings)} avec avertissement, "
            f"{count(self.rejected, 'refusée')}."
        )
        if self.set_aside:
            yield f"  À part : {', '.join(said(kind, n) for kind, n in self.set_aside.most_common())}."
        if self.dropped_columns:
            yield f"  Colonnes de personnes jamais lues : {', '.join(self.dropped_columns)}."
        yield from (f"  {note}" for note in self.notes)
        for n, mended in self.mended.values():
            yield f"  colonne « {mended.column} » : {mended.message} ({count(n, 'valeur')}, ainsi « {mended.value} »)"
        for problem in self.problems[:SHOWN_PROBLEMS]:
            about = f", {problem.column}" if problem.column else ""
            value = f"« {' '.join(problem.value.split())} » — " if problem.value else ""
            yield f"  {self.file}:{problem.line}{about} : {value}{problem.message}"
        if (more := self.problems_total - SHOWN_PROBLEMS) > 0:
            yield f"  … et {count(more, 'autre problème', 'autres problèmes')} dans le rapport (--report FICHIER)."
        if written:
            changes = self.changes
            yield (
                f"  {count(changes.nodes_new, 'fiche nouvelle', 'fiches nouvelles')}, "
                f"{count(changes.nodes_changed, 'complétée')} ; "
                f"{count(changes.relations_new, 'relation nouvelle', 'relations nouvelles')}, "
                f"{count(changes.relations_changed, 'complétée')}."
            )


@dataclass(slots=True)
class GoneReport:
    """What the latest edition of a source no longer says: how many records, the first of them, how many are marked."""

    source: str
    vintage: str | None
    total: int = 0
    withdrawn: int = 0
    rows: list[dict[str, str | None]] = field(default_factory=list)

    @classmethod
    def of(cls, source: str, vintage: str | None, records: Iterable[Gone]) -> Self:
        made = cls(source, vintage)
        for record in records:
            made.total += 1
            if len(made.rows) < MAX_PROBLEMS:
                made.rows.append({"id": record.name, "seen": record.seen})
        return made

    def sentence(self) -> str:
        marked = (
            f"{count(self.withdrawn, 'marquée retirée', 'marquées retirées')}"
            if self.withdrawn
            else "elles restent ; --withdraw les marque retirées"
        )
        return (
            f"{self.source} : l’édition {self.vintage} ne dit plus "
            f"{count(self.total, 'fiche ou relation', 'fiches ou relations')} d’une édition antérieure ({marked})."
        )


@dataclass(slots=True)
class LoadReport:
    """The report of a whole command."""

    reports: list[FileReport] = field(default_factory=list)
    ignored: list[dict[str, str]] = field(default_factory=list)
    gone: list[GoneReport] = field(default_factory=list)
    written: bool = False

    @property
    def rejected(self) -> int:
        return sum(report.rejected for report in self.reports)

    @property
    def kept(self) -> int:
        """Rows that became facts, with warnings or without."""
        return sum(report.kept + report.kept_with_warnings for report in self.reports)

    def as_json(self) -> Json:
        ignored: list[Value] = [dict(each) for each in self.ignored]
        left: list[Value] = [asdict(each) for each in self.gone]
        return {"reports": [report.as_json() for report in self.reports], "ignored": ignored, "gone": left}

    def text(self) -> str:
        """The report for a person, in French."""
        lines = [line for report in self.reports for line in report.sentences(written=self.written)]
        lines += [each.sentence() for each in self.gone]
        lines += [f"Ignoré : {each['file']} ({each['reason']})" for each in self.ignored]
        return "\n".join(fine(line) for line in lines)
