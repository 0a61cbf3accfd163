"""Layers of the ANCT: one feature is one project of a public scheme and the public bodies that carry it.

Each becomes an alliance of the scheme, its members its partners (role `membre`), acting in their territories. What is
particular: members are told apart by SIREN, some communes by their COG code; their names stand in one cell separated
by commas that some names hold, so a name is taken from there only where the numbers agree, else from the COG.
"""

from dataclasses import dataclass

from graph.errors import InvalidRecord
from graph.model.entities import Actor, Alliance, Programme
from graph.model.ids import alliance_id, mention_id, programme_id, siren_id
from graph.model.registers import Siren
from graph.model.relations import ActsIn, LocatedBy, Participation, SituatedIn
from graph.model.text import fold
from graph.territories import reference
from loaders.facts import Facts, Rejected
from loaders.source import Row, SourceBase


@dataclass(frozen=True, slots=True)
class _Member:
    """A public body: its SIREN where it is given, its territory where it is known."""

    siren: str | None
    name: str | None
    territory: str | None


class Source(SourceBase):
    """Rows → scheme, alliance, members, places of action."""

    def facts(self, row: Row) -> Facts:
        scheme = row.must("scheme")
        facts = row.facts()
        programme = programme_id(scheme)
        facts.add(Programme(id=programme, label=scheme, publisher="ANCT"))
        alliance = alliance_id(programme.removeprefix("programme:"), row.must("local"))
        label = row.text("label") or row.text("members") or row.must("local")
        facts.add(Alliance(id=alliance, label=label, programme=programme), stated_as=label)
        members = _members(row)
        if not members:
            reason = "aucun membre identifié : attendu au moins un SIREN ou un code de commune"
            raise Rejected("no_member", reason, column=row.column("numbers"), value=row.text("numbers"))
        for member in members:
            _add(row, facts, alliance, programme, member)
        return facts


def _add(row: Row, facts: Facts, alliance: str, programme: str, member: _Member) -> None:
    known = reference.name_of(member.territory) if member.territory else None
    name = member.name or known or f"SIREN {member.siren}"
    actor = siren_id(member.siren) if member.siren else mention_id(row.source, name, member.territory)
    facts.add(
        Actor(id=actor, label=name, profile="collectivite", siren=member.siren),
        Participation(source=actor, target=alliance, role="membre"),
        Participation(source=actor, target=programme, role="membre"),
    )
    if member.territory is None:
        row.warn("numbers", "unplaced_member", f"{name} n’est ni un EPCI ni une commune connus ; gardé sans lieu")
        return
    facts.add(
        SituatedIn(source=actor, target=member.territory),
        ActsIn(source=alliance, target=member.territory, located_by=LocatedBy.DECLARED),
    )


def _members(row: Row) -> list[_Member]:
    numbers = [part.strip() for part in row.must("numbers").split(",") if part.strip()]
    names = _names(row, len(numbers))
    found = (_member(row, number, name) for number, name in zip(numbers, names, strict=True))
    return [member for member in found if member]


def _names(row: Row, wanted: int) -> list[str | None]:
    """Names of the members in order, or None where the cell cannot be cut into as many."""
    parts = [part.strip() for part in (row.text("members") or "").split(", ") if part.strip()]
    return list(parts) if len(parts) == wanted else [None] * wanted


def _member(row: Row, number: str, name: str | None) -> _Member | None:
    code = reference.current_code(number) if len(number) == 5 else None
    if code in reference.communes():
        return _Member(None, name, f"commune:{code}")
    try:
        siren = str(Siren.parse(number))
    except InvalidRecord as error:
        row.warn("numbers", "invalid_identifier", f"{error.value} : {error.reason} ; membre laissé de côté")
        return None
    return _Member(siren, name, _territory(siren, name))


def _territory(siren: str, name: str | None) -> str | None:
    """The EPCI of that SIREN, or the commune written in it (21 + COG code + key), if it bears the stated name."""
    if siren in reference.epcis():
        return f"epci:{siren}"
    code = siren[2:4] + siren[5:8]
    commune = reference.communes().get(code)
    if commune is None or not siren.startswith("21") or siren[4] != "0":
        return None
    return f"commune:{code}" if name is None or fold(commune.name) == fold(name) else None
