"""Sheets as JSON: one node, what is said of it, its relations."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api import responses
from api.answers import actor_document, alliance_document, experiment_document, territory_document
from api.answers.sheets import ROWS_DEFAULT
from api.dependencies import AnalysesDep, Cursor, EntityId, RowLimit, ViewDep
from api.document import Document
from api.replies import json_reply, tag, tagged, unchanged
from graph.model.question import GapQuestion
from graph.store.base import View

router = APIRouter(prefix="/api/v1", tags=["fiches"])


@router.get("/actors/{id:path}", summary="Un acteur", response_model=responses.Actor)
def actor(view: ViewDep, id: EntityId, limit: RowLimit = ROWS_DEFAULT, cursor: Cursor = None) -> Response:
    return json_reply(actor_document(view, id, limit=limit, cursor=cursor))


@router.get("/experiments/{id:path}", summary="Une expérimentation", response_model=responses.Event)
def experiment(view: ViewDep, id: EntityId, limit: RowLimit = ROWS_DEFAULT, cursor: Cursor = None) -> Response:
    return json_reply(experiment_document(view, id, limit=limit, cursor=cursor))


@router.get("/alliances/{id:path}", summary="Une alliance", response_model=responses.Event)
def alliance(view: ViewDep, id: EntityId, limit: RowLimit = ROWS_DEFAULT, cursor: Cursor = None) -> Response:
    return json_reply(alliance_document(view, id, limit=limit, cursor=cursor))


@router.get("/territories/{id:path}", summary="Un territoire", response_model=responses.Territory)
def territory(
    request: Request, analyses: AnalysesDep, id: EntityId, limit: RowLimit = ROWS_DEFAULT, cursor: Cursor = None
) -> Response:
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held

    def kept(_: View, asked: GapQuestion) -> Document:
        return analyses.gaps(asked)

    return tagged(json_reply(territory_document(analyses.view, id, limit=limit, cursor=cursor, gaps=kept)), etag)
