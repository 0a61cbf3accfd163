"""Counts of what is stored, kept up to date by each merge; and the document of `View.stats` made from them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import TypeAlias

from graph.model.origin import Status
from graph.model.record import Json, NodeRecord, RelationRecord
from graph.store.base import FORMAT_VERSION, Run
from graph.store.written import WrittenNodes, WrittenRelations

Tallied: TypeAlias = tuple[str, str, str]
"""(subject, first, second): `("nodes", kind, "")`, `("statuses", kind, status)`, `("source.nodes", source, "")`…"""


Sayings: TypeAlias = frozenset[tuple[str, Status]]
"""Who says a record, under which status."""


class Tally:
    """What a merge adds to the counts: records that count alike are counted together, and there are few kinds."""

    def __init__(self) -> None:
        self._nodes: Counter[tuple[str, Sayings]] = Counter()
        self._relations: Counter[tuple[str, Sayings]] = Counter()

    def add(self, record: NodeRecord | RelationRecord, times: int = 1) -> None:
        said = frozenset([(claim.source, claim.status) for claim in record.claims])
        if isinstance(record, RelationRecord):
            self._relations[record.type, said] += times
        else:
            self._nodes[record.kind, said] += times

    def add_written(self, said: WrittenNodes | WrittenRelations) -> None:
        sayings = frozenset([(said.origin.source, said.origin.status)])
        if isinstance(said, WrittenRelations):
            self._relations[said.type, sayings] += len(said)
        else:
            self._nodes[said.kind, sayings] += len(said)

    def differences(self) -> Counter[Tallied]:
        found: Counter[Tallied] = Counter()
        for counts, counted in ((self._nodes, _of_nodes), (self._relations, _of_relations)):
            for (kind, said), number in counts.items():
                for name in counted(kind, said):
                    found[name] += number
        return found


def _of_nodes(kind: str, said: Sayings) -> set[Tallied]:
    """What `stats` counts of a node, each once."""
    return {
        ("nodes", kind, ""),
        *(("statuses", kind, status.value) for _, status in said),
        *(("source.nodes", source, "") for source, _ in said),
        *(("source.synthetic", source, "") for source, status in said if status is Status.SYNTHETIC),
    }


def _of_relations(kind: str, said: Sayings) -> set[Tallied]:
    return {("relations", kind, ""), *(("source.relations", source, "") for source, _ in said)}


def run_order(run: Run) -> tuple[str, str, str]:
    return (run.source, run.file, run.id)


def stats_document(
    revision: str, tally: Iterable[tuple[str, str, str, int]], states: Iterable[str], runs: Iterable[Run]
) -> Json:
    """The document of `View.stats`; `states` are those of all coverage rows."""
    by_subject: dict[str, list[tuple[str, str, int]]] = {}
    for subject, first, second, number in sorted(tally):
        by_subject.setdefault(subject, []).append((first, second, number))
    return {
        "revision": revision,
        "format": FORMAT_VERSION,
        "nodes": {kind: number for kind, _, number in by_subject.get("nodes", [])},
        "relations": {kind: number for kind, _, number in by_subject.get("relations", [])},
        "sources": _sources(by_subject),
        "statuses": _statuses(by_subject.get("statuses", [])),
        "coverage": dict(sorted(Counter(states).items())),
        "runs": [_without_moment(run) for run in sorted(runs, key=run_order)],
    }


def _sources(tally: dict[str, list[tuple[str, str, int]]]) -> Json:
    nodes = {source: number for source, _, number in tally.get("source.nodes", [])}
    relations = {source: number for source, _, number in tally.get("source.relations", [])}
    invented = {source: number for source, _, number in tally.get("source.synthetic", [])}
    return {
        source: {
            "nodes": nodes.get(source, 0),
            "relations": relations.get(source, 0),
            "synthetic": max(0, invented.get(source, 0)),  # a store filled before it was counted may go below
        }
        for source in sorted({*nodes, *relations})
    }


def _statuses(tally: list[tuple[str, str, int]]) -> Json:
    kinds = sorted({kind for kind, _, _ in tally})
    return {kind: {status: number for own, status, number in tally if own == kind} for kind in kinds}


def _without_moment(run: Run) -> Json:
    document = asdict(run)
    del document["loaded_at"]
    return document
