"""Groupings of local authorities (BANATIC): who they are, who belongs to them, which communes they are made of.

A grouping is one actor, by its SIREN, and one alliance with its members; a perimeter says only what lies in what. A row
of adhesions gives two numbers and no name: names come from the list of groupings, whatever is loaded first.
"""

from graph.errors import InvalidRecord
from graph.model.entities import Actor, Alliance, Entity, Territory
from graph.model.ids import alliance_id, siren_id
from graph.model.levels import Level, territory_id
from graph.model.registers import Siren
from graph.model.relations import ActsIn, LocatedBy, Participation, PartOf, Relation, SituatedIn
from graph.territories import reference
from loaders.facts import Facts
from loaders.source import Row, SourceBase

SOURCE = "banatic"


class Source(SourceBase):
    def facts(self, row: Row) -> Facts:
        facts = row.facts()
        facts.add(*{"adhesions": _adhesion, "groupements": _grouping, "perimetres": _perimeter}[row.kind](row))
        return facts


def _adhesion(row: Row) -> list[Entity | Relation]:
    member, grouping = _siren(row, "member"), _siren(row, "grouping")
    alliance = alliance_id(SOURCE, grouping)
    said: list[Entity | Relation] = [
        _actor(member),
        _actor(grouping),
        Alliance(id=alliance, label=_known_name(grouping), type="groupement"),
        Participation(source=siren_id(member), target=alliance, role="membre"),
        Participation(source=siren_id(grouping), target=alliance, role="porteur"),
    ]
    if member in reference.epcis():
        said.append(ActsIn(source=alliance, target=f"epci:{member}", located_by=LocatedBy.DECLARED))
    return said


def _grouping(row: Row) -> list[Entity | Relation]:
    siren, name = _siren(row, "siren"), row.must("name")
    alliance, departement = alliance_id(SOURCE, siren), row.text("departement")
    said: list[Entity | Relation] = [
        Actor(id=siren_id(siren), label=name, basis="register", profile="collectivite", siren=siren,
              category=row.text("nature")),
        Alliance(id=alliance, label=name, type="groupement"),
        Participation(source=siren_id(siren), target=alliance, role="porteur"),
    ]  # fmt: skip
    if siren in reference.epcis():
        said.append(SituatedIn(source=siren_id(siren), target=f"epci:{siren}"))
    elif departement in reference.departements():
        said.append(SituatedIn(source=siren_id(siren), target=f"departement:{departement}"))
    return said


def _perimeter(row: Row) -> list[Entity | Relation]:
    """The commune in force today, in the EPCI as it stood at the vintage."""
    commune, epci = row.must("commune"), _siren(row, "siren")
    vintage = row.vintage or reference.VINTAGE
    target = territory_id(Level.EPCI, epci)
    said: list[Entity | Relation] = [
        PartOf(source=territory_id(Level.COMMUNE, commune), target=target, vintage=vintage, share=1.0)
    ]
    if epci not in reference.epcis():
        name = row.text("name") or epci
        said.insert(0, Territory(id=target, label=name, level=Level.EPCI.value, code=epci, vintage=vintage))
    return said


def _actor(siren: str) -> Actor:
    return Actor(id=siren_id(siren), label=_known_name(siren), profile="collectivite", siren=siren)


def _known_name(siren: str) -> str:
    """That of the COG for an EPCI; none for the others, which another table or source names."""
    return reference.epcis()[siren].name if siren in reference.epcis() else ""


def _siren(row: Row, name: str) -> str:
    try:
        return str(Siren.parse(row.must(name)))
    except InvalidRecord as error:
        raise row.rejection(name, "invalid_identifier", error.reason) from error
