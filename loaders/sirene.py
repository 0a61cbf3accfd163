"""The stock of Sirene: legal units and establishments.

Thirty million units, of which the graph keeps those of the social economy and those that another source names. That is
decided when actors are resolved, not while reading, so that the order of loading does not matter: the others wait on a
shelf of the store (`Facts.reserved`). Natural persons are never read.
"""

from graph import vocabulary
from graph.errors import InvalidRecord
from graph.model.entities import Actor
from graph.model.ids import siren_id
from graph.model.registers import Rna, Siren
from graph.model.relations import SituatedIn
from graph.territories import reference
from loaders.facts import Facts, Rejected
from loaders.source import Row, SourceBase

NATURAL_PERSON = "1000"
CEASED = ("C", "F", "Fermé", "Cessée")


class Source(SourceBase):
    def facts(self, row: Row) -> Facts:
        siren = _siren(row)
        facts = row.facts()
        if row.kind == "etablissements":
            return _establishment(row, siren, facts)
        category = row.text("legal_category")
        if category == NATURAL_PERSON:
            raise Rejected("personal_data", "personne physique : laissée hors du graphe", column=row.column("siren"))
        known = category if category in vocabulary.legal_categories() else None
        facts.add(
            Actor(
                id=siren_id(siren),
                label=row.text("name") or row.text("usual_name") or "",
                basis="register",
                profile=vocabulary.kind_of_category(known) if known else None,
                legal_category=known,
                acronym=row.text("acronym"),
                usual_name=row.text("usual_name"),
                siren=siren,
                rna=_rna(row),
                activity=row.text("activity"),
                created=row.text("created"),
                active=row.text("state") not in CEASED if row.text("state") else None,
                social_economy=row.text("social_economy") in ("O", "true") if row.text("social_economy") else None,
            )
        )
        facts.reserved = row.text("social_economy") not in ("O", "true")
        return facts


def _establishment(row: Row, siren: str, facts: Facts) -> Facts:
    """Where a unit is: its seat, or one of its establishments."""
    commune = reference.current_code(code) if (code := row.text("commune")) else None
    if commune is None:
        row.warn("commune", "unplaced_town", "commune absente ou hors du COG ; établissement gardé sans lieu")
    facts.add(Actor(id=siren_id(siren), label=row.text("name") or "", siren=siren))
    if commune:
        nature = "seat" if row.text("seat") == "true" else "establishment"
        facts.add(SituatedIn(source=siren_id(siren), target=f"commune:{commune}", nature=nature))
    facts.reserved = True
    return facts


def _siren(row: Row) -> str:
    """Of the unit, or the first nine figures of the establishment."""
    name = "siren" if row.text("siren") else "siret"
    try:
        return str(Siren.parse((row.text(name) or row.must("siren"))[:9]))
    except InvalidRecord as error:
        raise row.rejection(name, "invalid_identifier", error.reason) from error


def _rna(row: Row) -> str | None:
    try:
        return str(Rna.parse(text)) if (text := row.text("rna")) else None
    except InvalidRecord:
        return None
