"""Which mapping a table is read with: by its columns, then by its name among equals."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import InvalidInput
from loaders.inputs import InputFile
from loaders.mapping import Mapping, TableMapping, key, refuse_doubled
from loaders.reading import tables
from loaders.table import Table


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table with the mapping it will be read with; `kind` is the name of the table in the mapping."""

    file: InputFile
    table: Table
    mapping: Mapping
    kind: str

    @property
    def aside(self) -> bool:
        """Whether its rows repeat another file of the source."""
        return self.fields.set_aside is not None

    @property
    def fields(self) -> TableMapping:
        return self.mapping.tables[self.kind]


def recognise(file: InputFile, mappings: Sequence[Mapping]) -> tuple[list[Recognised], list[dict[str, str]]]:
    """The tables of a file that have a mapping, and those that have none with the reason.

    Raises InvalidInput when the file cannot be read, when it was named outright and no table of it fits, or when its
    name is one a mapping expects and its columns are not.
    """
    try:
        found = tables(file)
    except InvalidInput as error:
        if file.outright or _expected_name(file.stem, mappings):
            raise
        return [], [{"file": file.name, "reason": error.message}]
    known = [made for table in found if (made := _recognise(file, table, mappings))]
    unknown = [table for table in found if not any(made.table is table for made in known)]
    if not known and (file.outright or any(_expected_name(table.name, mappings) for table in found)):
        raise InvalidInput(_no_mapping(unknown[0], mappings))
    for made in known:
        refuse_doubled(made.table, made.fields)
    return known, [{"file": table.place, "reason": "aucune source ne connaît ces colonnes"} for table in unknown]


def _recognise(file: InputFile, table: Table, mappings: Sequence[Mapping]) -> Recognised | None:
    names = _names(file, table)
    fitting = [
        (named, len(fields.places(table.header)), mapping, kind)
        for mapping in mappings
        for kind, fields in mapping.tables.items()
        if ((named := fields.named(*names)) or fields.set_aside is None) and not fields.missing(table.header)
    ]
    if not fitting:
        return None
    _, _, mapping, kind = max(fitting, key=lambda fit: (fit[0], fit[1]))
    return Recognised(file, table, mapping, kind)


def _names(file: InputFile, table: Table) -> tuple[str, ...]:
    """A workbook's sheets are often all named « Feuil1 »: its own name tells more."""
    if table.name == file.stem:
        return (table.name,)
    return table.name, file.stem, f"{file.stem}/{table.name}"


def _expected_name(name: str, mappings: Sequence[Mapping]) -> bool:
    return any(fields.named(name) for mapping in mappings for fields in mapping.tables.values())


def _no_mapping(table: Table, mappings: Sequence[Mapping]) -> str:
    """Names the nearest mapping and what the file lacks for it."""
    there = {key(column) for column in table.header}
    every = [(m, kind, f) for m in mappings for kind, f in m.tables.items()]
    if not every:
        return f"{table.place} : cette source ne se charge pas d’un fichier."
    mapping, kind, fields = max(
        every, key=lambda each: (each[2].named(table.name), len(each[2].places(table.header)), -len(each[2].fields))
    )
    shown = ", ".join(table.header[:12]) or "aucune"
    missing = ", ".join(fields.missing(table.header))
    near = any(key(c) in there for name, f in fields.fields.items() for c in f.columns(name))
    if not near and not fields.named(table.name):
        return (
            f"{table.place} : aucune source ne connaît ces colonnes ({shown}). "
            "Attendu un fichier connu : voyez « entrelacs inspect », ou donnez --mapping."
        )
    return (
        f"{table.place} : colonnes manquantes pour la source « {mapping.source} » ({kind}) : {missing}. "
        f"Trouvé : {shown}. Ajoutez-les, ou voyez « entrelacs template {mapping.source} »."
    )
