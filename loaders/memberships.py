"""Which territories are enrolled in which public scheme: one row is one territory of one contract.

It says where a scheme acts, not who is in it: `Programme —ACTS_IN→ Territory`, with the contract on the relation. What
is no territory in force but has a valid SIREN (an EPCI that has merged, an EPT, a PETR) is enrolled as the body it is.
A code that two levels share, or that was never matched, is refused with its reason, never guessed.
"""

from graph.errors import InvalidRecord
from graph.model.entities import Actor, Entity, Programme
from graph.model.ids import programme_id, siren_id
from graph.model.registers import Siren
from graph.model.relations import ActsIn, LocatedBy, Participation, Relation
from graph.territories import reference
from loaders.checks import territory
from loaders.facts import Facts, Rejected
from loaders.source import Row, SourceBase

LEVELS = ("commune", "epci", "departement", "region")
COMMUNE_LENGTH = 5


class Source(SourceBase):
    def facts(self, row: Row) -> Facts:
        scheme = row.must("scheme")
        facts = row.facts()
        programme = programme_id(scheme)
        facts.add(Programme(id=programme, label=scheme))
        facts.add(*_enrolled(row, programme), stated_as=row.text("contract_label"))
        return facts


def _enrolled(row: Row, programme: str) -> list[Entity | Relation]:
    code = _whole(row)
    place = _place(row.must("level"), code)
    if place:
        return [ActsIn(source=programme, target=place, located_by=LocatedBy.DECLARED, contract=row.text("contract"))]
    if siren := _siren(code):
        row.warn("code", "unplaced_member", "ce n’est pas un territoire en vigueur ; gardé comme organisme, sans lieu")
        actor = Actor(id=siren_id(siren), profile="collectivite", siren=siren)
        return [actor, Participation(source=actor.id, target=programme, role="membre")]
    raise Rejected(
        "unknown_territory",
        f"« {row.must('level')} » {code} : ni territoire du COG {reference.VINTAGE}, ni SIREN ; attendu le code d’une "
        "commune, d’un EPCI, d’un département ou d’une région",
        column=row.column("code"),
        value=code,
    )


def _whole(row: Row) -> str:
    """The code with the zero that a spreadsheet took away."""
    code = row.must("code")
    if code.isdigit() and len(code) == COMMUNE_LENGTH - 1 and reference.current_code(f"0{code}"):
        row.warn("code", "lost_zero", "zéro de tête perdu par un tableur ; rétabli")
        return f"0{code}"
    return code


def _place(level: str, code: str) -> str | None:
    """The territory in force, at the level said; at the only one that has that code where the level is not known."""
    levels = (level,) if level in LEVELS else LEVELS
    found = []
    for each in levels:
        try:
            found.append(territory(f"{each}:{code}"))
        except InvalidRecord:
            continue
    return found[0] if len(found) == 1 else None


def _siren(code: str) -> str | None:
    try:
        return str(Siren.parse(code))
    except InvalidRecord:
        return None
