"""Editions of one source: what a newer one no longer says, and what differs between two.

Only a *snapshot* can make something leave: a register that lists all that stands. A file of one year of grants says
nothing of the other years. What has gone is told, and marked where the person asks for it: seen until that vintage,
never given an invented end, never removed. A file that lists all that stands in some départements alone (its *scope*)
says nothing of the others.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.model.levels import Level
from graph.model.record import Claim, Json, NodeRecord, RelationRecord, canonical_json
from graph.model.relations import RelationType
from graph.store.base import Store
from graph.territories import reference
from graph.territories.hierarchy import containing

Record = NodeRecord | RelationRecord
CHUNK = 5_000


class Life(StrEnum):
    """What a file is to the one before it of the same source."""

    SNAPSHOT = "snapshot"
    """All that stands at its vintage: what it no longer says has gone."""
    INCREMENT = "increment"
    """What happened in a period: it takes nothing back."""


class Scope(StrEnum):
    """Of what a snapshot lists all."""

    WHOLE = "whole"
    DEPARTEMENT = "departement"
    """The départements found in it: the files of a source published one by one."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that the latest edition of a source no longer says; `seen` is the vintage of the last that did."""

    record: Record
    seen: str | None

    @property
    def name(self) -> str:
        """The id of a node, the ends of a relation."""
        record = self.record
        return record.id if isinstance(record, NodeRecord) else f"{record.source} → {record.target}"


def latest_vintage(store: Store, source: str) -> str | None:
    return max((run.vintage for run in store.runs() if run.source == source and run.vintage), default=None)


def gone(store: Store, source: str, scope: Scope = Scope.WHOLE) -> Iterator[Gone]:
    """What earlier editions of the source said and its latest does not; what is already marked is passed over.

    The latest is that of the latest vintage, whatever the order of loading.
    """
    last = latest_vintage(store, source)
    if last is None:
        return
    spoken_of = _spoken_of(store, source, last) if scope is Scope.DEPARTEMENT else None
    for record in store.records_naming(_naming(source)):
        own = [claim for claim in record.claims if claim.source == source]
        node = record.id if isinstance(record, NodeRecord) else record.source
        if spoken_of is not None and not spoken_of.get(node, True):
            continue
        if own and all((claim.vintage or "") < last for claim in own) and not all(claim.withdrawn for claim in own):
            yield Gone(record, max((claim.vintage for claim in own if claim.vintage), default=None))


def _spoken_of(store: Store, source: str, last: str) -> Mapping[str, bool]:
    """For each node that the source places: whether it lies in a département of the latest edition."""
    places: defaultdict[str, set[str]] = defaultdict(set)
    covered: set[str] = set()
    for record in store.records_naming(_naming(source)):
        if isinstance(record, RelationRecord) and record.type in (RelationType.SITUATED_IN, RelationType.ACTS_IN):
            if not reference.exists(record.target):
                continue
            held = set(containing(record.target, Level.DEPARTEMENT))
            places[record.source] |= held
            if any(claim.source == source and claim.vintage == last for claim in record.claims):
                covered |= held
    return {node: bool(held & covered) for node, held in places.items()}


def _naming(source: str) -> str:
    return f'"source":"{source}"'


def withdraw(store: Store, source: str, scope: Scope = Scope.WHOLE) -> int:
    """Mark what has gone with the vintage in which it no longer stands; how many records were marked."""
    last = latest_vintage(store, source)
    marked = [_marked(each.record, source, last) for each in gone(store, source, scope)]
    for start in range(0, len(marked), CHUNK):
        _rewrite(store, marked[start : start + CHUNK])
    return len(marked)


def restore(store: Store, source: str, vintage: str) -> int:
    """Take the marks of an edition off again, once no load of that vintage is left."""
    if any(run.source == source and run.vintage == vintage for run in store.runs()):
        return 0
    found = [
        replace(record, claims=tuple(_unmarked(claim, source, vintage) for claim in record.claims))
        for record in store.records_naming(f'"withdrawn":"{vintage}"')
    ]
    _rewrite(store, found)
    return len(found)


def _marked(record: Record, source: str, vintage: str | None) -> Record:
    return replace(
        record,
        claims=tuple(
            replace(claim, withdrawn=vintage) if claim.source == source else claim for claim in record.claims
        ),
    )  # fmt: skip


def _unmarked(claim: Claim, source: str, vintage: str) -> Claim:
    return replace(claim, withdrawn=None) if (claim.source, claim.withdrawn) == (source, vintage) else claim


def _rewrite(store: Store, records: list[Record]) -> None:
    with store.batch():
        store.rewrite(
            [record for record in records if isinstance(record, NodeRecord)],
            [record for record in records if isinstance(record, RelationRecord)],
        )


def diff(store: Store, first: str, second: str) -> Json:
    """`{first, second, only_first, only_second, changed, same}`: records of two runs, compared by what each says.

    Rows are `{id, label}`; a changed one has `before` and `after`: the properties that differ, its label among them.
    """
    one, other = _said(store, first), _said(store, second)
    changed = [
        {"id": key, "label": other[key][0], **_differences(one[key], other[key])}
        for key in sorted(one.keys() & other.keys())
        if one[key] != other[key]
    ]
    return {
        "first": first,
        "second": second,
        "only_first": [{"id": key, "label": one[key][0]} for key in sorted(one.keys() - other.keys())],
        "only_second": [{"id": key, "label": other[key][0]} for key in sorted(other.keys() - one.keys())],
        "changed": changed,  # type: ignore[dict-item]
        "same": len(one.keys() & other.keys()) - len(changed),
    }


def _said(store: Store, run: str) -> dict[str, tuple[str, Json]]:
    """Name of each record of a run → its label and properties as the run says them."""
    said: dict[str, tuple[str, Json]] = {}
    for record in store.records_naming(f'"run":"{run}"'):
        own = tuple(claim for claim in record.claims if claim.run == run)
        shown = replace(record, claims=own)
        label = shown.label if isinstance(shown, NodeRecord) else shown.role
        said[shown.id if isinstance(shown, NodeRecord) else canonical_json(list(shown.key))] = (label, shown.properties)
    return said


def _differences(one: tuple[str, Json], other: tuple[str, Json]) -> Json:
    before, after = ({"label": label, **properties} for label, properties in (one, other))
    names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    return {
        "before": {name: before.get(name) for name in names},
        "after": {name: after.get(name) for name in names},
    }
