"""Declarative mapping: what a source is, which columns it has, what each becomes. One YAML file for each source.

A mapping that does not hold together is refused when it is built; a file that does not fit it, before its first row.
"""

from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from enum import StrEnum
from fnmatch import fnmatch
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, Self, cast

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph.errors import InvalidInput, InvalidRecord
from graph.model.coverage import DataState
from graph.model.ids import COUNTRY
from loaders.checks import find_check
from loaders.editions import Life, Scope
from loaders.published import DatasetRule
from loaders.source import SourceBase
from loaders.table import Table
from loaders.yaml_files import load_yaml

FOLDER = Path(__file__).parent / "mappings"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class FieldMapping(_Strict):
    """Where a field comes from and what it must be.

    `column`: its name in the file, or several when vintages differ; the field's own name by default. `check`: a name of
    `loaders.checks`. A required field must have its column and a value in each row. A value that fails its check
    rejects the row when the field is required or `strict`, else it is left out with a warning. `default` stands where
    the column or its cell is absent, `constant` in place of any column.
    """

    column: str | tuple[str, ...] | None = None
    check: str = "text"
    required: bool = False
    strict: bool = False
    list_separator: str | None = Field(default=None, alias="list")
    constant: str | None = None
    default: str | None = None
    example: str = Field(default="", description="value of the template's row")

    @model_validator(mode="after")
    def _known_check(self) -> Self:
        find_check(self.check)
        return self

    @property
    def always_said(self) -> bool:
        return self.constant is not None or self.default is not None

    def columns(self, name: str) -> tuple[str, ...]:
        if self.column is None:
            return (name,)
        return (self.column,) if isinstance(self.column, str) else self.column


class TableMapping(_Strict):
    """One kind of file or sheet. `files`: patterns of its name, without extension; they choose among equals only.

    For a sheet: of its own name, of that of its workbook, or of both (`classeur/feuille`).
    """

    files: tuple[str, ...] = ()
    recognise: tuple[str, ...] = Field(default=(), description="columns that tell this file from others")
    key: tuple[str, ...] = Field(default=(), description="fields that name a row in its source")
    duplicates: Literal["keep", "merge"] = Field(default="keep", description="what equal rows without a key are")
    sole_traders: tuple[str, ...] = Field(default=(), description="kinds among which persons trade under their name")
    repeats_without: str | None = Field(
        default=None, description="field (a number) without which a row repeats one of another file"
    )
    set_aside: str | None = Field(default=None, description="what repeats another file: why, in French; no row is read")
    fields: dict[str, FieldMapping]

    def with_given(self, given: AnyMapping[str, str]) -> Self:
        """Values for what the file does not say: a cell of the file wins. Raises InvalidInput for one of no use."""
        known = {name: _given(name, self.fields[name], value) for name, value in given.items() if name in self.fields}
        return self.model_copy(update={"fields": self.fields | known}) if known else self

    def named(self, *names: str) -> bool:
        return any(fnmatch(name.lower(), pattern.lower()) for pattern in self.files for name in names)

    def missing(self, header: tuple[str, ...]) -> tuple[str, ...]:
        """Columns that are needed and are not there."""
        there = {key(column) for column in header}
        lacking = [column for column in self.recognise if key(column) not in there]
        for name, field in self.fields.items():
            if field.required and not field.always_said and not any(key(c) in there for c in field.columns(name)):
                lacking.append(field.columns(name)[0])
        return tuple(dict.fromkeys(lacking))

    def unexpected(self, header: tuple[str, ...]) -> tuple[str, ...]:
        """Columns that no field asks for."""
        taken = set(self.places(header).values())
        return tuple(name for rank, name in enumerate(header) if name and rank not in taken)

    def absent(self, header: tuple[str, ...]) -> tuple[str, ...]:
        """Columns of fields that the file has under none of their names, needed or not."""
        there = self.places(header)
        asked = ((name, field) for name, field in self.fields.items() if not field.always_said)
        return tuple(field.columns(name)[0] for name, field in asked if name not in there)

    def places(self, header: tuple[str, ...]) -> dict[str, int]:
        """Field → rank of its column, for those the file has."""
        at = {key(column): rank for rank, column in reversed(list(enumerate(header)))}
        found = {}
        for name, field in self.fields.items():
            if field.constant is None and (known := [at[key(c)] for c in field.columns(name) if key(c) in at]):
                found[name] = known[0]
        return found


class Covers(_Strict):
    """A declaration of coverage made by a person who knows the source."""

    territory: str = COUNTRY
    start: str | None = None
    end: str | None = None
    state: DataState = DataState.PARTIAL
    rate: float | None = Field(default=None, ge=0, le=1)
    basis: str | None = None


class Contract(StrEnum):
    """What becomes of a file that says more or other than its mapping (the words are dlt's)."""

    FREEZE = "freeze"
    """Refused before its first row when a column lacks or is not expected."""

    DISCARD_ROW = "discard_row"
    """A value that fails its check rejects its row."""

    DISCARD_VALUE = "discard_value"
    """A value that fails its check is left out, with a warning, and its row is kept."""

    EVOLVE = "evolve"
    """Columns that no field asks for are kept beside the fact, as stated; but those of persons."""


class Mapping(_Strict):
    """A source. `row` says in French what a row is, `leaves_out` what the source does not cover."""

    source: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")
    title: str
    publisher: str
    licence: str
    page: str | None = None
    vintage: str | None = None
    version: str = Field(description="part of the run's id: bump it when what rows become changes")
    life: Life = Field(default=Life.INCREMENT, description="whether a newer file takes the place of the one before")
    scope: Scope = Field(default=Scope.WHOLE, description="of what a snapshot lists all")
    row: str
    leaves_out: str
    module: str = "experiments"
    contract: Contract | None = Field(default=None, description="one rule for all; else as each field says")
    covers: tuple[Covers, ...] = ()
    fetch: tuple[DatasetRule, ...] = Field(default=(), description="where a catalogue publishes it")
    tables: dict[str, TableMapping] = Field(default_factory=dict)

    def of_vintage(self, vintage: str | None) -> Self:
        """The same for an edition that the person names: another edition is another reading."""
        if vintage is None or vintage == self.vintage:
            return self
        own = self.version.partition("@")[0]
        return self.model_copy(update={"vintage": vintage, "version": f"{own}@{vintage}"})

    def with_given(self, given: AnyMapping[str, str]) -> Self:
        """The same with values that the person gives for all rows, in the tables that have such a field."""
        tables = {kind: table.with_given(given) for kind, table in self.tables.items()}
        if tables == self.tables:
            return self
        said = ",".join(f"{name}={value}" for name, value in sorted(given.items()))
        return self.model_copy(update={"tables": tables, "version": f"{self.version}+{said}"})

    def new_source(self) -> SourceBase:
        """A fresh instance of the class `Source` of the module, for one pass."""
        source = cast(SourceBase, import_module(f"loaders.{self.module}").Source())
        source.tables = self.tables
        return source


def _given(name: str, field: FieldMapping, value: str) -> FieldMapping:
    try:
        checked = find_check(field.check)(value)
    except InvalidRecord as error:
        raise InvalidInput(f"--set {name}={value} : {error.reason}.") from error
    return field.model_copy(update={"default": str(checked)})


def key(column: str) -> str:
    """How names of columns are compared: without regard to case and spacing."""
    return " ".join(column.split()).casefold()


def read_mapping(path: Path) -> Mapping:
    """Raises InvalidInput naming the file and each field that is wrong."""
    try:
        return Mapping.model_validate(_with_models(load_yaml(path.read_text(encoding="utf-8"))))
    except ValidationError as error:
        flaws = " ; ".join(f"{'.'.join(map(str, flaw['loc']))} : {flaw['msg']}" for flaw in error.errors()[:3])
        raise InvalidInput(f"{path.name} : correspondance refusée — {flaws}. Voir loaders/mappings/.") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InvalidInput(f"{path.name} : correspondance illisible. Attendu un fichier YAML ({error}).") from error


def _with_models(document: Any) -> Any:
    """Tables that are `like` another (`scdl/conventions`) with the fields of that one, under those they give."""
    tables = document.get("tables", {}) if isinstance(document, dict) else {}
    for table in tables.values():
        if isinstance(table, dict) and (model := table.pop("like", None)):
            source, _, kind = str(model).partition("/")
            known = load_yaml((FOLDER / f"{source}.yaml").read_text(encoding="utf-8"))["tables"][kind]
            own = table.get("fields") or {}
            table["fields"] = {name: each for name, each in {**known["fields"], **own}.items() if each != "none"}
    return document


@cache
def catalogue() -> tuple[Mapping, ...]:
    """The shipped mappings, by source."""
    return tuple(read_mapping(path) for path in sorted(FOLDER.glob("*.yaml")))


def by_source(source: str) -> Mapping:
    """Raises InvalidInput listing the sources that exist."""
    for mapping in catalogue():
        if mapping.source == source:
            return mapping
    known = ", ".join(mapping.source for mapping in catalogue())
    raise InvalidInput(f"Source « {source} » inconnue. Attendu une de : {known} (option --source).")


def refuse_unknown_fields(mappings: Iterable[Mapping], given: AnyMapping[str, str]) -> None:
    """Raises InvalidInput for a field that no mapping has."""
    fields = {name for mapping in mappings for table in mapping.tables.values() for name in table.fields}
    for name in given:
        if name not in fields:
            known = ", ".join(sorted(field for field in fields if field.startswith(("giver_", "beneficiary_"))))
            raise InvalidInput(f"--set {name} : champ inconnu. Attendu un champ de la correspondance, ainsi {known}.")


def refuse_frozen(table: Table, mapping: TableMapping) -> None:
    """Raises InvalidInput where a file under the contract `freeze` has not exactly the columns of its mapping."""
    unexpected, absent = mapping.unexpected(table.header), mapping.absent(table.header)
    if unexpected or absent:
        more = f" En trop : {', '.join(unexpected)}." if unexpected else ""
        less = f" Manquantes : {', '.join(absent)}." if absent else ""
        raise InvalidInput(
            f"{table.place} : colonnes autres que celles de la correspondance, refusé (contract: freeze).{more}{less} "
            "Corrigez le fichier, ou la correspondance."
        )


def refuse_doubled(table: Table, mapping: TableMapping) -> None:
    """Raises InvalidInput when a column that is used stands twice in the header."""
    keys = [key(column) for column in table.header]
    for rank in mapping.places(table.header).values():
        if keys.count(keys[rank]) > 1:
            where = " et ".join(str(i + 1) for i, name in enumerate(keys) if name == keys[rank])
            raise InvalidInput(
                f"{table.place} : la colonne « {table.header[rank]} » paraît plusieurs fois (rangs {where}). "
                "Attendu une seule : renommez ou retirez l’autre."
            )
