"""A mapping proposed for a table that nobody described: from the names of its columns and from what their values are.

Each column gets the field it fits best, with a confidence. What the table lacks may stand in its titles, in the name of
its file, or be given by the person (`--set giver_name=…`). The proposal is used when what it needs is sure enough, and
shown otherwise: it never guesses silently.
"""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from itertools import islice

from graph.model.ids import COUNTRY
from graph.model.text import slug
from loaders.header_fields import Target, TargetField, targets
from loaders.header_words import words
from loaders.mapping import Covers, FieldMapping, Mapping, TableMapping, key
from loaders.persons import is_column_of_persons
from loaders.profiles import profile
from loaders.surroundings import surroundings
from loaders.table import Table

SURE = 0.6
"""Confidence from which a field that is needed is taken without asking."""

_FROM = 0.4
"""Below, a column is left out."""

_BY_VALUES = {"organisation_number": 0.55, "rna": 0.65}
"""Kinds of value that tell a field by themselves, whatever the name of the column."""

_ROWS = 300


@dataclass(frozen=True, slots=True)
class ProposedColumn:
    """`confidence` 0 to 1; `why`, in French, is what it rests on."""

    field: TargetField
    header: str
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a table is taken for. `given`: fields without a column → (value, where it comes from, in French)."""

    table: Table
    stem: str
    target: Target
    columns: tuple[ProposedColumn, ...]
    given: AnyMapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def known(self) -> AnyMapping[str, float]:
        """Field → confidence."""
        return {column.field.name: column.confidence for column in self.columns} | dict.fromkeys(self.given, 1.0)

    @property
    def missing(self) -> tuple[TargetField, ...]:
        """Fields that are needed and that nothing says surely enough: the first of each group."""
        known, needed = self.known, self.target.needs
        return tuple(
            self.target.fields[group[0]] for group in needed if max(known.get(name, 0) for name in group) < SURE
        )

    @property
    def anchored(self) -> bool:
        return any(self.known.get(name, 0) >= SURE for name in self.target.anchors)

    @property
    def sufficient(self) -> bool:
        return not self.missing and self.anchored

    @property
    def confidence(self) -> float:
        """That of the least sure of what is needed."""
        known = self.known
        needed = [max(known.get(name, 0.0) for name in group) for group in self.target.needs]
        return min([*needed, max((known.get(name, 0.0) for name in self.target.anchors), default=0.0)])

    @property
    def unread(self) -> tuple[str, ...]:
        taken = {column.header for column in self.columns}
        return tuple(name for name in self.table.header if name and name not in taken)

    def mapping(self) -> Mapping:
        """The same as a mapping, which `--write-mapping` saves."""
        giver = self.given.get("giver_name", ("", ""))[0]
        name = giver or self.stem
        fields = {column.field.name: _field(column) for column in self.columns}
        fields |= {name: FieldMapping(constant=value) for name, (value, _) in self.given.items()}
        return Mapping(
            source=f"{'subventions' if giver else 'fichier'}-{slug(name)}"[:80],
            title=f"{self.target.title[:1].upper()}{self.target.title[1:]} : {name}",
            publisher=giver or "celui que nomme le fichier",
            licence="à préciser",
            version="1",
            module=self.target.module,
            row=self.target.row,
            leaves_out="Ce que le publicateur n’a pas mis dans ce fichier ; les personnes.",
            covers=(Covers(territory=COUNTRY, basis="fichier sans description : couverture inconnue"),),
            tables={self.target.kind: TableMapping(recognise=self._telling(), fields=fields)},
        )

    def _telling(self) -> tuple[str, ...]:
        return tuple(column.header for column in self.columns if column.confidence >= SURE)


def propose(table: Table, stem: str, given: AnyMapping[str, str]) -> Proposal | None:
    """The target that fits best, None where no column of the table says anything known."""
    sample = [row.cells for row in islice((row for row in table.rows() if row.cells), _ROWS)]
    profiles = [profile(row[rank] for row in sample if rank < len(row)) for rank in range(len(table.header))]
    made = {target.module: _proposal(table, stem, target, profiles, given) for target in targets()}
    best = made["grants"] if _is_of_grants(made["grants"]) else made["actors"]
    return best if best.columns else None


def _is_of_grants(made: Proposal) -> bool:
    """A table with an amount, or that says who receives."""
    known = {column.field.name: column for column in made.columns if column.confidence >= SURE}
    who = known.get("beneficiary_name")
    return "amount" in known or (who is not None and "beneficiaire" in words(who.header))


def _proposal(
    table: Table, stem: str, target: Target, profiles: list[AnyMapping[str, float]], given: AnyMapping[str, str]
) -> Proposal:
    scored = sorted(
        (
            (score, -rank, name)
            for rank, header in enumerate(table.header)
            if header and not is_column_of_persons(header)
            for name, each in target.fields.items()
            if (score := _score(each, header, profiles[rank])) >= _FROM
        ),
        reverse=True,
    )
    columns: dict[str, ProposedColumn] = {}
    taken: set[str] = set()
    for score, rank, name in scored:
        header = table.header[-rank]
        if name not in columns and key(header) not in taken and name not in given:
            columns[name] = _column(target.fields[name], header, score, profiles[-rank])
            taken.add(key(header))
    said = {name: (value, "donné par --set") for name, value in given.items() if name in target.fields}
    if target.module == "grants":
        said = {n: v for n, v in surroundings(table, stem, columns, given).items() if n not in columns} | said
    return Proposal(table, stem, target, tuple(columns[n] for n in target.fields if n in columns), said)


def _score(field: TargetField, header: str, values: AnyMapping[str, float]) -> float:
    """The name says what a column is meant for, the values whether it holds that."""
    named, fit = field.score(header), max((values.get(kind, 0.0) for kind in field.values), default=0.0)
    alone = max((_BY_VALUES.get(kind, 0.0) * values.get(kind, 0.0) for kind in field.values), default=0.0)
    if not values:
        return named * 0.5
    if field.needs_values:
        return max(named * (0.4 + 0.6 * fit) if fit >= 0.3 else 0.0, alone if field.name != "giver_id" else 0.0)
    return named * (0.7 + 0.3 * fit) if fit >= 0.2 else named * 0.3


def _column(field: TargetField, header: str, score: float, values: AnyMapping[str, float]) -> ProposedColumn:
    fit = max((values.get(kind, 0.0) for kind in field.values), default=0.0)
    by = "nom de la colonne" if field.score(header) >= _FROM else "valeurs"
    seen = f"{round(100 * fit)} % des valeurs de cette forme" if values else "colonne vide"
    return ProposedColumn(field, header, round(score, 2), f"{by}, {seen}")


def _field(column: ProposedColumn) -> FieldMapping:
    return FieldMapping(column=column.header, check=column.field.check, required=column.field.required)
