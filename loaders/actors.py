"""Lists of organisations: one row is one of them, with its numbers, its place and what the list says of it."""

from graph.model.relations import SituatedIn
from loaders.asides import PERSON
from loaders.facts import Facts, SetAside
from loaders.organisations import organisation
from loaders.persons import is_person
from loaders.source import Row, SourceBase

_TRUE = ("true", "o", "oui", "1")


class Source(SourceBase):
    def facts(self, row: Row) -> Facts:
        """Raises SetAside for a person."""
        if is_person(row.text("name") or ""):
            raise SetAside(PERSON)
        found = organisation(row)
        said = found.actor.model_copy(
            update={
                "label": (row.text("before_name") or "") + found.actor.label,
                "usual_name": row.text("usual_name"),
                "activity": row.text("activity"),
                "purpose": row.text("purpose"),
                "created": row.text("created"),
                "dissolved": row.text("dissolved"),
                "active": _flag(row, "active"),
                "website": row.text("website"),
                "social_economy": _flag(row, "social_economy"),
                "basis": row.text("basis") or "stated",
            }
        )
        facts = row.facts()
        facts.add(said, stated_as=row.text("name"))
        if found.place:
            facts.add(SituatedIn(source=said.id, target=found.place, nature=row.text("nature") or "seat"))
        return facts


def _flag(row: Row, name: str) -> bool | None:
    said = row.text(name)
    return None if said is None else said.casefold() in _TRUE
