"""Themes and pairs of kinds that are missing, territory by territory."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.dependencies import AnalysesDep
from api.document import Document
from api.pages.parameters import StatusChoice
from api.pages.refusals import answered
from api.pages.rendering import PageView, Table, answer_page
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
    nothing: Document = {"level": level, "revision": analyses.revision, "pairs": [], "synthetic": False}
    document, refusal = answered(request, lambda: analyses.profiles(GapQuestion(Level(level), status)), nothing)
    rows = [
        [pair["territory"], pair["name"], " + ".join(pair["labels"]), pair["alliances"], pair["expected"],
         pair["chance"], "oui" if pair["structural"] else "non"]
        for pair in document["pairs"]
    ]  # fmt: skip
    table = Table(f"profils-{level}", _HEADER, rows)
    return answer_page(request, PageView("profiles.html", document, table, {"refusal": refusal}, document["synthetic"]))
