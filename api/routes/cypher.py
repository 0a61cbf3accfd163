"""Cypher by a person who holds the token: planned first, read only, bounded."""

import json
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api import responses
from api.answers.cypher import ROWS_DEFAULT, check_token, cypher_document
from api.dependencies import SettingsDep
from api.replies import json_reply
from api.settings import ApiSettings
from graph.errors import InvalidInput

router = APIRouter(prefix="/api/v1", tags=["cypher"])
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {
            "type": "object", "required": ["query"],
            "properties": {"query": {"type": "string"}, "limit": {"type": "integer", "default": ROWS_DEFAULT}},
        }}},
    }
}  # fmt: skip


@router.post("/cypher", summary="Une lecture en Cypher", response_model=responses.Cypher, openapi_extra=_BODY)
async def cypher(request: Request, settings: SettingsDep) -> Response:
    """Fermée par défaut. `Authorization: Bearer <jeton>` ; corps `{"query": "MATCH …", "limit": 1000}`."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    check_token(settings, given.strip() if scheme.lower() == "bearer" else None)
    query, limit = _asked(await request.body(), settings.max_body)
    document = await run_in_threadpool(_answer, request, settings, query, limit)
    return json_reply(document, headers={"Cache-Control": "no-store"})


def _answer(request: Request, settings: ApiSettings, query: str, limit: int) -> dict[str, Any]:
    revision = request.app.state.connection.view().revision()
    return cypher_document(settings, revision, query, limit)


def _asked(body: bytes, most: int) -> tuple[str, int]:
    """Raises InvalidInput: whatever is sent, nested a thousand deep included, is answered in words."""
    try:
        said = json.loads(body[:most])
    except (ValueError, RecursionError):
        said = None
    query, limit = (said.get("query"), said.get("limit", ROWS_DEFAULT)) if isinstance(said, dict) else (None, None)
    if not isinstance(query, str) or not isinstance(limit, int) or isinstance(limit, bool):
        raise InvalidInput('Corps refusé. Attendu : un objet JSON, {"query": "MATCH …", "limit": 1000}.')
    return query, limit
