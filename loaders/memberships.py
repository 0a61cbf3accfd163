"""Which territories are enrolled in which public scheme: one row is one territory of one contract.

It says where a scheme acts, not who is in it: `Programme —ACTS_IN→ Territory`, with the contract on the relation.
Rows whose territory is no longer in force, or was never matched, are refused with their reason, never guessed.
"""

from graph.errors import InvalidRecord
from graph.model.entities import Programme
from graph.model.ids import programme_id
from graph.model.relations import ActsIn, LocatedBy
from loaders.checks import territory
from loaders.facts import Facts, Rejected
from loaders.source import Row, SourceBase

LEVELS = {"commune": "commune", "epci": "epci", "departement": "departement", "region": "region"}


class Source(SourceBase):
    def facts(self, row: Row) -> Facts:
        scheme, level, code = row.must("scheme"), row.must("level"), row.must("code")
        if level not in LEVELS:
            raise Rejected(
                "unknown_territory",
                f"territoire de type « {level} » : attendu {', '.join(LEVELS)} ; le code n’est pas au COG en vigueur",
                column=row.column("level"),
                value=code,
            )
        facts = row.facts()
        programme = programme_id(scheme)
        facts.add(Programme(id=programme, label=scheme))
        try:
            place = territory(f"{LEVELS[level]}:{code}")
        except InvalidRecord as error:
            raise Rejected("unknown_territory", error.reason, column=row.column("code"), value=code) from error
        acts = ActsIn(source=programme, target=place, located_by=LocatedBy.DECLARED, contract=row.text("contract"))
        facts.add(acts, stated_as=row.text("contract_label"))
        return facts
