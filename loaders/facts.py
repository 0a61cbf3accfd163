"""What a row becomes: facts that carry its origin, or a reason why not."""

from dataclasses import dataclass, field

from graph.errors import EntrelacsError
from graph.model.coverage import Coverage
from graph.model.entities import EVENT_KINDS, Entity
from graph.model.origin import Origin
from graph.model.relations import Relation


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a row. `code` is for programs; `message`, in French, says what was expected, what to do."""

    line: int
    column: str | None
    value: str | None
    code: str
    message: str


class Rejected(EntrelacsError):
    """A row that cannot become facts. Raised by `Source.facts`; it ends in the report, never on the screen."""

    code = "rejected"

    def __init__(self, code: str, message: str, *, column: str | None = None, value: str | None = None) -> None:
        super().__init__(message)
        self.reason, self.column, self.value = code, column, value


class SetAside(EntrelacsError):
    """A row that states no fact of its own, or one that must not be kept. `kind` is one of `loaders.asides`."""

    code = "set_aside"

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(slots=True)
class Facts:
    """The facts of one row, said by `origin` on `line`, each with the words of the source where it has any of its own.

    Records are made only when they are written (`loaders.gathering`).
    """

    origin: Origin
    line: int | None = None
    worded: list[tuple[Entity | Relation, str | None]] = field(default_factory=list)
    coverage: list[Coverage] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    """`id` of the facts that the source keeps and says on many rows as one object."""
    reserved: bool = False
    """Of a register: kept beside the graph until another source names one of its actors."""

    def add(self, *facts: Entity | Relation, stated_as: str | None = None) -> None:
        self.worded += [(fact, stated_as) for fact in facts]

    def add_kept(self, *facts: Entity | Relation, stated_as: str | None = None) -> None:
        """Facts that other rows say too, as the same objects: they are written once for many rows."""
        self.add(*facts, stated_as=stated_as)
        self.kept += map(id, facts)

    def say_beside(self, others: tuple[str, ...]) -> None:
        """Keep what no field asked for on what the row is about: its alliance or experiment, else its first entity."""
        entities = [rank for rank, (fact, _) in enumerate(self.worded) if isinstance(fact, Entity)]
        about = next((r for r in entities if self.worded[r][0].node_kind in EVENT_KINDS), entities[0])  # type: ignore[union-attr]
        fact, words = self.worded[about]
        self.worded[about] = fact.model_copy(update={"others": others}), words

    @property
    def said(self) -> list[Entity | Relation]:
        return [fact for fact, _ in self.worded]


IN_COLUMNS = Facts(Origin(source="-", run="-"))
"""Of a row that is kept and whose facts are among those of other rows (`loaders.in_columns`)."""


@dataclass(frozen=True, slots=True)
class Mended:
    """Values of a column that were only written otherwise; `value` is the first of them."""

    column: str
    code: str
    message: str
    value: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a row ends: kept, kept with warnings (`problems` beside facts), or rejected (`facts` is None).

    With `aside`, it is none of these: it states no fact (a total, a blank line) or repeats one, and is counted apart.
    """

    line: int
    facts: Facts | None
    problems: tuple[Problem, ...] = ()
    aside: str | None = None
    mended: tuple[Mended, ...] = ()
