"""The drawn network round a centre, and the paths between two ends."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import path_document, search_document, subgraph_document
from api.dependencies import ViewDep, get_view
from api.document import Document
from api.pages import selected_network
from api.pages.parameters import CentreId, FromId, Since, Steps, ToId, Until
from api.pages.rendering import PageView, Table, answer_page
from api.pages.words import node_url
from graph.model.ids import KIND_BY_PREFIX
from graph.store.base import View

router = APIRouter(include_in_schema=False)

DRAWN = 300
STEPS = {"Territory": 2, "Theme": 2}
"""Round these, one step meets projects alone: a picture without a link."""
PATHS = 3


@router.get("/reseau")
@router.get("/reseau.json")
@router.get("/reseau.csv")
def network(
    request: Request, centre: CentreId = None, depth: Steps = None, since: Since = None, until: Until = None,
) -> Response:  # fmt: skip
    """Without a centre, or with words in its place, the page helps to choose one."""
    if centre is None and selected_network.asks(request):
        return selected_network.drawn(request)
    view = get_view(request)  # after a selection, which is kept on the page where no store answers
    if centre is None or not _is_id(centre):
        return _choose(request, view, centre)
    steps = depth or STEPS.get(KIND_BY_PREFIX[centre.partition(":")[0]], 1)
    document = subgraph_document(view, centre, steps, DRAWN, since=since, until=until)
    from visualisations import network as drawing  # its layout needs numpy: only when a picture is asked

    label = _label(document, centre)
    drawn = drawing.fragment(document, sheet_url=node_url, label=f"Réseau : {label}")
    context = {"label": label, "drawn": drawn, "hits": None, "text": None}
    return answer_page(request, PageView("network.html", document, _links(document), context, drawn.synthetic))


@router.get("/chemin")
@router.get("/chemin.json")
def path(request: Request, view: ViewDep, start: FromId = None, end: ToId = None) -> Response:
    if start is None or end is None:
        empty: Document = {"revision": view.revision(), "from": start, "to": end, "length": None, "paths": []}
        return answer_page(request, PageView("path.html", empty, context={"ends": {}}))
    document = path_document(view, start, end, PATHS)
    names = {node["id"]: node["label"] for node in view.nodes([start, end])}
    return answer_page(request, PageView("path.html", document, context={"ends": names}))


def _is_id(text: str) -> bool:
    return text.partition(":")[0] in KIND_BY_PREFIX


def _choose(request: Request, view: View, text: str | None) -> Response:
    document: Document = search_document(view, text, limit=20) if text else {"revision": view.revision(), "hits": []}
    context = {"label": None, "drawn": None, "hits": document["hits"], "text": text}
    return answer_page(request, PageView("network.html", document, None, context))


def _label(document: Any, centre: str) -> str:
    return next((str(node["label"]) for node in document["nodes"] if node["id"] == centre), centre)


def _links(document: Any) -> Table:
    names = {node["id"]: node["label"] for node in document["nodes"]}
    header = ("de", "nom_de", "type", "role", "vers", "nom_vers", "debut", "fin", "source", "ligne", "statut")
    return Table("reseau", header, [_link(link, names) for link in document["links"]])


def _link(link: Any, names: dict[str, str]) -> list[object]:
    origin = link["origins"][0] if link["origins"] else {}
    ends = [
        link["source"],
        names.get(link["source"]),
        link["type"],
        link["role"],
        link["target"],
        names.get(link["target"]),
    ]
    return [*ends, link["start"], link["end"], origin.get("source"), origin.get("line"), origin.get("status")]
