"""Grants by column: what `loaders.grants.Source.facts` says, of rows of which nothing has to be told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import compress, repeat
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
from loaders.in_columns import InColumns, Standing, Worded
from loaders.occurrences import Occurrences
from loaders.organisations import Organisation, Organisations
from loaders.plain_rows import PlainRows
from loaders.source import TableRules

_ACCEPTED: Mapping[str, Callable[[float], bool]] = MappingProxyType(
    {"amount": (0.0).__lt__, "in_kind": (0.0).__le__, "share": lambda share: 0 <= share <= 1}
)
"""Each accepts all between two that it accepts."""

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
    giver_ids: Sequence[str] = ()
    beneficiary_ids: Sequence[str] = ()
    lines: Sequence[int] = ()
    digests: Sequence[bytes] = ()
    ids: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, rows: PlainRows, rules: TableRules, organisations: Organisations, seen: Occurrences) -> Self:
        """Rows of which `facts` would tell something are taken out of the plain ones."""
        givers, beneficiaries = (organisations.of_all(rows, prefix) for prefix in ("giver_", "beneficiary_"))
        sound = _sound(rows, rules)
        keys, good = _keys(rows, rules)
        sure = list(map(all, zip(givers, beneficiaries, sound, good, strict=True)))
        made = cls(
            rows.only(sure),
            rules,
            seen,
            list(filter(None, compress(givers, sure))),
            list(filter(None, compress(beneficiaries, sure))),
            list(compress(keys, sure)),
            alliance_id(rows.mapper.source, "x")[:-1],
        )
        made.giver_ids = [giver.actor.id for giver in made.givers]
        made.beneficiary_ids = [one.actor.id for one in made.beneficiaries]
        made.lines, made.digests = made.rows.lines, made._digests()
        return made

    def _digests(self) -> list[bytes]:
        """What tells each from the others, where no key does."""
        if None not in self.keys:
            return [b""] * len(self.keys)
        words = zip(self.giver_ids, self.beneficiary_ids, *map(self.rows.column, SAID), strict=True)
        return [blake2b(row, digest_size=8).digest() for row in map(orjson.dumps, words)]

    def take(self, first: int, end: int) -> None:
        keys, digests = self.keys[first:end], self.digests[first:end]
        told = iter(self._told_apart([digest for key, digest in zip(keys, digests, strict=True) if key is None]))
        self.ids += [key or next(told) for key in keys]

    def _told_apart(self, digests: Sequence[bytes]) -> list[str]:
        """The ids of rows without a key."""
        ids = [*map(self.prefix.__add__, map(bytes.hex, digests))]
        ranks = self.seen.all_met(digests)
        if self.rules.duplicates == "merge" or ranks.count(1) == len(ranks):
            return ids
        return [own if rank == 1 else f"{own}-{rank}" for own, rank in zip(ids, ranks, strict=True)]

    def facts(self) -> InColumns:
        origin = self.rows.mapper.blank(1).facts().origin
        if len({*self.ids}) == len(self.ids):
            return InColumns(origin, self._alike(origin), self._standing(), ([], []))
        firsts = {own: place for place, own in reversed(list(enumerate(self.ids)))}
        is_first = [firsts[own] == place for place, own in enumerate(self.ids)]
        again = self._only([not each for each in is_first])._alike(origin)
        return InColumns(origin, self._only(is_first)._alike(origin), self._standing(), again.records())

    def _only(self, taken: Sequence[bool]) -> Self:
        if all(taken):
            return self
        return replace(
            self,
            rows=self.rows.only(taken),
            givers=list(compress(self.givers, taken)),
            beneficiaries=list(compress(self.beneficiaries, taken)),
            giver_ids=list(compress(self.giver_ids, taken)),
            beneficiary_ids=list(compress(self.beneficiary_ids, taken)),
            ids=list(compress(self.ids, taken)),
            lines=list(compress(self.lines, taken)),
        )

    def _alike(self, origin: Origin) -> Alike:
        lines = list(zip(self.lines, strict=True))
        nodes = self._conventions(origin, lines)
        givers, beneficiaries = self.giver_ids, self.beneficiary_ids
        relations = [
            RelationsAlike(origin, PARTICIPATES, "financeur", givers, self.ids, lines, {}),
            RelationsAlike(
                origin, PARTICIPATES, "beneficiaire", beneficiaries, self.ids, lines,
                {
                    "amount": nodes.properties["amount"],
                    "siret": [one.siret for one in self.beneficiaries],
                    "commune": [one.place and one.commune for one in self.beneficiaries],
                },
            ),
            *self._places(origin),
        ]  # fmt: skip
        return Alike(nodes, relations, [*dict.fromkeys(givers), *dict.fromkeys(beneficiaries)])

    def _conventions(self, origin: Origin, lines: Sequence[Sequence[int]]) -> NodesAlike:
        text, number = self.rows.texts, self.rows.numbers
        periods = list(map(dates, text("signed"), text("year"), text("period")))
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

    def _standing(self) -> list[Standing]:
        """The parties, on their lines."""
        return [Standing(_of_giver, self.givers, self.lines), Standing(_of_beneficiary, self.beneficiaries, self.lines)]


def _of_giver(one: Organisation) -> Iterator[Worded]:
    return _of_party(one, "seat")


def _of_beneficiary(one: Organisation) -> Iterator[Worded]:
    return _of_party(one, "establishment" if one.siret else "seat")


def _of_party(one: Organisation, nature: str) -> Iterator[Worded]:
    yield one.actor, one.actor.label or None
    if situated := one.place and one.situated_in(nature):
        yield situated, None


def _sound(rows: PlainRows, rules: TableRules) -> list[bool]:
    """Whether the amounts are what `Alliance` takes and `facts` says nothing of, and whether it goes to no person."""
    names, categories = rows.texts("beneficiary_name"), rows.texts("beneficiary_category")
    sound = [not person for person in map(is_to_person, names, categories, repeat(rules.sole_traders))]
    for name, accepts in _ACCEPTED.items():
        numbers = rows.numbers(name)
        known = [number for number in numbers if number is not None]
        if known and not (accepts(min(known)) and accepts(max(known))):
            refused = {number for number in known if not accepts(number)}
            sound = [yes and each not in refused for yes, each in zip(sound, numbers, strict=True)]
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
