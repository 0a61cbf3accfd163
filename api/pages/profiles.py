"""Themes and pairs of kinds that are missing, territory by territory."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.dependencies import AnalysesDep
from api.pages.parameters import StatusChoice
from api.pages.rendering import PageView, Table, answer_page
from graph.errors import NotResolvable
from graph.model.levels import Level
from graph.model.question import GapQuestion

router = APIRouter(include_in_schema=False)
_HEADER = ("territoire", "nom", "absent", "alliances", "attendues", "chance", "structurel")


@router.get("/ecarts/profils")
@router.get("/ecarts/profils.json")
@router.get("/ecarts/profils.csv")
def profiles(
    request: Request, analyses: AnalysesDep, status: StatusChoice = None,
    level: Annotated[Literal["region", "departement"], Query(alias="niveau")] = "region",
) -> Response:  # fmt: skip
    """A crossing that cannot be made (nothing loaded) is a page that says so, not an error."""
    try:
        document: Any = analyses.profiles(GapQuestion(Level(level), status))
    except NotResolvable as refusal:
        if not request.url.path == "/ecarts/profils":
            raise
        nothing: Any = {"level": level, "revision": analyses.revision}
        context = {"refusal": refusal.message}
        return answer_page(request, PageView("profiles.html", nothing, None, context, synthetic=False))
    rows = [
        [pair["territory"], pair["name"], " + ".join(pair["labels"]), pair["alliances"], pair["expected"],
         pair["chance"], "oui" if pair["structural"] else "non"]
        for pair in document["pairs"]
    ]  # fmt: skip
    table = Table(f"profils-{level}", _HEADER, rows)
    return answer_page(request, PageView("profiles.html", document, table, {"refusal": None}, document["synthetic"]))
