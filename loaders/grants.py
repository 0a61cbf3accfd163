"""Grants: one row is money given by one organisation to another, for a purpose.

A grant is a convention: an alliance of type `financement` (`mecenat` where a company or a foundation gives) between the
giver and the beneficiary, counted apart from what is done together. Its id is the key that the publisher declares, else
a hash of what it says with the rank of the row among its equals: two equal rows are two grants unless the mapping says
that they repeat each other.
"""

import re
from hashlib import blake2b

from graph.model.entities import Alliance
from graph.model.ids import alliance_id
from graph.model.record import canonical_json
from graph.model.relations import ActsIn, LocatedBy, Participation
from loaders.asides import ELSEWHERE, PERSON
from loaders.facts import Facts, SetAside
from loaders.occurrences import Occurrences
from loaders.organisations import Organisation, Organisations
from loaders.persons import is_person, is_sole_trader
from loaders.source import Row, SourceBase

PATRONS = ("entreprise", "fondation", "mutuelle_cooperative")
"""Kinds whose gift is mécénat."""

YEAR = len("2022")
_CODE, _GLUED = re.compile(r"CV\d+"), re.compile(r"(?:CV\d+)+")

_SAID = ("reference", "signed", "year", "period", "purpose", "amount", "nature", "scheme", "conditions", "share")
"""What tells one grant from another beside its parties."""


class Source(SourceBase):
    def __init__(self) -> None:
        self._seen = Occurrences()
        self._organisations = Organisations()

    def facts(self, row: Row) -> Facts:
        self._refuse_persons(row)
        if (own := self.tables[row.kind].repeats_without) and not row.number(own):
            raise SetAside(ELSEWHERE)
        giver, beneficiary = self._organisations.of(row, "giver_"), self._organisations.of(row, "beneficiary_")
        facts = row.facts()
        giver.add_to(facts)
        beneficiary.add_to(facts, "establishment" if beneficiary.siret else "seat")
        if row.number("amount") == 0 and not row.number("in_kind"):
            row.warn("amount", "zero_amount", "montant nul : subvention annulée, ou montant oublié ?")
        convention = self._convention(row, giver, beneficiary)
        facts.add(convention, stated_as=row.text("purpose"))
        facts.add(
            Participation(source=giver.actor.id, target=convention.id, role="financeur"),
            Participation(
                source=beneficiary.actor.id, target=convention.id, role="beneficiaire", amount=convention.amount,
                siret=beneficiary.siret, commune=beneficiary.commune,
            ),
        )  # fmt: skip
        facts.add(*_places(row, convention.id, beneficiary))
        return facts

    def _refuse_persons(self, row: Row) -> None:
        """Raises SetAside where the money goes to a natural person."""
        name, category = row.text("beneficiary_name") or "", row.text("beneficiary_category")
        sole = self.tables[row.kind].sole_traders
        if is_person(name, category) or (category in sole and is_sole_trader(name)):
            raise SetAside(PERSON)

    def _convention(self, row: Row, giver: Organisation, beneficiary: Organisation) -> Alliance:
        start, end = _dates(row)
        purpose = row.text("purpose")
        return Alliance(
            id=alliance_id(row.source, self._local(row, giver, beneficiary)),
            label=purpose or _named(giver, beneficiary, start),
            type="mecenat" if giver.actor.profile in PATRONS else "financement",
            start=start,
            end=end,
            partnership_types=("mecenat",) if giver.actor.profile in PATRONS else (),
            purpose=purpose,
            amount=row.number("amount"),
            in_kind=row.number("in_kind"),
            nature=row.text("nature"),
            conditions=row.text("conditions"),
            scheme=row.text("scheme"),
            share=row.number("share"),
            reference=row.text("reference"),
            contracts=_contracts(row.text("contract")),
        )

    def _local(self, row: Row, giver: Organisation, beneficiary: Organisation) -> str:
        rules = self.tables[row.kind]
        named = [said for name in rules.key if (said := row.text(name))]
        if rules.key and len(named) == len(rules.key):
            return "-".join(named)
        parties = (giver.actor.id, beneficiary.actor.id)
        words = canonical_json([*parties, *map(row.values.get, _SAID)])
        hashed = blake2b(words.encode(), digest_size=8).digest()
        digest, rank = hashed.hex(), self._seen.met(hashed)
        if rank > 1 and rules.duplicates == "merge":
            return digest
        return digest if rank == 1 else f"{digest}-{rank}"


def _named(giver: Organisation, beneficiary: Organisation, start: str | None) -> str:
    """`Subvention à Foyer rural (Département de la Somme, 2022)`: many grants say nothing of what they are for."""
    said = ", ".join(part for part in (giver.actor.label, (start or "")[:YEAR]) if part)
    return f"Subvention à {beneficiary.actor.label or beneficiary.actor.id}{f' ({said})' if said else ''}"


def _contracts(cell: str | None) -> tuple[str, ...] | None:
    """`CV383CV384` is two codes that a cell glued together."""
    if cell is None:
        return None
    return tuple(_CODE.findall(cell)) if _GLUED.fullmatch(cell) else (cell,)


def _dates(row: Row) -> tuple[str | None, str | None]:
    """The day of the convention; else its year, whole; the end is that of the payments where a period is said."""
    signed, year, period = row.text("signed"), row.text("year"), row.text("period")
    start = signed or year
    if not period or "/" not in period:
        return start or period, None if signed else year
    first, _, last = period.partition("/")
    return start or first or None, (last if last != ".." and (start or first) <= last else None)


def _places(row: Row, convention: str, beneficiary: Organisation) -> list[ActsIn]:
    """Where the publisher says that the money acts; else where the beneficiary is: an establishment, or its seat."""
    declared = row.list("acts_in")
    if declared:
        return [ActsIn(source=convention, target=place, located_by=LocatedBy.DECLARED) for place in declared]
    if beneficiary.place is None:
        return []
    way = LocatedBy.ESTABLISHMENT if beneficiary.siret else LocatedBy.SEAT
    return [ActsIn(source=convention, target=beneficiary.place, located_by=way)]
