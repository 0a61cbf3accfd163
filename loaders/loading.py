"""Files named by a person → deliveries → a report: what the command line and other programs call."""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import replace
from pathlib import Path

from graph.errors import InvalidInput
from graph.store.base import Store
from loaders.cog import missing_references
from loaders.delivery import Delivery, FileDelivery
from loaders.editions import Life, gone, latest_vintage, withdraw
from loaders.inputs import Inputs
from loaders.mapping import Mapping, by_source, catalogue, read_mapping, refuse_unknown_fields
from loaders.progress import Progress, silent
from loaders.published import Published
from loaders.recognition import NOTHING, Known, Recognised, recognise, together
from loaders.report import GoneReport, LoadReport
from loaders.run import check, load


def load_files(
    store: Store,
    names: Iterable[str],
    *,
    source: str | None = None,
    mapping: Path | None = None,
    vintage: str | None = None,
    strict: bool = False,
    withdrawing: bool = False,
    given: AnyMapping[str, str] = NOTHING,
    published: AnyMapping[str, Published] | None = None,
    progress: Progress = silent,
) -> LoadReport:
    """Bring the territories where they lack, read the files and write what they say. Loading again changes nothing.

    `names`: files, folders, archives or http(s) addresses; `vintage`: the edition, where the mapping's is another;
    `given`: fields for all rows, where the file does not say them (`giver_name`).
    `published`: what a catalogue says of the files, by name, kept with their runs.
    What a newer edition of a register no longer says is reported, and marked when `withdrawing`. Raises InvalidInput
    (Refused under `strict`); nothing of the files is then in the graph.
    """
    with Inputs(names) as inputs:
        known = _known(source, mapping, given)
        known = replace(known, mappings=[each.of_vintage(vintage) for each in known.mappings])
        deliveries, ignored = _deliveries(inputs, known, published)
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
    names: Iterable[str],
    *,
    source: str | None = None,
    mapping: Path | None = None,
    given: AnyMapping[str, str] = NOTHING,
    progress: Progress = silent,
) -> LoadReport:
    """The same report; nothing is written and no store is opened."""
    with Inputs(names) as inputs:
        deliveries, ignored = _deliveries(inputs, _known(source, mapping, given))
        report = check(deliveries, progress=progress)
    report.ignored += ignored
    return report


def load_references(store: Store, *, progress: Progress = silent) -> LoadReport:
    """Territories and themes, unless the store has them already."""
    return load(store, missing_references(store), progress=progress)


def _known(source: str | None, mapping: Path | None, given: AnyMapping[str, str]) -> Known:
    """A mapping is proposed only where the person named none. Raises InvalidInput for a field that does not exist."""
    if mapping is not None:
        mappings: Sequence[Mapping] = [read_mapping(mapping)]
    else:
        mappings = [by_source(source)] if source else catalogue()
    refuse_unknown_fields(mappings, given)
    return Known([each.with_given(given) for each in mappings], mapping is None and source is None, given)


def _deliveries(
    inputs: Inputs, may: Known, published: AnyMapping[str, Published] | None = None
) -> tuple[list[Delivery], list[dict[str, str]]]:
    """One delivery for each source met, in the order of the mappings, then those that were proposed."""
    known: list[Recognised] = []
    ignored = list(inputs.ignored)
    seen: dict[str, str] = {}
    for file in inputs.files:
        if (twin := seen.setdefault(file.sha256, file.name)) is not file.name:
            ignored.append({"file": file.name, "reason": f"même contenu que {twin}"})
            continue
        made, unknown = recognise(file, may)
        known += made
        ignored += unknown
    if not known:
        listed = ", ".join(each["file"] for each in ignored[:5]) or "rien"
        raise InvalidInput(
            f"Aucun fichier à charger : aucune source ne reconnaît {listed}. "
            "Voyez « entrelacs inspect FICHIER », ou donnez une correspondance par --mapping."
        )
    order = {mapping.source: rank for rank, mapping in enumerate(may.mappings)}
    grouped: dict[str, list[Recognised]] = {}
    for one in together(known):
        grouped.setdefault(one.mapping.source, []).append(one)
    sources = sorted(grouped, key=lambda source: order.get(source, len(order)))
    return [FileDelivery(grouped[source][0].mapping, grouped[source], published) for source in sources], ignored
