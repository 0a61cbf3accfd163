"""What a source module writes: one class that turns a mapped row into facts.

    class Source(SourceBase):
        def facts(self, row: Row) -> Facts:
            facts = row.facts()
            facts.add(Experiment(id=experiment_id(row.source, row.must("id")), label=row.must("title")))
            return facts

An instance lives for one pass over all the files of a delivery, so it may remember what earlier rows said. The file is
passed over twice where it is checked before it is written: what `facts` answers must depend on the rows alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol

from graph.model.origin import Origin, Status
from loaders.facts import Facts, Mended, Problem, Rejected

Value = str | tuple[str, ...]


@dataclass(slots=True)
class Row:
    """A row whose cells have been checked, by field of the mapping. Empty cells are absent from `values`.

    `kind` is the table of the mapping; `cells` are the words of the file before any check; `others`, `column : value`
    of columns that no field asks for, under the contract that keeps them.
    """

    kind: str
    line: int
    values: dict[str, Value]
    source: str
    run: str
    vintage: str | None
    columns: Mapping[str, str]
    cells: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    mended: list[Mended] = field(default_factory=list)
    others: tuple[str, ...] = ()

    def text(self, name: str) -> str | None:
        value = self.values.get(name)
        return value if isinstance(value, str) else None

    def must(self, name: str) -> str:
        """The text of a field the mapping requires; raises Rejected when the cell is empty."""
        value = self.text(name)
        if value is None:
            raise self.rejection(name, "missing_value", "valeur obligatoire absente : remplissez la cellule")
        return value

    def list(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name, ())
        return (value,) if isinstance(value, str) else value

    def stated(self, name: str) -> str | None:
        """The words of the file, even where the check refused or corrected them."""
        return self.cells.get(name)

    def number(self, name: str) -> float | None:
        """A field checked as `amount`, `rate` or `number`."""
        value = self.text(name)
        return None if value is None else float(value)

    def column(self, name: str) -> str:
        """The column of the file that holds a field."""
        return self.columns.get(name, name)

    def warn(self, name: str | None, code: str, message: str) -> None:
        """Keep the row and say what is wrong with it. `name` is a field."""
        value = None if name is None else "|".join(self.list(name)) or None
        self.problems.append(Problem(self.line, name and self.column(name), value, code, message))

    def rejection(self, name: str, code: str, message: str) -> Rejected:
        """To raise: the row cannot be kept because of a field."""
        return Rejected(code, message, column=self.column(name), value=self.stated(name))

    def facts(self, *, source: str | None = None, status: str | Status = Status.IMPORTED) -> Facts:
        """An empty set of facts with the origin of this row."""
        return Facts(_origin(source or self.source, self.run, self.vintage, Status(status)), self.line)


@lru_cache(maxsize=1_000)
def _origin(source: str, run: str, vintage: str | None, status: Status) -> Origin:
    return Origin(source=source, run=run, vintage=vintage, status=status)


class TableRules(Protocol):
    """What a mapping says of the rows of a table, for the module that reads them."""

    @property
    def key(self) -> tuple[str, ...]:
        """Fields that name a row in its source; none where the publisher gives no key."""

    @property
    def duplicates(self) -> str:
        """`keep`: equal rows are as many facts; `merge`: they repeat one."""

    @property
    def repeats_without(self) -> str | None:
        """The number without which a row repeats one of another file."""

    @property
    def sole_traders(self) -> tuple[str, ...]:
        """Kinds, in the words of the source, among which persons trade under their own name."""


class SourceBase:
    """Base of the class `Source` of a source module. `tables`: the rules of each kind of table, set before the pass."""

    tables: Mapping[str, TableRules] = MappingProxyType({})

    def facts(self, row: Row) -> Facts:
        """The facts of a row; raises Rejected or InvalidRecord when it cannot be one."""
        raise NotImplementedError

    def covered(self) -> Iterable[str]:
        """Slugs of the sources whose coverage nobody declared, beside the mapping's own; asked after the last row."""
        return ()
