"""Which mapping a table is read with: by its columns, then by its name among equals; else one that is proposed."""

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from graph.errors import InvalidInput
from graph.model.text import fold
from loaders.inputs import InputFile
from loaders.mapping import Contract, Mapping, TableMapping, key, refuse_doubled, refuse_frozen
from loaders.proposal import Proposal, propose
from loaders.proposal_words import how_read, refusal
from loaders.reading import tables
from loaders.table import Table

NOTHING: AnyMapping[str, str] = MappingProxyType({})
_UNKNOWN = "aucune source ne connaît ces colonnes"
_PROPOSED = ("grants", "actors")
_NEAR = 2
"""Columns in common from which a file is one of that mapping with something missing."""

_REPEATING = ("detail", "par", "synthese", "recapitulatif", "recap", "tcd", "total", "totaux", "bilan")
"""First words of sheets that count again what another sheet lists."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table with the mapping it will be read with; `kind` is the name of the table in the mapping.

    `notes`: how each column is read, in French, where the mapping was proposed.
    """

    file: InputFile
    table: Table
    mapping: Mapping
    kind: str
    notes: tuple[str, ...] = field(default=())

    @property
    def aside(self) -> bool:
        """Whether its rows repeat another file of the source."""
        return self.fields.set_aside is not None

    @property
    def fields(self) -> TableMapping:
        return self.mapping.tables[self.kind]


@dataclass(frozen=True, slots=True)
class Known:
    """What files may be read with: mappings, and whether one may be proposed, with what the person gives (`--set`)."""

    mappings: Sequence[Mapping]
    proposing: bool = False
    given: AnyMapping[str, str] = field(default_factory=dict)


def recognise(file: InputFile, known: Known) -> tuple[list[Recognised], list[dict[str, str]]]:
    """The tables of a file that have a mapping, and those that have none with the reason.

    Raises InvalidInput when the file cannot be read, when it was named outright and no table of it fits, or when its
    name is one a mapping expects and its columns are not.
    """
    mappings = known.mappings
    try:
        found = tables(file)
    except InvalidInput as error:
        if file.outright or _expected_name(file.stem, mappings):
            raise
        return [], [{"file": file.name, "reason": error.message}]
    made = [one for table in found if (one := _recognise(file, table, mappings))]
    unknown = [table for table in found if not any(one.table is table for one in made)]
    refused = None
    if not made and known.proposing and file.asked and not _is_described(file, found, mappings):
        made, refused = _proposed(file, found, known.given)
        unknown = [table for table in found if not any(one.table is table for one in made)]
    if not made and (file.outright or any(_expected_name(table.name, mappings) for table in found)):
        raise InvalidInput(refusal(refused) if refused else _no_mapping(unknown[0], mappings))
    for one in made:
        refuse_doubled(one.table, one.fields)
        if one.mapping.contract is Contract.FREEZE:
            refuse_frozen(one.table, one.fields)
    return made, [{"file": table.place, "reason": _UNKNOWN} for table in unknown]


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


def _proposed(
    file: InputFile, found: Sequence[Table], given: AnyMapping[str, str]
) -> tuple[list[Recognised], Proposal | None]:
    """Tables with a proposal that is sure enough, and the best of those that are not."""
    proposals = [made for table in found if (made := propose(table, file.stem, given))]
    sure = [made for made in proposals if made.sufficient]
    listing = [made for made in sure if fold(made.table.name).split()[:1] not in [[word] for word in _REPEATING]]
    taken = [
        Recognised(file, made.table, made.mapping(), made.target.kind, tuple(how_read(made)))
        for made in listing or sure
    ]
    return taken, max(proposals, key=lambda made: (made.confidence, len(made.columns)), default=None)


def together(known: Sequence[Recognised]) -> list[Recognised]:
    """Tables of one source under one mapping: proposals of several files or sheets become kinds of one."""
    kinds: dict[str, dict[str, TableMapping]] = {}
    renamed = []
    for one in known:
        tables_ = kinds.setdefault(one.mapping.source, dict(one.mapping.tables))
        kind, rank = one.kind, 1
        while tables_.setdefault(kind, one.fields) != one.fields:
            rank += 1
            kind = f"{one.kind}_{rank}"
        renamed.append((one, kind))
    mappings = {one.mapping.source: one.mapping for one in reversed(known)}
    whole = {source: made.model_copy(update={"tables": kinds[source]}) for source, made in mappings.items()}
    return [replace(one, mapping=whole[one.mapping.source], kind=kind) for one, kind in renamed]


def _is_described(file: InputFile, found: Sequence[Table], mappings: Sequence[Mapping]) -> bool:
    """Whether a shipped mapping that is no list of grants or actors expects that name and knows columns: one lacks."""
    return any(
        fields.named(file.stem, table.name) and len(fields.places(table.header)) >= _NEAR
        for table in found
        for mapping in mappings
        if mapping.module not in _PROPOSED
        for fields in mapping.tables.values()
    )


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
    near = len(mappings) == 1 or any(key(c) in there for name, f in fields.fields.items() for c in f.columns(name))
    if not near and not fields.named(table.name):
        return (
            f"{table.place} : aucune source ne connaît ces colonnes ({shown}). "
            "Attendu un fichier connu : voyez « entrelacs inspect », ou donnez --mapping."
        )
    return (
        f"{table.place} : colonnes manquantes pour la source « {mapping.source} » ({kind}) : {missing}. "
        f"Trouvé : {shown}. Ajoutez-les, ou voyez « entrelacs template {mapping.source} »."
    )
