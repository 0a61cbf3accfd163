"""The drawn network round a centre, and the paths between two ends."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import path_document, search_document
from api.answers.exploring import explored, of_paths
from api.answers.network import as_document, neighbourhood
from api.dependencies import ViewDep, get_view
from api.document import Document
from api.pages import selected_network
from api.pages.beyond import beyond
from api.pages.exploring import CHOICES, Hue, Size, Ties, Unfolded, drawn
from api.pages.parameters import CentreId, FromId, SheetId, Since, Steps, ToId, Until
from api.pages.rendering import PageView, Table, answer_page
from api.pages.words import node_url
from api.replies import json_reply
from graph.model.ids import KIND_BY_PREFIX
from graph.model.subgraph import Subgraph
from graph.store.base import View

router = APIRouter(include_in_schema=False)

DRAWN = 300
UNFOLDED_NODES = 120
STEPS = {"Territory": 2, "Theme": 2}
"""Round these, one step meets projects alone: a picture without a link."""
PATHS = 3


@router.get("/reseau")
@router.get("/reseau.json")
@router.get("/reseau.csv")
def network(
    request: Request, unfolded: Unfolded, centre: CentreId = None, depth: Steps = None,
    since: Since = None, until: Until = None, ties: Ties = "complet", hue: Hue = "profil", size: Size = "liens",
) -> Response:  # fmt: skip
    """Without a centre, or with words in its place, the page helps to choose one."""
    if centre is None and selected_network.asks(request):
        return selected_network.drawn(request)
    view = get_view(request)  # after a selection, which is kept on the page where no store answers
    if centre is None or not _is_id(centre):
        return _choose(request, view, centre)
    steps = depth or STEPS.get(KIND_BY_PREFIX[centre.partition(":")[0]], 1)
    found = explored(view, centre, steps, DRAWN, unfolded, since=since, until=until)
    document = as_document(view, found, since=since, until=until)
    label = label_of(document, centre)
    figure, left = drawn(
        found, f"Réseau : {label}", view.revision(), ties=ties, hue=hue, size=size,
        theme_words=_theme_words(view, found) if hue == "theme" else None,
    )  # fmt: skip
    asked = {"liens": ties, "couleur": hue, "taille": size}
    context = {
        "label": label, "drawn": figure, "hits": None, "text": None, "untied": left, "asked": asked,
        "choices": CHOICES, "unfolded": unfolded, "beyond": beyond(view, document),
    }  # fmt: skip
    return answer_page(request, PageView("network.html", document, _links(document), context, figure.synthetic))


@router.get("/reseau/depliage.json")
def unfold(view: ViewDep, sheet: SheetId, since: Since = None, until: Until = None) -> Response:
    """What a drawn network gains when a node is unfolded: one step round it, as the picture needs it."""
    from visualisations import network as drawing

    found = neighbourhood(view, sheet, 1, UNFOLDED_NODES, since=since, until=until)
    return json_reply({"revision": view.revision(), **drawing.unfolding(found, node_url)})


@router.get("/chemin")
@router.get("/chemin.json")
def path(request: Request, view: ViewDep, start: FromId = None, end: ToId = None) -> Response:
    """An end given as words is looked for, so that a reader needs no identifier."""
    ends = {"de": start, "vers": end}
    hits = {side: _named(view, text) for side, text in ends.items() if text and not _is_id(text)}
    if start is None or end is None or hits:
        empty: Document = {"revision": view.revision(), "from": start, "to": end, "length": None, "paths": []}
        context = {"ends": _names(view, ends), "hits": hits, "drawn": None, "reach": {}}
        return answer_page(request, PageView("path.html", empty, context=context))
    document = path_document(view, start, end, PATHS)
    names = _names(view, ends)
    context = {"ends": names, "hits": {}, "drawn": None, "reach": {}}
    if document["paths"] and document["length"]:
        found = of_paths(view.paths(start, end, limit=PATHS).paths, start)
        context["drawn"], _ = drawn(found, f"Chemin : {names[start]} – {names[end]}", view.revision())
    elif document["length"] is None:
        context["reach"] = {one: neighbourhood(view, one, 3, 1).total_nodes - 1 for one in (start, end)}
    return answer_page(request, PageView("path.html", document, context=context))


def _named(view: View, text: str) -> list[Any]:
    hits: Any = search_document(view, text, limit=10)["hits"]
    return list(hits)


def _names(view: View, ends: dict[str, str | None]) -> dict[str, str]:
    known = [each for each in ends.values() if each and _is_id(each)]
    return {node["id"]: node["label"] for node in view.nodes(known)}


def _is_id(text: str) -> bool:
    return text.partition(":")[0] in KIND_BY_PREFIX


def _choose(request: Request, view: View, text: str | None) -> Response:
    document: Document = search_document(view, text, limit=20) if text else {"revision": view.revision(), "hits": []}
    context = {"label": None, "drawn": None, "hits": document["hits"], "text": text}
    return answer_page(request, PageView("network.html", document, None, context))


def label_of(document: Any, centre: str) -> str:
    return next((str(node["label"]) for node in document["nodes"] if node["id"] == centre), centre)


def _theme_words(view: View, found: Subgraph) -> dict[str, str]:
    themes = sorted({theme for node in found.nodes for theme in node["themes"]})
    return {node["id"]: node["label"] for node in view.nodes(themes)}


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
