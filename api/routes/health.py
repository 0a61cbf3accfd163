"""Is the process alive; can it read its graph."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.dependencies import ViewDep
from api.replies import json_reply

router = APIRouter(tags=["service"])


@router.get("/healthz", summary="Le service tourne")
def healthz() -> Response:
    return json_reply({"status": "ok"}, headers={"Cache-Control": "no-store"})


@router.get("/readyz", summary="Le graphe répond")
def readyz(view: ViewDep) -> Response:
    return json_reply({"status": "ok", "revision": view.revision()}, headers={"Cache-Control": "no-store"})


@router.get("/openapi.json", include_in_schema=False)
def schema(request: Request) -> Response:
    return json_reply(request.app.openapi())
