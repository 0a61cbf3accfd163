"""What a file looks like before it is loaded: its tables, the source that would read them, or the mapping proposed."""

from collections.abc import Mapping as AnyMapping
from itertools import islice
from pathlib import Path

from graph.errors import InvalidInput
from graph.model.record import Json, Value
from graph.model.typography import fine
from loaders.inputs import InputFile, Inputs
from loaders.mapping import catalogue, refuse_unknown_fields
from loaders.proposal import Proposal, propose
from loaders.proposal_words import how_read, refusal, write_mapping
from loaders.reading import tables
from loaders.recognition import NOTHING, Known, recognise
from loaders.table import Table

INSPECTED_ROWS = 5


def inspect_file(name: str, *, given: AnyMapping[str, str] = NOTHING, saving: Path | None = None) -> Json:
    """`{file, sha256, tables: [{name, encoding, separator, columns, notes, source, kind, reason, proposal, rows}]}`.

    `proposal`, null where a source is known: `{module, sufficient, confidence, columns: [{field, label, column,
    confidence, why}], given: [{field, value, where}], missing: [{field, label}], unread, sentences}`. With `saving`,
    the best proposal is written there as a mapping. Raises InvalidInput when there is none.
    """
    refuse_unknown_fields(catalogue(), given)
    with Inputs([name]) as inputs:
        if len(inputs.files) != 1:
            raise InvalidInput(f"{name} : attendu un seul fichier à examiner, trouvé {len(inputs.files)}.")
        file = inputs.files[0]
        found = tables(file)
        proposals = {table.name: propose(table, file.stem, given) for table in found}
        if saving:
            _save(file, [made for made in proposals.values() if made], saving)
        shown: list[Value] = [_inspect(file, table, proposals[table.name]) for table in found]
        return {"file": file.name, "sha256": file.sha256, "tables": shown}


def _save(file: InputFile, proposals: list[Proposal], path: Path) -> None:
    if not proposals:
        raise InvalidInput(f"{file.name} : aucune colonne reconnue, rien à écrire. Attendu un tableau de subventions.")
    best = max(proposals, key=lambda made: (made.sufficient, made.confidence, len(made.columns)))
    write_mapping(best.mapping(), path)


def _inspect(file: InputFile, table: Table, proposal: Proposal | None) -> Json:
    try:
        known = next((m for m in recognise(file, Known(catalogue()))[0] if m.table.name == table.name), None)
        reason = None if known else "aucune source ne connaît ces colonnes"
    except InvalidInput as error:
        known, reason = None, error.message
    return {
        "name": table.name,
        "encoding": table.encoding,
        "separator": table.separator,
        "columns": list(table.header),
        "notes": list(table.notes),
        "source": known.mapping.source if known else None,
        "kind": known.kind if known else None,
        "reason": reason,
        "proposal": None if known or proposal is None else _proposed(proposal),
        "rows": [[cell[:80] for cell in row.cells] for row in islice(table.rows(), INSPECTED_ROWS)],
    }


def _proposed(made: Proposal) -> Json:
    columns: list[Value] = [
        {"field": c.field.name, "label": c.field.label, "column": c.header, "confidence": c.confidence, "why": c.why}
        for c in made.columns
    ]
    sentences = [*how_read(made), *([] if made.sufficient else [refusal(made)])]
    return {
        "module": made.target.module,
        "sufficient": made.sufficient,
        "confidence": round(made.confidence, 2),
        "columns": columns,
        "given": [{"field": name, "value": value, "where": where} for name, (value, where) in made.given.items()],
        "missing": [{"field": field.name, "label": field.label} for field in made.missing],
        "unread": list(made.unread),
        "sentences": [fine(sentence) for sentence in sentences],
    }
