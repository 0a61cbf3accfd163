"""The gap page as a workbook: the same question as /ecarts, the same filters and order, under the same French names."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.dependencies import AnalysesDep
from api.gap_workbook_reply import workbook_reply
from api.pages.gap_choices import ChoicesDep
from api.pages.gap_question import GapAsked
from api.replies import tag, tagged, unchanged

router = APIRouter(include_in_schema=False)


@router.get("/ecarts.xlsx")
def gaps(request: Request, analyses: AnalysesDep, chosen: ChoicesDep, asked: GapAsked) -> Response:
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held
    document = chosen.applied(analyses.gaps(asked))
    said = chosen.said(len(document["rows"]), document["total"])
    return tagged(workbook_reply(analyses.view, document, said), etag)
