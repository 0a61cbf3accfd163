"""Files named by a person → deliveries → a report: what the command line and other programs call."""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as AnyMapping
from itertools import islice
from pathlib import Path

from graph.errors import InvalidInput
from graph.model.record import Json, Value
from graph.store.base import Store
from loaders.cog import missing_references
from loaders.delivery import Delivery, FileDelivery
from loaders.editions import Life, gone, latest_vintage, withdraw
from loaders.inputs import InputFile, Inputs
from loaders.mapping import Mapping, by_source, catalogue, read_mapping
from loaders.progress import Progress, silent
from loaders.published import Published
from loaders.reading import tables
from loaders.recognition import Recognised, recognise
from loaders.report import GoneReport, LoadReport
from loaders.run import check, load
from loaders.table import Table

INSPECTED_ROWS = 5


def load_files(
    store: Store,
    names: Iterable[str],
    *,
    source: str | None = None,
    mapping: Path | None = None,
    vintage: str | None = None,
    strict: bool = False,
    withdrawing: bool = False,
    published: AnyMapping[str, Published] | None = None,
    progress: Progress = silent,
) -> LoadReport:
    """Check the files, bring the territories where they lack, write the files. Loading again changes nothing.

    `names`: files, folders, archives or http(s) addresses; `vintage`: the edition, where the mapping's is another;
    `published`: what a catalogue says of the files, by name, kept with their runs.
    What a newer edition of a register no longer says is reported, and marked when `withdrawing`. Raises InvalidInput
    (Refused under `strict`) before anything of the files is written.
    """
    with Inputs(names) as inputs:
        mappings = [each.of_vintage(vintage) for each in _mappings(source, mapping)]
        deliveries, ignored = _deliveries(inputs, mappings, published)
        report = load(
            store,
            deliveries,
            before=lambda: load_references(store, progress=progress),
            strict=strict,
            progress=progress,
        )
    report.ignored += ignored
    report.gone += [
        found
        for delivery in deliveries
        if delivery.mapping.life is Life.SNAPSHOT and (found := _gone(store, delivery.mapping, withdrawing))
    ]
    return report


def _gone(store: Store, mapping: Mapping, withdrawing: bool) -> GoneReport | None:
    """What the latest edition of a register no longer says, where there are two."""
    if len({run.vintage for run in store.runs() if run.source == mapping.source}) < 2:
        return None
    found = GoneReport.of(
        mapping.source, latest_vintage(store, mapping.source), gone(store, mapping.source, mapping.scope)
    )
    if withdrawing:
        found.withdrawn = withdraw(store, mapping.source, mapping.scope)
    return found if found.total else None


def check_files(
    names: Iterable[str], *, source: str | None = None, mapping: Path | None = None, progress: Progress = silent
) -> LoadReport:
    """The same report; nothing is written and no store is opened."""
    with Inputs(names) as inputs:
        deliveries, ignored = _deliveries(inputs, _mappings(source, mapping))
        report = check(deliveries, progress=progress)
    report.ignored += ignored
    return report


def load_references(store: Store, *, progress: Progress = silent) -> LoadReport:
    """Territories and themes, unless the store has them already."""
    return load(store, missing_references(store), progress=progress)


def inspect_file(name: str) -> Json:
    """`{file, sha256, tables: [{name, encoding, separator, columns, notes, source, kind, missing, rows}]}`."""
    with Inputs([name]) as inputs:
        if len(inputs.files) != 1:
            raise InvalidInput(f"{name} : attendu un seul fichier à examiner, trouvé {len(inputs.files)}.")
        file = inputs.files[0]
        shown: list[Value] = [_inspect(file, table) for table in tables(file)]
        return {"file": file.name, "sha256": file.sha256, "tables": shown}


def _inspect(file: InputFile, table: Table) -> Json:
    try:
        known = next((m for m in recognise(file, catalogue())[0] if m.table.name == table.name), None)
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
        "rows": [[cell[:80] for cell in row.cells] for row in islice(table.rows(), INSPECTED_ROWS)],
    }


def _mappings(source: str | None, mapping: Path | None) -> Sequence[Mapping]:
    if mapping is not None:
        return [read_mapping(mapping)]
    return [by_source(source)] if source else catalogue()


def _deliveries(
    inputs: Inputs, mappings: Sequence[Mapping], published: AnyMapping[str, Published] | None = None
) -> tuple[list[Delivery], list[dict[str, str]]]:
    """One delivery for each source met, in the order of the mappings."""
    known: list[Recognised] = []
    ignored = list(inputs.ignored)
    seen: dict[str, str] = {}
    for file in inputs.files:
        if (twin := seen.setdefault(file.sha256, file.name)) is not file.name:
            ignored.append({"file": file.name, "reason": f"même contenu que {twin}"})
            continue
        made, unknown = recognise(file, mappings)
        known += made
        ignored += unknown
    if not known:
        listed = ", ".join(each["file"] for each in ignored[:5]) or "rien"
        raise InvalidInput(
            f"Aucun fichier à charger : aucune source ne reconnaît {listed}. "
            "Voyez « entrelacs inspect FICHIER », ou donnez une correspondance par --mapping."
        )
    grouped = {m.source: [made for made in known if made.mapping.source == m.source] for m in mappings}
    return [FileDelivery(m, grouped[m.source], published) for m in mappings if grouped[m.source]], ignored
