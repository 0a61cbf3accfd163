"""The shape of the network as a page: the answer first, then who holds it and what it lacks."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.structure import StructureQuestion
from api.answers.worlds import only_synthetic
from api.dependencies import AnalysesDep
from api.pages.naming import NamedPlace, NamedTheme
from api.pages.parameters import ChanceChoice, ProfileChoice, Since, Until
from api.pages.refusals import answered
from api.pages.rendering import PageView, Table, answer_page
from graph.language import _
from graph.vocabulary import actor_kinds, mediations

router = APIRouter(include_in_schema=False)

SMALL = 3_000
"""Actors of a graph that is compared with chance while the page is made; beyond, on demand."""
SHOWN = 12
_HEADER = ("partie", "id", "nom", "acteurs_coupes", "partenaires", "taille_efficace", "contrainte")


@router.get("/structure")
@router.get("/structure.json")
@router.get("/structure.csv")
def structure(
    request: Request, analyses: AnalysesDep, territory: NamedPlace, theme: NamedTheme, since: Since = None,
    until: Until = None, profile: ProfileChoice = None, chance: ChanceChoice = None,
) -> Response:  # fmt: skip
    """A network that leaves nothing to describe is a page that says so."""
    small = analyses.stats()["nodes"].get("Actor", 0) <= SMALL
    asked = StructureQuestion(
        territory=territory, since=since, until=until, theme=theme, kinds=(profile,) if profile else (), limit=SHOWN,
        draws=None if chance == "oui" or (chance is None and small) else 0,
    )  # fmt: skip
    document, refusal = answered(request, lambda: analyses.structure(asked), {"revision": analyses.revision})
    context = {
        "asked": asked, "profile": profile, "profiles": actor_kinds(), "roles": mediations(), "refusal": refusal,
    }  # fmt: skip
    table = Table("structure", _HEADER, [] if refusal else list(_rows(document)))
    return answer_page(request, PageView("structure.html", document, table, context, only_synthetic(analyses.stats())))


def _rows(document: Any) -> list[list[object]]:
    parts = (("cut_actors", _("acteur qui tient un groupe")), ("cut_events", _("alliance qui tient un groupe")),
             ("connectors", _("connecteur")), ("isolated", _("isolé")))  # fmt: skip
    return [
        [word, row["id"], row["label"], row.get("grouped"), row.get("partners"), row.get("effective_size"),
         row.get("constraint")]
        for name, word in parts for row in document[name]["rows"]
    ]  # fmt: skip
