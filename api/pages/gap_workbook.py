"""The gap page as a workbook: the same question as /ecarts, under the same French names."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.dependencies import AnalysesDep
from api.gap_workbook_reply import workbook_reply
from api.pages.parameters import (
    CountingChoice,
    GapLevelChoice,
    RefitsChoice,
    SeatsChoice,
    Since,
    StatusChoice,
    Until,
    WithinChoice,
)
from api.replies import tag, tagged, unchanged
from graph.model.counts import Counting
from graph.model.levels import Level
from graph.model.question import GapQuestion

router = APIRouter(include_in_schema=False)


@router.get("/ecarts.xlsx")
def gaps(
    request: Request, analyses: AnalysesDep, level: GapLevelChoice = "region", status: StatusChoice = None,
    seats: SeatsChoice = "avec", since: Since = None, until: Until = None, counting: CountingChoice = "plein",
    refits: RefitsChoice = 0, within: WithinChoice = None,
) -> Response:  # fmt: skip
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held
    asked = GapQuestion(
        Level(level), status, seats=seats == "avec", since=since, until=until,
        counting=Counting.FULL if counting == "plein" else Counting.FRACTIONAL, bootstrap=refits, within=within,
    )  # fmt: skip
    return tagged(workbook_reply(analyses.view, analyses.gaps(asked)), etag)
