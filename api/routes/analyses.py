"""Computed documents: gaps and centrality, tagged by revision and options."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api import responses
from api.dependencies import AnalysesDep, CountedTies, GapAsked, Measure, Profile, Territory
from api.replies import json_reply, tag, tagged, unchanged
from graph.model.counts import Counted

router = APIRouter(prefix="/api/v1", tags=["analyses"])


@router.get("/gaps", summary="Le tableau des écarts", response_model=responses.Gaps)
def gaps(request: Request, analyses: AnalysesDep, asked: GapAsked) -> Response:
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held
    return tagged(json_reply(analyses.gaps(asked)), etag)


@router.get("/gaps/profiles", summary="Thèmes et rencontres de profils qui manquent", response_model=responses.Profiles)
def profiles(request: Request, analyses: AnalysesDep, asked: GapAsked) -> Response:
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held
    return tagged(json_reply(analyses.profiles(asked)), etag)


@router.get("/centrality", summary="Une mesure de centralité", response_model=responses.Scores)
def centrality(
    request: Request,
    analyses: AnalysesDep,
    measure: Measure = "degree",
    kind: Profile = None,
    territory: Territory = None,
    limit: Annotated[int, Query(ge=1, le=2000)] = 100,
    counted: CountedTies = Counted.ACTION,
) -> Response:
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held
    return tagged(json_reply(analyses.centrality(measure, kind, territory, limit, counted)), etag)
