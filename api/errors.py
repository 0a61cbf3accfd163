"""Every error as an answer: one table from type to status, one JSON shape, and the same words on a page.

`{"error": {"code", "message", "details", "request_id"}}` whatever the route (interfaces.md §5). What a person asked
for as a page is answered as a page.
"""

import logging
from http import HTTPStatus

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api import access, cache, jobs
from api.document import Document
from api.pages.failure import failure_page
from api.replies import json_reply
from api.validation import explained
from graph import errors
from graph.model.typography import fine

log = logging.getLogger("entrelacs")

STATUS: dict[type[errors.EntrelacsError], HTTPStatus] = {
    errors.InvalidRecord: HTTPStatus.BAD_REQUEST,
    errors.InvalidInput: HTTPStatus.BAD_REQUEST,
    errors.GoneEntity: HTTPStatus.GONE,
    errors.UnknownEntity: HTTPStatus.NOT_FOUND,
    errors.Unreachable: HTTPStatus.BAD_GATEWAY,
    errors.StoreUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreFormat: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.NotResolvable: HTTPStatus.UNPROCESSABLE_ENTITY,
    cache.Overloaded: HTTPStatus.SERVICE_UNAVAILABLE,
    access.NotEnabled: HTTPStatus.FORBIDDEN,
    access.Unauthorised: HTTPStatus.UNAUTHORIZED,
    jobs.UnknownJob: HTTPStatus.NOT_FOUND,
    jobs.Interrupted: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.EntrelacsError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The most particular type wins; a test checks that every error of the tree is named."""

RETRY_AFTER = "5"
_HTTP_WORDS = {
    404: ("not_found", "Aucune page à cette adresse : vérifiez-la ou repartez de l’accueil (/) ou de /docs."),
    405: ("method_not_allowed", "Cette adresse se lit seulement : la méthode attendue est GET."),
    413: ("too_large", "Requête trop volumineuse : ce service n’attend aucun contenu."),
    414: ("uri_too_long", "Adresse trop longue : raccourcissez le texte cherché."),
}


def status_of(error: errors.EntrelacsError) -> HTTPStatus:
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def error_document(code: str, message: str, details: list[dict[str, object]], request_id: str) -> Document:
    told = [{**each, "reason": fine(str(each["reason"]))} if "reason" in each else each for each in details]
    return {"error": {"code": code, "message": fine(message), "details": told, "request_id": request_id}}


def domain_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.EntrelacsError)
    status = status_of(error)
    headers = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else None
    return answer(request, status, error.code, error.message, error.details, headers)


def invalid_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    details = [explained(problem) for problem in error.errors()]
    message = "Paramètre refusé — " + " ; ".join(f"{d['field']} : {d['reason']}" for d in details) + "."
    return answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_parameter", message, details)


def http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code, message = _HTTP_WORDS.get(error.status_code, ("http_error", "Requête refusée."))
    return answer(request, HTTPStatus(error.status_code), code, message, [], dict(error.headers or {}))


def unexpected(request: Request, error: Exception) -> Response:
    """The trace goes to the log with the request's number; the answer holds nothing of it."""
    log.error("requête %s : %s", request.state.request_id, request.url.path, exc_info=error)
    message = "Erreur inattendue de ce serveur. Signalez-la avec le numéro de la requête."
    return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error", message, [])


def answer(
    request: Request,
    status: HTTPStatus,
    code: str,
    message: str,
    details: list[dict[str, object]],
    headers: dict[str, str] | None = None,
) -> Response:
    """The error as JSON or as a page, whichever the address promises."""
    headers = {**(headers or {}), "Cache-Control": "no-store"}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = RETRY_AFTER
    document = error_document(code, message, details, request.state.request_id)
    if wants_page(request.url.path):
        return failure_page(request, status, document, headers)
    return json_reply(document, status=status, headers=headers)


def wants_page(path: str) -> bool:
    machine = ("/api/", "/healthz", "/readyz", "/openapi.json", "/static/")
    return not path.startswith(machine) and not path.endswith((".json", ".csv"))
