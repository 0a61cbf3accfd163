"""An error as a page: the same words as the JSON, and a way on."""

from http import HTTPStatus
from typing import Any

from fastapi import Request
from starlette.responses import Response

from api.document import Document
from api.pages.rendering import PageView, html

_TITLES = {
    404: "Rien à cette adresse",
    410: "Cette fiche a été retirée",
    422: "Cette demande n’a pas été comprise",
    400: "Cette demande n’a pas été comprise",
    414: "Ce texte est trop long",
    503: "Le graphe ne répond pas",
}


def failure_page(request: Request, status: HTTPStatus, document: Document, headers: dict[str, str]) -> Response:
    """Near matches, where there are some, come from the error's details; nothing is read from the store."""
    error: Any = document["error"]
    near = [name for detail in error["details"] for name in detail.get("suggestions", ())]
    title = _TITLES.get(status, "Cette page n’a pas pu être faite")
    page = PageView(
        "error.html", document, context={"title": title, "near": near, "status": int(status)}, synthetic=False
    )
    return html(request, page, status, headers)
