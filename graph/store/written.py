"""Facts in columns as a store keeps them: what their records would be kept as, without the records.

A text of a record is mostly the same from one to the next: what differs is set in a frame. Ids need no escaping
(`graph.model.ids`). What has to be kept whole (`graph.store.kept`) is seldom, and is made from its record.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph.model.alike import Alike, NodesAlike, RelationsAlike, Said, at
from graph.model.origin import Origin
from graph.model.record import NodeRecord, RelationRecord
from graph.store.digests import sum_of_digests
from graph.store.framing import objects, parts, texts
from graph.store.kept import basis_shown, how_worded, kept_of_node, kept_of_relation, lines_kept
from graph.store.kept_rows import KeptRows
from graph.store.search import NUMBERS, are_plain, codes_of, folded_alone, untold_codes
from graph.store.views import years_stated

Facets: TypeAlias = tuple[str | None, int | None, int | None]
"""(profile, first year, last year)."""


@dataclass(frozen=True, slots=True)
class WrittenNodes:
    """`codes`: those that its id does not tell (`graph.store.search.untold_codes`)."""

    origin: Origin
    kind: str
    ids: Sequence[str]
    names: Sequence[str]
    codes: Sequence[Sequence[str]]
    facets: Sequence[Facets]
    kept: KeptRows

    def __len__(self) -> int:
        return len(self.ids)

    def only(self, ranks: Sequence[int]) -> "WrittenNodes":
        ids, names, codes, facets = (
            at(self.ids, ranks),
            at(self.names, ranks),
            at(self.codes, ranks),
            at(self.facets, ranks),
        )
        return WrittenNodes(self.origin, self.kind, ids, names, codes, facets, self.kept.only(ranks))

    def records(self) -> list[NodeRecord]:
        return [
            NodeRecord(id=own, kind=self.kind, claims=self.kept.claims_of(rank, self.origin, "stated"))
            for rank, own in enumerate(self.ids)
        ]

    def digest(self) -> int:
        """The sum of those of the records."""
        each = zip(self.ids, self.kept.claims_texts(self.origin, "stated"), strict=True)
        return sum_of_digests([f'["{own}","{self.kind}",{claims}]' for own, claims in each])


@dataclass(frozen=True, slots=True)
class WrittenRelations:
    origin: Origin
    type: str
    role: str
    basis: str
    sources: Sequence[str]
    targets: Sequence[str]
    kept: KeptRows

    def __len__(self) -> int:
        return len(self.sources)

    def only(self, ranks: Sequence[int]) -> "WrittenRelations":
        ends = (at(self.sources, ranks), at(self.targets, ranks))
        return WrittenRelations(self.origin, self.type, self.role, self.basis, *ends, self.kept.only(ranks))

    def records(self) -> list[RelationRecord]:
        return [
            RelationRecord(
                source=source, type=self.type, target=target, role=self.role,
                claims=self.kept.claims_of(rank, self.origin, self.basis),
            )
            for rank, (source, target) in enumerate(zip(self.sources, self.targets, strict=True))
        ]  # fmt: skip

    def digest(self) -> int:
        """The sum of those of the records."""
        each = zip(self.sources, self.targets, self.kept.claims_texts(self.origin, self.basis), strict=True)
        middle, after = f'","{self.type}","', f'","{self.role}",'
        return sum_of_digests([f'["{source}{middle}{target}{after}{claims}]' for source, target, claims in each])


@dataclass(frozen=True, slots=True)
class Written:
    """What an `Alike` says, as it is kept."""

    nodes: WrittenNodes
    relations: Sequence[WrittenRelations]
    awaited: Sequence[str]

    def ends(self) -> set[str]:
        """Ids that its relations name, and those that it awaits."""
        return {*self.awaited}.union(*(end for each in self.relations for end in (each.sources, each.targets)))


def written(alike: Alike) -> Written:
    return Written(_nodes(alike.nodes), [_relations(each) for each in alike.relations], alike.awaited)


def _nodes(said: NodesAlike) -> WrittenNodes:
    names = folded_alone([label or own for own, label in zip(said.ids, said.labels, strict=True)])
    return WrittenNodes(said.origin, said.kind, said.ids, names, _codes(said), _facets(said), _kept_of_nodes(said))


def _kept_of_nodes(said: NodesAlike) -> KeptRows:
    stated = said.origin.stated_as
    words = [each or stated for each in said.words]
    labels = texts([label or None for label in said.labels])
    properties = objects(parts(said.properties), len(said.ids))
    worded = how_worded(said.ids, said.labels, words)
    kept = KeptRows.brief(properties, [*labels], lines_kept(said.lines), worded)
    whole = [rank for rank, how in enumerate(worded) if how is None]
    for rank, record in zip(whole, said.only(whole).records(), strict=True):
        kept.keep_whole(rank, kept_of_node(record))
    return kept


def _codes(said: NodesAlike) -> Sequence[Sequence[str]]:
    """Most ids tell all their codes."""
    numbers = [said.properties[name] for name in NUMBERS if name in said.properties]
    if are_plain(said.ids):
        ends = [own.rpartition(":")[2] for own in said.ids]
        if all(_are(ends, column) for column in numbers):
            return [()] * len(ends)
    each = zip(said.ids, *numbers, strict=True)
    return [untold_codes(own, codes_of(own, [str(number) for number in row if number])) for own, *row in each]


def _are(ends: Sequence[str], numbers: Sequence[Said]) -> bool:
    return all(number is None or number == end for number, end in zip(numbers, ends, strict=True))


def _facets(said: NodesAlike) -> list[Facets]:
    blank: Sequence[Said] = [None] * len(said.ids)
    each = list(zip(*(said.properties.get(name, blank) for name in ("profile", "start", "end")), strict=True))
    known = {(kind, *when): (_str(kind), *years_stated(*map(_str, when))) for kind, *when in {*each}}
    return [known[facets] for facets in each]


def _relations(said: RelationsAlike) -> WrittenRelations:
    lines = lines_kept(said.lines)
    properties = objects(parts(said.properties), len(said.sources))
    kept = KeptRows.brief(properties, [None] * len(lines), lines, [False] * len(lines))
    whole = list(_whole(said))
    for rank, record in zip(whole, said.only(whole).records(), strict=True):
        kept.keep_whole(rank, kept_of_relation(record))
    return WrittenRelations(said.origin, said.type, said.role, said.basis, said.sources, said.targets, kept)


def _whole(said: RelationsAlike) -> Iterator[int]:
    """Ranks of those whose properties and origin do not tell all (`kept_of_relation`)."""
    blank: Sequence[Said] = [None] * len(said.sources)
    ways, *dates = (said.properties.get(name, blank) for name in ("located_by", "start", "end"))
    usual = {way for way in {*ways} if basis_shown(said.type, way) == said.basis}
    if usual.issuperset(ways) and all(column is blank for column in dates) and said.origin.stated_as is None:
        return
    for rank, (way, start, end) in enumerate(zip(ways, *dates, strict=True)):
        if way not in usual or start is not None or end is not None or said.origin.stated_as is not None:
            yield rank


def _str(value: Said) -> str | None:
    return value if isinstance(value, str) else None
