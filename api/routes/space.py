"""Whether gaps have a geography."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api import responses_space
from api.answers.space import SEED
from api.dependencies import AnalysesDep, CountedTies, Seats, Seed, Status, Year
from api.replies import json_reply, tag, tagged, unchanged
from graph.model.counts import Counted
from graph.model.levels import Level
from graph.model.question import GapQuestion

router = APIRouter(prefix="/api/v1", tags=["analyses"])


@router.get("/gaps/space", summary="Les écarts voisins se groupent-ils ?", response_model=responses_space.Space)
def space(
    request: Request, analyses: AnalysesDep, status: Status = None, counted: CountedTies = Counted.ACTION,
    seats: Seats = True, since: Year = None, until: Year = None, seed: Seed = SEED,
) -> Response:  # fmt: skip
    """Of the départements; 422 where the extra « spatial » is not installed or too little is known."""
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held
    asked = GapQuestion(Level.DEPARTEMENT, status, counted, seats, since, until)
    return tagged(json_reply(analyses.space(asked, seed)), etag)
