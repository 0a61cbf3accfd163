"""What a header may mean: the fields of the tables that a file nobody described may be, scored by name alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.header_words import TARGETS, words
from loaders.mapping import catalogue, key
from loaders.words import FOLDER
from loaders.yaml_files import load_yaml

NAMED, HINTED, EXTRA = 1.0, 0.62, 0.09
"""Score of a header that says a field, of one that may say it, and what each word beyond takes away."""

RECOGNISED = 0.8
"""From which a cell is taken for the name of a column; the words of a value are further from it."""


@dataclass(frozen=True, slots=True)
class TargetField:
    """One field of a target; `values` are kinds of `loaders.profiles`, the first being what it should hold."""

    name: str
    label: str
    check: str
    values: tuple[str, ...]
    named: tuple[frozenset[str], ...]
    hinted: tuple[frozenset[str], ...]
    never: frozenset[str]
    required: bool = False
    needs_values: bool = False

    def score(self, header: str) -> float:
        """0 to 1: how surely the name says this field."""
        said = words(header)
        return max(self._best(said, self.named, NAMED), self._best(said, self.hinted, HINTED))

    def _best(self, said: frozenset[str], lines: Sequence[frozenset[str]], top: float) -> float:
        fitting = [line for line in lines if line <= said and not (self.never & said) - line]
        return max((max(top - EXTRA * len(said - line), 0.4 * top) for line in fitting), default=0.0)


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of table that a mapping may be proposed to. `needs`: of each group one field must be known.

    `anchors`: fields of which one at least tells the table from any other list of names.
    """

    module: str
    kind: str
    title: str
    row: str
    needs: tuple[tuple[str, ...], ...]
    anchors: tuple[str, ...]
    fields: Mapping[str, TargetField]


@cache
def targets() -> tuple[Target, ...]:
    return tuple(_read(name) for name in TARGETS)


@cache
def is_a_header(cell: str) -> bool:
    """Whether a cell reads as the name of a column rather than as a value."""
    return key(cell) in _described() or any(
        field.score(cell) >= RECOGNISED for target in targets() for field in target.fields.values()
    )


@cache
def _described() -> frozenset[str]:
    """Names of columns of the shipped mappings."""
    return frozenset(
        key(column)
        for mapping in catalogue()
        for table in mapping.tables.values()
        for name, field in table.fields.items()
        for column in field.columns(name)
    )


def _read(name: str) -> Target:
    said = load_yaml((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    fields = {key: _field(key, value) for key, value in said["fields"].items()}
    needs = tuple(tuple(group) for group in said["needs"])
    return Target(said["module"], said["kind"], said["title"], said["row"], needs, tuple(said["anchors"]), fields)


def _field(name: str, said: Mapping[str, list[str]]) -> TargetField:
    def lines(key: str) -> tuple[frozenset[str], ...]:
        return tuple(words(line) for line in said[key])

    return TargetField(
        name,
        str(said["label"]),
        str(said["check"]),
        tuple(said["values"]),
        lines("named"),
        lines("hinted"),
        frozenset(said["never"]),
        bool(said.get("required")),
        bool(said.get("needs_values")),
    )
