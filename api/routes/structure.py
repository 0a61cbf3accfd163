"""The shape of the network, tagged by revision and options."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api import responses
from api.answers.structure import LIMIT_DEFAULT, Asked
from api.dependencies import (
    AnalysesDep,
    CountedTies,
    Kinds,
    Seed,
    Status,
    StructureLimit,
    SwapDraws,
    Territory,
    ThemeId,
    Year,
)
from api.replies import json_reply, tag, tagged, unchanged
from graph.model.counts import Counted

router = APIRouter(prefix="/api/v1", tags=["analyses"])


@router.get("/structure", summary="La forme du réseau", response_model=responses.Structure)
def structure(
    request: Request, analyses: AnalysesDep, territory: Territory = None, since: Year = None, until: Year = None,
    theme: ThemeId = None, kinds: Kinds = None, status: Status = None, counted: CountedTies = Counted.ACTION,
    limit: StructureLimit = LIMIT_DEFAULT, draws: SwapDraws = None, seed: Seed = Asked.seed,
) -> Response:  # fmt: skip
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held
    asked = Asked(territory, since, until, theme, tuple(sorted(kinds or ())), status, counted, limit, draws, seed)
    return tagged(json_reply(analyses.structure(asked)), etag)
