"""The register of associations (RNA): one row is one association, living or not.

Two files: `waldec` has those created or changed since 2009, under their RNA number; `import` the older ones, under a
number of before that identifies nothing elsewhere. Associations of Moselle, Bas-Rhin and Haut-Rhin are of local law and
stand in the registers of the courts: the mapping declares them outside. Who runs an association is never read.
"""

from graph import vocabulary
from graph.errors import InvalidRecord
from graph.model.entities import Actor
from graph.model.ids import mention_id, rna_id, theme_id
from graph.model.registers import Rna, Siret
from graph.model.relations import Addresses, SituatedIn
from graph.territories import reference
from loaders.facts import Facts
from loaders.source import Row, SourceBase

LIVING = "A"


class Source(SourceBase):
    def facts(self, row: Row) -> Facts:
        name = row.must("name")
        rna, siren = _rna(row), _siren(row)
        commune = reference.current_code(code) if (code := row.text("commune")) else None
        actor = Actor(
            id=rna_id(rna) if rna else mention_id(row.source, name, row.text("commune")),
            label=name,
            basis="register",
            profile="association",
            acronym=row.text("acronym"),
            rna=rna,
            siren=siren,
            purpose=row.text("purpose"),
            created=_day(row, "created"),
            dissolved=_day(row, "dissolved"),
            active=row.text("position") == LIVING if row.text("position") else None,
            website=row.text("website"),
        )
        facts = row.facts()
        facts.add(actor, stated_as=name)
        if commune:
            facts.add(SituatedIn(source=actor.id, target=f"commune:{commune}"))
        facts.add(*(Addresses(source=actor.id, target=theme) for theme in _themes(row)))
        return facts


def _rna(row: Row) -> str | None:
    """None in the older file, whose numbers are not of the register."""
    if row.kind == "import":
        return None
    try:
        return str(Rna.parse(row.must("number")))
    except InvalidRecord as error:
        raise row.rejection("number", "invalid_identifier", error.reason) from error


def _siren(row: Row) -> str | None:
    text = row.text("siret")
    if text is None:
        return None
    try:
        return str(Siret.parse(text).siren)
    except InvalidRecord as error:
        row.warn("siret", "invalid_identifier", f"{error.reason} ; SIRET laissé de côté")
        return None


def _day(row: Row, name: str) -> str | None:
    """The register writes an unknown day 0001-01-01."""
    said = row.text(name)
    return None if said is None or said.startswith("0001") else said


def _themes(row: Row) -> list[str]:
    """Families of the objects declared: the first three figures of a code of six."""
    families = vocabulary.waldec_families()
    codes = (code.zfill(6)[:3] for name in ("object1", "object2") if (code := row.text(name)))
    return [theme_id(f"waldec-{code}") for code in dict.fromkeys(codes) if code in families]
