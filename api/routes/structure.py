"""The shape of the network, and its years, tagged by revision and options."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api import responses_network
from api.answers.history import NAMED_DEFAULT, HistoryQuestion
from api.answers.structure import LIMIT_DEFAULT, StructureQuestion
from api.dependencies import (
    AnalysesDep,
    CountedTies,
    EntityId,
    Kinds,
    Measure,
    Named,
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


@router.get("/structure", summary="La forme du réseau", response_model=responses_network.Structure)
def structure(
    request: Request, analyses: AnalysesDep, territory: Territory = None, since: Year = None, until: Year = None,
    theme: ThemeId = None, kinds: Kinds = None, status: Status = None, counted: CountedTies = Counted.ACTION,
    limit: StructureLimit = LIMIT_DEFAULT, draws: SwapDraws = None, seed: Seed = StructureQuestion.seed,
) -> Response:  # fmt: skip
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held
    asked = StructureQuestion(
        territory, since, until, theme, tuple(sorted(kinds or ())), status, counted, limit, draws, seed
    )
    return tagged(json_reply(analyses.structure(asked)), etag)


@router.get("/history", summary="Le réseau année par année", response_model=responses_network.NetworkHistory)
def network_history(
    request: Request, analyses: AnalysesDep, territory: Territory = None, since: Year = None, until: Year = None,
    theme: ThemeId = None, counted: CountedTies = Counted.ACTION, named: Named = NAMED_DEFAULT,
) -> Response:  # fmt: skip
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held
    asked = HistoryQuestion(territory, since, until, theme, counted, named)
    return tagged(json_reply(analyses.network_history(asked)), etag)


@router.get("/history/{id:path}", summary="Un acteur année par année", response_model=responses_network.ActorHistory)
def actor_history(
    request: Request, analyses: AnalysesDep, id: EntityId, measure: Measure = "degree", territory: Territory = None,
    since: Year = None, until: Year = None, theme: ThemeId = None, counted: CountedTies = Counted.ACTION,
    named: Named = NAMED_DEFAULT, seed: Seed = HistoryQuestion.seed,
) -> Response:  # fmt: skip
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held
    asked = HistoryQuestion(territory, since, until, theme, counted, named, seed)
    return tagged(json_reply(analyses.actor_history(id, measure, asked)), etag)
