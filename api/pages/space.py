"""Whether the gaps of neighbouring départements lean together: the page of /api/v1/gaps/space, with its twins."""

from typing import Any

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from api.answers.space import CAVEAT, SEED, SMALLEST_P
from api.dependencies import AnalysesDep
from api.document import Document
from api.pages.parameters import SeatsChoice, Since, StatusChoice, Until
from api.pages.refusals import answered
from api.pages.rendering import PageView, Table, answer_page
from api.pages.words import sheet_url
from graph.model.levels import Level
from graph.model.question import GapQuestion
from graph.model.typography import fine

router = APIRouter(include_in_schema=False)
_HEADER = ("territoire", "nom", "motif", "p", "p_corrigee", "foyer")


@router.get("/ecarts/espace")
@router.get("/ecarts/espace.json")
@router.get("/ecarts/espace.csv")
def space(
    request: Request, analyses: AnalysesDep, status: StatusChoice = None, seats: SeatsChoice = "avec",
    since: Since = None, until: Until = None,
) -> Response:  # fmt: skip
    """Where the extra `spatial` is absent, or too little is known, the page says so; its twins keep the error."""
    asked = GapQuestion(Level.DEPARTEMENT, status, seats=seats == "avec", since=since, until=until)
    nothing: Document = {"revision": analyses.revision, "synthetic": False, "caveat": fine(CAVEAT)}
    document, refusal = answered(request, lambda: analyses.space(asked, SEED), nothing)
    rows = [] if refusal else _rows(document)
    context = {
        "refusal": refusal, "asked": asked, "cluster": None if refusal else _cluster(document),
        "map": None if refusal else _map(document), "grouped": not refusal and document["moran"]["p"] <= SMALLEST_P,
    }  # fmt: skip
    table = Table("ecarts-espace", _HEADER, rows)
    return answer_page(request, PageView("space.html", document, table, context, bool(document["synthetic"])))


def _map(document: Any) -> Markup:
    from visualisations import space_map  # only when there is something to draw

    return space_map.render(document, _cluster(document), href=sheet_url)


def _cluster(document: Any) -> Any:
    """The low cluster, where it is deeper than chance: another is a shape that the scan had to return."""
    found = document["cluster"]
    return found if found and found["p"] <= SMALLEST_P else None


def _rows(document: Any) -> list[list[object]]:
    """Each territory that stands out with its neighbours, or lies in the low cluster, once."""
    cluster = _cluster(document)
    places = {each["id"]: each["name"] for each in cluster["territories"]} if cluster else {}
    local = {row["territory"]["id"]: row for row in document["local"]}
    names = {**places, **{key: row["territory"]["name"] for key, row in local.items()}}
    return [
        [key, names[key], *(local[key][name] if key in local else None for name in ("pattern", "p", "corrected_p")),
         "oui" if key in places else "non"]
        for key in sorted(names)
    ]  # fmt: skip
