"""What is in the graph: search, counts, sources, coverage."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api import responses, responses_sources
from api.answers import coverage_document, identities_document, search_document, sources_document
from api.answers.identities import ROWS_DEFAULT, ROWS_MAX
from api.dependencies import AnalysesDep, Cursor, JudgedAs, Kind, Text, ViewDep
from api.judged_responses import Identities
from api.replies import json_reply, tag, tagged, unchanged
from graph.identity import Verdict

router = APIRouter(prefix="/api/v1", tags=["données"])


@router.get("/search", summary="Chercher par nom ou identifiant", response_model=responses.Search)
def search(view: ViewDep, text: Text, kind: Kind = None, limit: Annotated[int, Query(ge=1, le=200)] = 20) -> Response:
    return json_reply(search_document(view, text, kind, limit))


@router.get("/stats", summary="Comptes du graphe", response_model=responses.Stats)
def stats(request: Request, analyses: AnalysesDep) -> Response:
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held
    return tagged(json_reply(analyses.stats()), etag)


@router.get("/sources", summary="Les sources", response_model=responses_sources.Sources)
def sources(view: ViewDep) -> Response:
    return json_reply(sources_document(view))


@router.get("/coverage", summary="Ce que chaque source couvre", response_model=responses_sources.Coverage)
def coverage(view: ViewDep, limit: Annotated[int, Query(ge=1, le=2000)] = 500, cursor: Cursor = None) -> Response:
    return json_reply(coverage_document(view, limit=limit, cursor=cursor))


@router.get(
    "/collection",
    summary="Sources par département, et que collecter ensuite",
    response_model=responses_sources.Collection,
)
def collection(request: Request, analyses: AnalysesDep) -> Response:
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held
    return tagged(json_reply(analyses.collection()), etag)


@router.get("/identities", summary="Qui est qui : paires jugées", response_model=Identities)
def identities(
    view: ViewDep,
    verdict: JudgedAs = Verdict.UNSURE,
    limit: Annotated[int, Query(ge=1, le=ROWS_MAX)] = ROWS_DEFAULT,
    cursor: Cursor = None,
) -> Response:
    return json_reply(identities_document(view, verdict=verdict, limit=limit, cursor=cursor))
