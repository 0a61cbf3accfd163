"""Public schemes and the territories they contract with: CRTE, Action cœur de ville, Petites villes de demain, ORT,
Territoires d'industrie, contrats de ville, quartiers prioritaires.

A contract is an alliance of its scheme, between the bodies that sign it; a scheme that enrols a commune alone says only
where it acts. A CRTE is a territory too: the union of its EPCI.
"""

from graph.errors import InvalidRecord
from graph.model.entities import Actor, Alliance, Entity, Programme, Territory
from graph.model.ids import alliance_id, check_id, programme_id, siren_id
from graph.model.levels import Level
from graph.model.registers import Siren
from graph.model.relations import ActsIn, LocatedBy, Participation, PartOf, Relation, SituatedIn
from graph.territories import reference
from loaders.checks import territory
from loaders.facts import Facts
from loaders.source import Row, SourceBase

COMMUNE_LENGTH = 5


class Source(SourceBase):
    """One row: one territory of one contract."""

    def facts(self, row: Row) -> Facts:
        facts = row.facts()
        scheme = Programme(id=programme_id(row.must("scheme")), label=row.must("scheme"))
        facts.add(scheme)
        if row.kind == "quartiers":
            facts.add(*_districts(row, scheme))
            return facts
        place = _place(row)
        contract = row.text("contract")
        if place:
            facts.add(
                ActsIn(source=scheme.id, target=place, located_by=LocatedBy.DECLARED, contract=contract),
                stated_as=row.text("label"),
            )
        if contract:
            facts.add(*_contract(row, scheme, contract, place), stated_as=row.text("label"))
        return facts


def _contract(row: Row, scheme: Programme, contract: str, place: str | None) -> list[Entity | Relation]:
    alliance = alliance_id(row.source, contract)
    label = row.text("label") or f"{scheme.label} {contract}"
    said: list[Entity | Relation] = [
        Alliance(
            id=alliance,
            label=label,
            type="contrat",
            programme=scheme.id,
            start=row.text("signed"),
            nature=row.text("state"),
        ),  # fmt: skip
    ]
    if place:
        said.append(ActsIn(source=alliance, target=place, located_by=LocatedBy.DECLARED))
    if signer := _signer(row):
        said += [signer, Participation(source=signer.id, target=alliance, role="membre")]
        said += [SituatedIn(source=signer.id, target=place)] if place else []
    if row.kind == "crte" and place:
        crte = check_id(f"crte:{contract}")
        said += [
            Territory(id=crte, label=label, level=Level.CRTE.value, code=contract, vintage=row.vintage or ""),
            PartOf(source=place, target=crte, vintage=row.vintage or "", share=1.0),
        ]
    return said


def _signer(row: Row) -> Actor | None:
    """The EPCI that signs, by its SIREN, merged since or not; a commune has none here."""
    siren = row.text("epci")
    if siren is None or len(siren) == COMMUNE_LENGTH:
        return None
    known = reference.epcis()[siren].name if siren in reference.epcis() else ""
    return Actor(id=siren_id(siren), label=known, profile="collectivite", siren=siren)


def _place(row: Row) -> str | None:
    """The commune or the EPCI of the row; the département where the EPCI is no longer in force; else a region said."""
    epci, code = row.text("epci"), row.text("commune")
    if epci and len(epci) == COMMUNE_LENGTH:  # overseas, some contracts are of one commune
        epci, code = None, epci
    if epci:
        return _epci(row, epci)
    if code:
        try:
            return territory(f"commune:{code}")
        except InvalidRecord as error:
            raise row.rejection("commune", "unknown_territory", error.reason) from error
    if (region := row.text("region")) in reference.regions():
        return f"region:{region}"
    raise row.rejection("commune", "missing_value", "ni commune ni EPCI : remplissez l’une des deux cellules")


def _epci(row: Row, siren: str) -> str | None:
    if siren in reference.epcis():
        return f"epci:{siren}"
    try:
        Siren.parse(siren)
    except InvalidRecord as error:
        raise row.rejection("epci", "invalid_identifier", error.reason) from error
    departement = row.text("departement")
    where = f"département {departement}" if departement in reference.departements() else "sans lieu"
    row.warn("epci", "former_epci", f"EPCI qui n’existe plus en {reference.VINTAGE} ; contrat gardé, {where}")
    return f"departement:{departement}" if departement in reference.departements() else None


def _districts(row: Row, scheme: Programme) -> list[Entity | Relation]:
    """A row may name several districts of a commune; their names are told apart where they are as many."""
    codes = [part.strip() for part in row.must("contract").split(",")]
    names = [part.strip() for part in row.must("label").split(",")]
    place, vintage = _place(row), row.vintage or ""
    said: list[Entity | Relation] = []
    for rank, code in enumerate(codes):
        district = check_id(f"qpv:{code}")
        label = names[rank] if len(names) == len(codes) else row.must("label")
        said += [
            Territory(id=district, label=label, level=Level.QPV.value, code=code, vintage=vintage),
            ActsIn(source=scheme.id, target=district, located_by=LocatedBy.DECLARED),
        ]
        said += [PartOf(source=district, target=place, vintage=vintage)] if place else []
    return said
