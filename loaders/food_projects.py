"""Projets alimentaires territoriaux: one table of projects, one of the communes of each.

The structure that carries a project stands in one cell, several on as many lines; it is named, never numbered.
"""

import re

from graph.errors import InvalidRecord
from graph.model.entities import Actor, Experiment
from graph.model.ids import experiment_id, mention_id, programme_id
from graph.model.relations import ActsIn, LocatedBy, Participation, SituatedIn
from graph.territories import reference
from loaders.checks import commune
from loaders.facts import Facts
from loaders.source import Row, SourceBase

SCHEME = "Projets alimentaires territoriaux"
_HEADING = re.compile(r":\s*$")
_BRACKET = re.compile(r"\s*\((?:0[1-9]|[1-9][0-9]|2[AB])\)\s*$")


class Source(SourceBase):
    def facts(self, row: Row) -> Facts:
        facts = row.facts()
        project = experiment_id(row.source, row.must("code").removesuffix(".0"))
        if row.kind == "communes":
            facts.add(
                Experiment(id=project), ActsIn(source=project, target=_commune(row), located_by=LocatedBy.DECLARED)
            )
            return facts
        name = row.must("name")
        facts.add(
            Experiment(
                id=project, label=name, start=row.text("start"), scale="locale", domain="Alimentation",
                programme=programme_id(SCHEME),
            ),
            stated_as=name,
        )  # fmt: skip
        departement = (row.text("departement") or "")[:2]
        for rank, carrier in enumerate(_carriers(row)):
            actor = mention_id(row.source, carrier, departement or None)
            facts.add(
                Actor(id=actor, label=carrier, profile="collectivite"),
                Participation(source=actor, target=project, role="porteur" if rank == 0 else "partenaire"),
                stated_as=carrier,
            )
            if departement in reference.departements():
                facts.add(SituatedIn(source=actor, target=f"departement:{departement}"))
        return facts


def _carriers(row: Row) -> list[str]:
    lines = [_BRACKET.sub("", line).strip(" -–•") for line in (row.text("carrier") or "").splitlines()]
    return list(dict.fromkeys(" ".join(_HEADING.sub("", line).split()) for line in lines if line.strip()))


def _commune(row: Row) -> str:
    try:
        return f"commune:{commune(row.must('commune'))}"
    except InvalidRecord as error:
        raise row.rejection("commune", "unknown_territory", error.reason) from error
