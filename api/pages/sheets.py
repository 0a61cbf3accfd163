"""The sheets of actors, experiments and alliances, and what that of a territory (`territories`) shares with them."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.answers import actor_document, alliance_document, experiment_document
from api.answers.sheets import WrongKind
from api.dependencies import AnalysesDep, ViewDep
from api.document import Document
from api.pages.parameters import Following, PageId, PistesChoice
from api.pages.rendering import PageView, Table, answer_page
from api.pages.words import encoded, sheet_url, word
from graph.errors import NotResolvable

router = APIRouter(include_in_schema=False)

_COLUMNS = ("id", "nom", "nature", "profil", "role", "debut", "fin", "source", "ligne", "statut")


SMALL = 3_000
"""Actors of a graph whose pistes are worked out while a page is made; beyond, on demand."""
PISTES = 5


@router.get("/acteurs/{id:path}")
def actor(
    request: Request, analyses: AnalysesDep, id: PageId, cursor: Following = None, pistes: PistesChoice = None
) -> Response:
    def document() -> Document:
        return actor_document(analyses.view, id, cursor=cursor)

    beside = told(analyses, pistes)
    return sheet(request, id, "actor.html", "event", "participations", document, beside)


def told(analyses: Any, chosen: str | None) -> Callable[[Document], dict[str, Any]]:
    """Pistes take seconds on a large graph: asked for by a link there."""
    wanted = chosen == "oui" or (chosen is None and analyses.stats()["nodes"].get("Actor", 0) <= SMALL)
    return lambda document: {"pistes": _pistes(analyses, document["id"]) if wanted else None}


def _pistes(analyses: Any, actor_id: str) -> Document:
    """The first pistes; where they are out of reach, the reason in their place."""
    try:
        found: Document = analyses.suggestions(actor_id, PISTES)
    except NotResolvable as refusal:
        return {"rows": [], "reason": refusal.message, "caution": "", "truncated": False, "data_as_of": None}
    return found


@router.get("/experimentations/{id:path}")
def experiment(request: Request, view: ViewDep, id: PageId, cursor: Following = None) -> Response:
    return sheet(
        request, id, "event.html", "actor", "participants", lambda: experiment_document(view, id, cursor=cursor)
    )


@router.get("/alliances/{id:path}")
def alliance(request: Request, view: ViewDep, id: PageId, cursor: Following = None) -> Response:
    return sheet(request, id, "event.html", "actor", "participants", lambda: alliance_document(view, id, cursor=cursor))


def sheet(
    request: Request, asked: str, template: str, other: str, rows: str, build: Callable[[], Document],
    beside: Callable[[Document], dict[str, Any]] = lambda _: {},
) -> Response:  # fmt: skip
    """The page of a document, with what `beside` adds to the page alone.

    An id of another kind, or one that became another, is sent to its own sheet.
    """
    try:
        document: Any = build()
    except WrongKind as wrong:
        return RedirectResponse(f"{sheet_url(wrong.entity_id)}{twin(request)}", HTTPStatus.MOVED_PERMANENTLY)
    if (canonical := str(document["canonical"])) != asked:
        return RedirectResponse(f"{sheet_url(canonical)}{twin(request)}", HTTPStatus.MOVED_PERMANENTLY)
    table = Table(f"{template.removesuffix('.html')}-{encoded(document['id'])}".replace(":", "-"), _COLUMNS, [
        _row(row, row[other]) for row in document[rows]["rows"]
    ])  # fmt: skip
    context = {} if twin(request) else beside(document)
    return answer_page(request, PageView(template, document, table, context))


def twin(request: Request) -> str:
    """The suffix of the data twin that was asked for."""
    return next((suffix for suffix in (".json", ".csv") if request.url.path.endswith(suffix)), "")


def _row(relation: Any, node: Any) -> list[object]:
    origin = relation["origins"][0] if relation["origins"] else {}
    node = node or {"id": relation["target"], "label": relation["target"], "kind": "", "properties": {}}
    return [
        node["id"], node["label"], word(node["kind"], "kind"), node["properties"].get("profile"), relation["role"],
        relation["start"] or node["properties"].get("start"), relation["end"] or node["properties"].get("end"),
        origin.get("source"), origin.get("line"), origin.get("status"),
    ]  # fmt: skip
