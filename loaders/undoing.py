"""Taking loads back: what only they said leaves the graph, what others said too stays, the rest is worked out again.

A record is its claims, so undoing is leaving claims out: the graph becomes what it would be had the load never been
made. Ids that nothing names any more answer that they are gone, and by which load.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from graph.errors import InvalidInput
from graph.model.record import NodeRecord, RelationRecord
from graph.model.typography import count
from graph.store.base import Changes, Run, Shelf, Store
from loaders.editions import restore

SHOWN = 3
"""Loads named in a refusal."""


@dataclass
class Undone:
    """What leaves with the runs, and the ids that nobody names any more."""

    nodes: dict[str, NodeRecord] = field(default_factory=dict)
    relations: dict[tuple[str, ...], RelationRecord] = field(default_factory=dict)
    unnamed: dict[str, str] = field(default_factory=dict)
    """Id as stated → the run that named it last."""


def undo(store: Store, runs: Sequence[str]) -> Changes:
    """Take back the runs of these ids, or of ids that begin so, in one transaction.

    Raises InvalidInput for a run that is not in the log, and when another load speaks of what only these name.
    """
    chosen = [find_run(store, asked) for asked in dict.fromkeys(runs)]
    undone = _without(store, {run.id for run in chosen})
    _refuse_dependents(store, undone, {run.id for run in chosen})
    with store.batch():
        changes = store.rewrite(list(undone.nodes.values()), list(undone.relations.values()))
        store.put(Shelf.GONE, undone.unnamed)
        for run in chosen:
            store.drop_holding(Shelf.RESERVE, naming(run.id))
            store.forget_run(run.id)
    for run in chosen:
        if run.vintage:
            restore(store, run.source, run.vintage)
    return changes


def naming(run: str) -> str:
    """The text by which a claim of a run is found."""
    return f'"run":"{run}"'


def find_run(store: Store, asked: str) -> Run:
    """The run of that id, or the only one that begins so."""
    known = store.runs()
    found = [run for run in known if run.id == asked] or [run for run in known if asked and run.id.startswith(asked)]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"{run.id} ({run.source}, {run.file})" for run in (found or known)[:SHOWN])
    raise InvalidInput(
        f"Chargement « {asked[:40]} » {'ambigu' if found else 'inconnu'} : attendu l’identifiant d’un chargement de "
        f"« entrelacs stats »{f', par exemple {listed}' if listed else ''}."
    )


def _without(store: Store, runs: set[str]) -> Undone:
    undone = Undone()
    stated: defaultdict[str, set[str]] = defaultdict(set)
    for run in sorted(runs):
        for record in store.records_naming(naming(run)):
            left = tuple(claim for claim in record.claims if claim.run not in runs)
            if isinstance(record, RelationRecord):
                undone.relations[record.key] = replace(record, claims=left)
                continue
            undone.nodes[record.id] = replace(record, claims=left)
            for claim in record.claims:
                stated[claim.stated(record.id)].add(claim.run)
    undone.unnamed = {name: max(by) for name, by in stated.items() if by <= runs}
    return undone


def _refuse_dependents(store: Store, undone: Undone, runs: set[str]) -> None:
    leaving = [node.id for node in undone.nodes.values() if not node.claims]
    _, touching = store.records_of(leaving)
    staying = [undone.relations.get(tie.key, tie) for tie in touching]
    others = {claim.run for tie in staying for claim in tie.claims} - runs
    if others:
        raise InvalidInput(
            f"Annulation refusée : {count(len(others), 'autre chargement parle', 'autres chargements parlent')} de "
            f"fiches que seul celui-ci nomme ({_listed(store, others)}). Annulez-les ensemble : "
            f"« entrelacs undo {' '.join(sorted(runs | others))} »."
        )


def _listed(store: Store, runs: Iterable[str]) -> str:
    known = {run.id: run for run in store.runs()}
    named = [f"{known[run].file}, {known[run].source}" if run in known else run for run in sorted(runs)]
    return " ; ".join(named[:SHOWN]) + ("…" if len(named) > SHOWN else "")
