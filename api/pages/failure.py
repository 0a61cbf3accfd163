"""An error as a page: the same words as the JSON, and a way on."""

from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from fastapi import Request
from starlette.responses import Response

from api.answers.naming import labels
from api.document import Document
from api.pages.rendering import PageView, html
from api.pages.words import sheet_url
from graph.errors import EntrelacsError
from graph.language import N_, _

_TITLES = {
    404: N_("Rien à cette adresse"),
    410: N_("Cette fiche a été retirée"),
    422: N_("Cette demande n’a pas été comprise"),
    400: N_("Cette demande n’a pas été comprise"),
    414: N_("Ce texte est trop long"),
    503: N_("Le graphe ne répond pas"),
}
_OTHER = N_("Cette page n’a pas pu être faite")


def failure_page(request: Request, status: HTTPStatus, document: Document, headers: dict[str, str]) -> Response:
    """Near matches, where there are some, come from the error's details; their names from the store, if it answers."""
    error: Any = document["error"]
    near = [near for detail in error["details"] for near in _near(request, detail)]
    title = _(_TITLES.get(status, _OTHER))
    page = PageView(
        "error.html", document, context={"title": title, "near": near, "status": int(status)}, synthetic=False
    )
    return html(request, page, status, headers)


def _near(request: Request, detail: Any) -> list[tuple[str, str, str]]:
    """(words, id, address): the same page with what was perhaps meant, where a field of it was not understood; else
    the sheet.
    """
    ids = detail.get("suggestions", ())
    names = detail.get("suggested_names") or _names(request, ids)
    field = detail.get("field")
    if field not in request.query_params:
        return [(name, each, sheet_url(each)) for name, each in zip(names, ids, strict=True)]
    url = request.url
    addresses = [str(url.include_query_params(**{field: each}).replace(scheme="", netloc="")) for each in ids]
    return list(zip(names, ids, addresses, strict=True))


def _names(request: Request, ids: Sequence[str]) -> list[str]:
    """An id where the store does not answer: this page is there to say what went wrong, not to go wrong."""
    known: dict[str, str] = {}
    if ids:
        with suppress(EntrelacsError):
            known = labels(request.app.state.connection.view(), ids)
    return [known.get(each, each) for each in ids]
