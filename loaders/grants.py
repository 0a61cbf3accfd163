"""Grants: one row is money given by one organisation to another, for a purpose.

A grant is a convention: an alliance of type `financement` (`mecenat` where a company or a foundation gives) between the
giver and the beneficiary, counted apart from what is done together. Its id is the key that the publisher declares, else
a hash of what it says with the rank of the row among its equals: two equal rows are two grants unless the mapping says
that they repeat each other.
"""

from hashlib import blake2b

from graph.model.entities import Alliance
from graph.model.ids import alliance_id
from graph.model.record import canonical_json
from graph.model.relations import ActsIn, LocatedBy, Participation
from loaders.asides import ELSEWHERE, PERSON
from loaders.facts import Facts, SetAside
from loaders.grant_rules import SAID, contracts, dates, is_to_person, named, places, types
from loaders.grants_in_columns import GrantColumns
from loaders.occurrences import Occurrences
from loaders.organisations import Organisation, Organisations
from loaders.plain_rows import PlainRows
from loaders.source import Row, SourceBase


class ByRow(SourceBase):
    """Reads grants one by one."""

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
        who = row.text("beneficiary_name"), row.text("beneficiary_category")
        if is_to_person(*who, self.tables[row.kind].sole_traders):
            raise SetAside(PERSON)

    def _convention(self, row: Row, giver: Organisation, beneficiary: Organisation) -> Alliance:
        start, end = dates(row.text("signed"), row.text("year"), row.text("period"))
        purpose, (kind, partnership) = row.text("purpose"), types(giver)
        return Alliance(
            id=alliance_id(row.source, self._local(row, giver, beneficiary)),
            label=purpose or named(giver, beneficiary, start),
            type=kind,
            start=start,
            end=end,
            partnership_types=partnership,
            purpose=purpose,
            amount=row.number("amount"),
            in_kind=row.number("in_kind"),
            nature=row.text("nature"),
            conditions=row.text("conditions"),
            scheme=row.text("scheme"),
            share=row.number("share"),
            reference=row.text("reference"),
            contracts=contracts(row.text("contract")),
        )

    def _local(self, row: Row, giver: Organisation, beneficiary: Organisation) -> str:
        rules = self.tables[row.kind]
        key = [said for name in rules.key if (said := row.text(name))]
        if rules.key and len(key) == len(rules.key):
            return "-".join(key)
        parties = (giver.actor.id, beneficiary.actor.id)
        words = canonical_json([*parties, *map(row.values.get, SAID)])
        hashed = blake2b(words.encode(), digest_size=8).digest()
        digest, rank = hashed.hex(), self._seen.met(hashed)
        if rank > 1 and rules.duplicates == "merge":
            return digest
        return digest if rank == 1 else f"{digest}-{rank}"


class Source(ByRow):
    def columns(self, rows: PlainRows) -> GrantColumns:
        """The same of rows of which nothing has to be told."""
        return GrantColumns.of(rows, self.tables[rows.mapper.kind], self._organisations, self._seen)


def _places(row: Row, convention: str, beneficiary: Organisation) -> list[ActsIn]:
    found = places(row.values.get("acts_in"), beneficiary)
    return [ActsIn(source=convention, target=place, located_by=LocatedBy(way)) for place, way in found]
