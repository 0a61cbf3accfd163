"""Projects of local authorities, in the published schema `projets-territoire`, and the authorities they act in.

Lists stand in cells as JSON. The person in charge of a project (name, mail, phone, office) is never read.
"""

import json

from graph.errors import InvalidRecord
from graph.model.entities import Actor, Experiment, Programme
from graph.model.ids import experiment_id, programme_id, siren_id
from graph.model.registers import Siren, Siret
from graph.model.relations import ActsIn, LocatedBy, Participation, SituatedIn
from graph.territories import reference
from loaders.facts import Facts
from loaders.source import Row, SourceBase

PHASES = {"idée": "rd_experimentation", "étude": "rd_experimentation", "opération": "deploiement"}


class Source(SourceBase):
    """Authorities come first: projects name them by an id of the file."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}

    def facts(self, row: Row) -> Facts:
        return self._authority(row) if row.kind == "collectivites" else self._project(row)

    def _authority(self, row: Row) -> Facts:
        facts = row.facts()
        place = _territory(row)
        if place:
            self._places[row.must("id")] = place
        if siren := _siren(row, "siren"):
            actor = Actor(id=siren_id(siren), label=row.must("name"), profile="collectivite", siren=siren)
            facts.add(actor, stated_as=row.must("name"))
            if place:
                facts.add(SituatedIn(source=actor.id, target=place))
        return facts

    def _project(self, row: Row) -> Facts:
        facts = row.facts()
        scheme = row.text("scheme")
        project = Experiment(
            id=experiment_id(row.source, row.must("id")),
            label=row.must("name"),
            start=row.text("start"),
            phase=PHASES.get((row.text("phase") or "").casefold()),
            relevance=row.text("description"),
            programme=programme_id(scheme) if scheme else None,
        )
        facts.add(project, stated_as=project.label)
        if scheme:
            facts.add(Programme(id=programme_id(scheme), label=scheme))
        if siren := _siren(row, "carrier"):
            carrier = Actor(id=siren_id(siren), profile="collectivite", siren=siren)
            facts.add(carrier, Participation(source=carrier.id, target=project.id, role="porteur"))
        for named in _listed(row, "authorities"):
            if place := self._places.get(named):
                facts.add(ActsIn(source=project.id, target=place, located_by=LocatedBy.DECLARED))
        return facts


def _territory(row: Row) -> str | None:
    if (code := row.text("commune")) and (current := reference.current_code(code)):
        return f"commune:{current}"
    epci = row.text("epci")
    return f"epci:{epci}" if epci in reference.epcis() else None


def _siren(row: Row, name: str) -> str | None:
    text = row.text(name)
    if text is None:
        return None
    try:
        return str(Siren.parse(text)) if len(text) == 9 else str(Siret.parse(text).siren)
    except InvalidRecord as error:
        row.warn(name, "invalid_identifier", f"{error.reason} ; numéro laissé de côté")
        return None


def _listed(row: Row, name: str) -> list[str]:
    try:
        found = json.loads(row.text(name) or "[]")
    except ValueError:
        row.warn(name, "invalid_list", "liste JSON illisible ; laissée de côté")
        return []
    return [str(each) for each in found] if isinstance(found, list) else []
