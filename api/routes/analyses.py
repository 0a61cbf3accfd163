"""Computed documents: gaps and centrality, tagged by revision and options."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api import responses_gaps, responses_network
from api.answers.centrality import CentralityQuestion
from api.answers.suggestions import LIMIT_DEFAULT as PISTES
from api.dependencies import (
    AnalysesDep,
    CountedTies,
    Draws,
    EntityId,
    Exact,
    GapAsked,
    Measure,
    PisteLimit,
    Pivots,
    Profile,
    Seed,
    Territory,
    ThemeId,
    Within,
    Year,
)
from api.exports.gap_workbook import MEDIA
from api.gap_workbook_reply import workbook_reply
from api.replies import json_reply, tag, tagged, unchanged
from graph.model.counts import Counted

router = APIRouter(prefix="/api/v1", tags=["analyses"])


_WORKBOOK: dict[int | str, dict[str, Any]] = {200: {"content": {MEDIA: {}}}}


@router.get("/gaps", summary="Le tableau des écarts", response_model=responses_gaps.Gaps, responses=_WORKBOOK)
def gaps(
    request: Request, analyses: AnalysesDep, asked: GapAsked,
    format: Annotated[Literal["json", "xlsx"], Query(description="Le document, ou un classeur.")] = "json",
) -> Response:  # fmt: skip
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held
    found = analyses.gaps(asked)
    return tagged(json_reply(found) if format == "json" else workbook_reply(analyses.view, found), etag)


@router.get(
    "/gaps/profiles", summary="Thèmes et rencontres de profils qui manquent", response_model=responses_gaps.Profiles
)
def profiles(request: Request, analyses: AnalysesDep, asked: GapAsked) -> Response:
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held
    return tagged(json_reply(analyses.profiles(asked)), etag)


@router.get("/centrality", summary="Une mesure de centralité", response_model=responses_network.Scores)
def centrality(
    request: Request, analyses: AnalysesDep, measure: Measure = "degree", kind: Profile = None,
    territory: Territory = None, limit: Annotated[int, Query(ge=1, le=2000)] = 100,
    counted: CountedTies = Counted.ACTION, since: Year = None, until: Year = None, theme: ThemeId = None,
    within: Within = False, draws: Draws = None, pivots: Pivots = None, exact: Exact = None,
    seed: Seed = CentralityQuestion.seed,
) -> Response:  # fmt: skip
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held
    asked = CentralityQuestion(kind, territory, limit, counted, since, until, theme, within, draws, pivots, exact, seed)
    return tagged(json_reply(analyses.centrality(measure, asked)), etag)


@router.get(
    "/suggestions/{id:path}",
    summary="Les pistes d’un acteur ou d’un territoire",
    response_model=responses_network.Suggestions | responses_network.TerritorySuggestions,
)
def suggestions(
    request: Request, analyses: AnalysesDep, id: EntityId, limit: PisteLimit = PISTES,
    counted: CountedTies = Counted.ACTION,
) -> Response:  # fmt: skip
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held
    return tagged(json_reply(analyses.suggestions(id, limit, counted)), etag)
