"""Research projects of the Agence nationale de la recherche: one row is one project, or one partner of one project.

What is particular: rows of partners give a project no date, its decision code (`ANR-22-…`) the year of the call; rows
of projects give the title and the day it began, which then win. A partner with a valid RNSR number is that research
unit whatever its spelling, the others are mentions (name + town as stated); a town is matched to a commune only where
the row says France (country or région); a foreign partner has no territory. The public files name the researchers and
their ORCID: no mapping reads those columns.
"""

import re
from functools import lru_cache

from graph.errors import InvalidRecord
from graph.model.entities import Actor, Entity, Experiment, Theme
from graph.model.ids import experiment_id, mention_id, rnsr_id, theme_id
from graph.model.relations import ActsIn, Addresses, LocatedBy, Participation, Relation, SituatedIn
from graph.model.text import fold
from graph.territories import reference
from graph.territories.places import find_commune, find_region
from loaders.asides import PERSON
from loaders.facts import Facts, SetAside
from loaders.persons import is_person
from loaders.source import Row, SourceBase

_CODE = re.compile(r"ANR-(?P<year>[0-9]{2})-(?P<programme>[A-Z0-9]+)-[0-9]+")

KEPT = 50_000
"""A project stands on a row for each partner, a partner on a row for each project: each fact is made once for many."""

PROFILES = {
    "laboratoire public": "academique",
    "organisme de recherche": "academique",
    "pme": "entreprise",
    "tpe": "entreprise",
    "entreprise autre que tpe ou pme": "entreprise",
    "fondation de recherche": "fondation",
    "association": "association",
}
"""Category of the source, folded → actor kind. « Divers public », « Divers privé » and « Étranger » say no kind."""

FRENCH = {"france": None, "reunion": "04", "guadeloupe": "01", "martinique": "02", "guyane francaise": "03",
          "guyane": "03", "mayotte": "06"}  # fmt: skip
"""Country as stated, folded → région it is, None for the whole of France."""


class Source(SourceBase):
    """Rows → project, partner, participation, place of the partner's establishment."""

    def facts(self, row: Row) -> Facts:
        if row.kind == "projets":
            return _titled(row)
        name, code = row.must("name"), row.must("project")
        if is_person(name):
            raise SetAside(PERSON)
        facts = row.facts()
        facts.add(*_project(row.source, code, row.text("acronym") or code))
        project, (actor, unit) = experiment_id(row.source, code), _identity(row, name)
        said = (row.text("category"), row.text("country"), row.text("town"))
        facts.add(_actor(actor, unit, name, *said), stated_as=name)
        role = "coordinateur" if row.text("coordinator") == "true" else "partenaire"
        place = _place(row)
        commune = place.removeprefix("commune:") if place and place.startswith("commune:") else None
        facts.add(Participation(source=actor, target=project, role=role, commune=commune), stated_as=name)
        if place:
            words = row.text("town") or row.text("region")
            facts.add(_situated(actor, place), _acts(project, place), stated_as=words)
        return facts


def _titled(row: Row) -> Facts:
    code, acronym = row.must("project"), row.text("acronym")
    label = row.text("title") or row.text("title_in_english") or acronym or code
    facts = row.facts()
    facts.add(*_project(row.source, code, label, row.text("start"), "curated"))
    return facts


@lru_cache(maxsize=KEPT)
def _project(
    source: str, code: str, label: str, start: str | None = None, basis: str = "stated"
) -> tuple[Entity | Relation, ...]:
    identifier = experiment_id(source, code)
    match = _CODE.match(code)
    programme = match["programme"] if match else None
    start = start or (f"~20{match['year']}" if match else None)
    project = Experiment(id=identifier, label=label, start=start, programme=programme, basis=basis)
    if not programme:
        return (project,)
    theme = theme_id(f"anr-{programme}")
    return project, _theme(theme, programme), Addresses(source=identifier, target=theme)


@lru_cache(maxsize=KEPT)
def _theme(identifier: str, programme: str) -> Theme:
    return Theme(id=identifier, label=f"Programme ANR {programme}", scheme="programme-anr", code=programme)


@lru_cache(maxsize=KEPT)
def _actor(
    identifier: str, unit: str | None, name: str, category: str | None, country: str | None, town: str | None
) -> Actor:
    profile = PROFILES.get(fold(category)) if category else None
    return Actor(id=identifier, label=name, profile=profile, category=category, rnsr=unit, country=country, town=town)


@lru_cache(maxsize=KEPT)
def _situated(actor: str, place: str) -> SituatedIn:
    return SituatedIn(source=actor, target=place, nature="establishment")


@lru_cache(maxsize=KEPT)
def _acts(project: str, place: str) -> ActsIn:
    return ActsIn(source=project, target=place, located_by=LocatedBy.ESTABLISHMENT)


def _identity(row: Row, name: str) -> tuple[str, str | None]:
    """The unit where its number is well formed; else the name and the town, in the words of the source."""
    unit = row.text("unit")
    if unit:
        try:
            return (identifier := rnsr_id(unit)), identifier.removeprefix("rnsr:")
        except InvalidRecord as error:
            row.warn("unit", "invalid_identifier", f"{error.reason} ; acteur gardé par son nom")
    return mention_id(row.source, name, row.text("town")), None


def _place(row: Row) -> str | None:
    """The finest place that is evidenced: commune, else région; None abroad or where nothing says France."""
    country, stated = row.text("country"), row.text("region")
    region = find_region(stated) if stated else None
    abroad = country is not None and fold(country) not in FRENCH
    if abroad or (country is None and region is None):
        return None
    region = region or (FRENCH[fold(country)] if country else None)
    town = row.text("town")
    if town:
        code, reason = _commune(town, region)
        if code:
            return f"commune:{code}"
        row.warn("town", "unplaced_town", f"ville non rattachée à une commune ({reason}) ; gardée telle quelle")
    return f"region:{region}" if region else None


@lru_cache(maxsize=KEPT)
def _commune(town: str, region: str | None) -> tuple[str | None, str]:
    match = find_commune(town, region=region)
    code = match.code if match.code in reference.communes() else None
    return code, match.reason
