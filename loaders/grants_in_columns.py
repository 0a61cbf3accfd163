"""Grants by column: what `loaders.grants.Source.facts` says, of rows of which nothing has to be told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import compress
from types import MappingProxyType
from typing import Self

import orjson

from graph.errors import InvalidRecord
from graph.model.alike import Alike, Columns, NodesAlike, RelationsAlike
from graph.model.entities import NodeKind
from graph.model.ids import alliance_id
from graph.model.origin import Origin
from graph.model.relations import RelationType
from loaders.grant_rules import SAID, contracts, dates, is_to_person, named, places, types
from loaders.in_columns import InColumns, Kept
from loaders.occurrences import Occurrences
from loaders.organisations import Organisation, Organisations
from loaders.plain_rows import PlainRows
from loaders.source import TableRules

_ACCEPTED: Mapping[str, Callable[[float], bool]] = MappingProxyType(
    {"amount": (0.0).__lt__, "in_kind": (0.0).__le__, "share": lambda share: 0 <= share <= 1}
)
PARTICIPATES, ACTS = RelationType.PARTICIPATES_IN.value, RelationType.ACTS_IN.value


@dataclass(slots=True)
class GrantColumns:
    """Rows of a list of grants, their parties known. `keys`: the id that the publisher's own key gives, where it has
    one; `ids`: those of the rows that were taken.
    """

    rows: PlainRows
    rules: TableRules
    seen: Occurrences
    givers: Sequence[Organisation]
    beneficiaries: Sequence[Organisation]
    keys: Sequence[str | None]
    prefix: str
    lines: Sequence[int] = ()
    digests: Sequence[bytes] = ()
    ids: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, rows: PlainRows, rules: TableRules, organisations: Organisations, seen: Occurrences) -> Self:
        """Rows of which `facts` would tell something are taken out of the plain ones."""
        givers, beneficiaries = (organisations.of_all(rows, prefix) for prefix in ("giver_", "beneficiary_"))
        sound = _sound(rows, rules)
        keys, good = _keys(rows, rules)
        each = zip(givers, beneficiaries, sound, good, strict=True)
        sure = [giver is not None and one is not None and fine and key for giver, one, fine, key in each]
        made = cls(
            rows.only(sure),
            rules,
            seen,
            [giver for giver in compress(givers, sure) if giver is not None],
            [one for one in compress(beneficiaries, sure) if one is not None],
            list(compress(keys, sure)),
            alliance_id(rows.mapper.source, "x")[:-1],
        )
        made.lines, made.digests = made.rows.lines, made._digests()
        return made

    def _digests(self) -> list[bytes]:
        """What tells each from the others, where no key does."""
        if None not in self.keys:
            return [b""] * len(self.keys)
        givers = [giver.actor.id for giver in self.givers]
        beneficiaries = [one.actor.id for one in self.beneficiaries]
        words = zip(givers, beneficiaries, *map(self.rows.column, SAID), strict=True)
        return [blake2b(orjson.dumps(row), digest_size=8).digest() for row in words]

    def take(self, first: int, end: int) -> None:
        own, digests, met = self.keys[first:end], self.digests[first:end], self.seen.met
        for key, digest in zip(own, digests, strict=True):
            if key is not None:
                self.ids.append(key)
                continue
            rank = met(digest)
            alone = rank == 1 or self.rules.duplicates == "merge"
            self.ids.append(f"{self.prefix}{digest.hex()}" if alone else f"{self.prefix}{digest.hex()}-{rank}")

    def facts(self) -> InColumns:
        origin = self.rows.mapper.blank(1).facts().origin
        firsts = {own: place for place, own in reversed(list(enumerate(self.ids)))}
        if len(firsts) == len(self.ids):
            return InColumns(origin, self._alike(origin), self._kept(), ([], []))
        is_first = [firsts[own] == place for place, own in enumerate(self.ids)]
        again = self._only([not each for each in is_first])._alike(origin)
        return InColumns(origin, self._only(is_first)._alike(origin), self._kept(), again.records())

    def _only(self, taken: Sequence[bool]) -> Self:
        if all(taken):
            return self
        return replace(
            self,
            rows=self.rows.only(taken),
            givers=list(compress(self.givers, taken)),
            beneficiaries=list(compress(self.beneficiaries, taken)),
            ids=list(compress(self.ids, taken)),
            lines=list(compress(self.lines, taken)),
        )

    def _alike(self, origin: Origin) -> Alike:
        lines = [(line,) for line in self.lines]
        nodes = self._conventions(origin, lines)
        givers = [giver.actor.id for giver in self.givers]
        beneficiaries = [one.actor.id for one in self.beneficiaries]
        relations = [
            RelationsAlike(origin, PARTICIPATES, "financeur", givers, self.ids, lines, {}),
            RelationsAlike(
                origin, PARTICIPATES, "beneficiaire", beneficiaries, self.ids, lines,
                {
                    "amount": nodes.properties["amount"],
                    "siret": [one.siret for one in self.beneficiaries],
                    "commune": [one.commune for one in self.beneficiaries],
                },
            ),
            *self._places(origin),
        ]  # fmt: skip
        return Alike(nodes, relations, [*dict.fromkeys(givers), *dict.fromkeys(beneficiaries)])

    def _conventions(self, origin: Origin, lines: Sequence[Sequence[int]]) -> NodesAlike:
        text, number = self.rows.texts, self.rows.numbers
        periods = [dates(*said) for said in zip(text("signed"), text("year"), text("period"), strict=True)]
        starts, purposes = [start for start, _ in periods], text("purpose")
        labels = [
            purpose or named(giver, beneficiary, start)
            for purpose, giver, beneficiary, start in zip(
                purposes, self.givers, self.beneficiaries, starts, strict=True
            )
        ]
        known = {id(giver): types(giver) for giver in {id(one): one for one in self.givers}.values()}
        kinds = [known[own] for own in map(id, self.givers)]
        properties: Columns = {
            "type": [kind for kind, _ in kinds],
            "start": starts,
            "end": [end for _, end in periods],
            "partnership_types": [partnership for _, partnership in kinds],
            "purpose": purposes,
            "amount": number("amount"),
            "in_kind": number("in_kind"),
            "nature": text("nature"),
            "conditions": text("conditions"),
            "scheme": text("scheme"),
            "share": number("share"),
            "reference": text("reference"),
            "contracts": [said and contracts(said) for said in text("contract")],
        }
        return NodesAlike(origin, NodeKind.ALLIANCE.value, self.ids, labels, purposes, lines, properties)

    def _places(self, origin: Origin) -> Iterator[RelationsAlike]:
        """Where each acts, by the way it is known."""
        if not self.rows.says("acts_in") and not any(one.place for one in self.beneficiaries):
            return
        found: dict[str, list[tuple[str, str, tuple[int]]]] = {}
        each = zip(self.ids, self.lines, self.rows.column("acts_in"), self.beneficiaries, strict=True)
        for own, line, declared, one in each:
            for place, way in places(declared, one):
                found.setdefault(way, []).append((own, place, (line,)))
        for way, rows in found.items():
            sources, targets, lines = zip(*rows, strict=True)
            yield RelationsAlike(origin, ACTS, "", sources, targets, lines, {"located_by": [way] * len(rows)}, way)

    def _kept(self) -> list[Kept]:
        """The parties and where they are, each with the lines that say it."""
        kept: list[Kept] = []
        for one, met in _grouped(self.givers, self.lines):
            kept += _as_kept(one, "seat", met)
        for one, met in _grouped(self.beneficiaries, self.lines):
            kept += _as_kept(one, "establishment" if one.siret else "seat", met)
        return kept


def _grouped(every: Sequence[Organisation], lines: Sequence[int]) -> Iterator[tuple[Organisation, list[int]]]:
    """Each, by what it is and not by what it says: comparing takes longer."""
    known = {id(one): one for one in every}
    met: dict[int, list[int]] = {own: [] for own in known}
    for own, line in zip(map(id, every), lines, strict=True):
        met[own].append(line)
    return ((known[own], each) for own, each in met.items())


def _as_kept(one: Organisation, nature: str, lines: Sequence[int]) -> Iterator[Kept]:
    yield one.actor, one.actor.label or None, lines
    if situated := one.situated_in(nature):
        yield situated, None, lines


def _sound(rows: PlainRows, rules: TableRules) -> list[bool]:
    """Whether the amounts are what `Alliance` takes and `facts` says nothing of, and whether it goes to no person."""
    names = zip(rows.texts("beneficiary_name"), rows.texts("beneficiary_category"), strict=True)
    sound = [not is_to_person(*who, rules.sole_traders) for who in names]
    for name, accepts in _ACCEPTED.items():
        if rows.says(name):
            numbers = rows.numbers(name)
            sound = [yes and (each is None or accepts(each)) for yes, each in zip(sound, numbers, strict=True)]
    if own := rules.repeats_without:
        sound = [yes and bool(told) for yes, told in zip(sound, rows.numbers(own), strict=True)]
    return sound


def _keys(rows: PlainRows, rules: TableRules) -> tuple[list[str | None], list[bool]]:
    """The id by the key of the publisher, None where a part of it lacks; and whether it makes an id."""
    keys: list[str | None] = [None] * len(rows)
    good = [True] * len(rows)
    if not rules.key:
        return keys, good
    for place, said in enumerate(zip(*map(rows.texts, rules.key), strict=True)):
        try:
            keys[place] = alliance_id(rows.mapper.source, "-".join(filter(None, said))) if all(said) else None
        except InvalidRecord:
            good[place] = False
    return keys, good
