"""The drawn network round a centre, and the paths between two ends."""

from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.answers import search_document
from api.answers.network import as_document, neighbourhood, paths_as_document
from api.dependencies import ViewDep, get_view
from api.document import Document
from api.pages import named_fields, selected_network
from api.pages.beyond import beyond
from api.pages.exploring import CHOICES, PATHS, Grouped, Hue, Size, Ties, Unfolded, network_round, path_between
from api.pages.named_fields import is_id
from api.pages.parameters import CentreId, CentreKept, FromId, FromKept, SheetId, Since, Steps, ToId, ToKept, Until
from api.pages.rendering import PageView, Table, answer_page
from api.pages.words import node_url
from api.replies import json_reply
from graph.store.base import View

router = APIRouter(include_in_schema=False)

UNFOLDED_NODES = 120


@router.get("/reseau")
@router.get("/reseau.json")
@router.get("/reseau.csv")
def network(
    request: Request, unfolded: Unfolded, centre: CentreId = None, depth: Steps = None,
    since: Since = None, until: Until = None, ties: Ties = "complet", hue: Hue = "profil", size: Size = "liens",
    grouped: Grouped = "oui", kept: CentreKept = None,
) -> Response:  # fmt: skip
    """Without a centre, or with words in its place, the page helps to choose one."""
    if centre is None and selected_network.asks(request):
        return selected_network.drawn(request)
    view = get_view(request)  # after a selection, which is kept on the page where no store answers
    if kept and centre:
        return _by_id(request, named_fields.meant(centre, kept, named_fields.names_of(view, kept)))
    if centre is None or not is_id(centre):
        return _choose(request, view, centre)
    wide = grouped == "oui" and not request.url.path.endswith(".csv")  # which has no aggregate
    drawn = network_round(view, centre, unfolded, depth, since, until, ties=ties, hue=hue, size=size, grouped=wide)
    document = {**as_document(view, drawn.found, since=since, until=until), "aggregates": list(drawn.aggregates)}
    context = {
        "label": drawn.label, "drawn": drawn.figure, "hits": None, "text": None, "untied": drawn.said,
        "asked": {"liens": ties, "couleur": hue, "taille": size, "regrouper": grouped}, "choices": CHOICES,
        "unfolded": unfolded, "in_field": named_fields.in_field, "beyond": partial(beyond, view, document, drawn.whole),
    }  # fmt: skip
    return answer_page(request, PageView("network.html", document, _links(document), context, drawn.figure.synthetic))


def _by_id(request: Request, centre: str | None) -> Response:
    """The same question in an address that holds ids alone, whatever the sheets are called later."""
    own = [(name, said) for name, said in request.query_params.multi_items() if said and name != "fiche_centre"]
    query = urlencode([(name, centre if name == "centre" else said) for name, said in own], safe=":")
    return RedirectResponse(f"{request.url.path}?{query}", HTTPStatus.SEE_OTHER)


@router.get("/reseau/depliage.json")
def unfold(view: ViewDep, sheet: SheetId, since: Since = None, until: Until = None) -> Response:
    """What a drawn network gains when a node is unfolded: one step round it, as the picture needs it."""
    from visualisations import network as drawing

    found = neighbourhood(view, sheet, 1, UNFOLDED_NODES, since=since, until=until)
    return json_reply({"revision": view.revision(), **drawing.unfolding(found, node_url)})


@router.get("/chemin")
@router.get("/chemin.json")
def path(
    request: Request, view: ViewDep, start: FromId = None, end: ToId = None,
    start_kept: FromKept = None, end_kept: ToKept = None,
) -> Response:  # fmt: skip
    """An end given as words is looked for, so that a reader needs no identifier."""
    ends = named_fields.read(view, start, end, {"de": start_kept, "vers": end_kept})
    if (start_kept or end_kept) and not request.url.path.endswith(".json"):
        return RedirectResponse(ends.address, HTTPStatus.SEE_OTHER)
    hits = {side: _named(view, text) for side, text in ends.sides.items() if text and not is_id(text)}
    context = {"ends": ends.names, "fields": ends.sides, "in_field": named_fields.in_field, "hits": hits, "drawn": None,
               "reach": {}}  # fmt: skip
    if ends.start is None or ends.end is None or hits:
        said: Document = {"from": ends.start, "to": ends.end, "length": None, "paths": []}
        return answer_page(request, PageView("path.html", {"revision": view.revision(), **said}, context=context))
    paths = view.paths(ends.start, ends.end, limit=PATHS)
    document = paths_as_document(view, paths)
    if document["paths"] and document["length"]:
        context["drawn"] = path_between(view, paths, ends.names).figure
    elif document["length"] is None:
        context["reach"] = {one: neighbourhood(view, one, 3, 1).total_nodes - 1 for one in (ends.start, ends.end)}
    return answer_page(request, PageView("path.html", document, context=context))


def _named(view: View, text: str) -> list[Any]:
    hits: Any = search_document(view, text, limit=10)["hits"]
    return list(hits)


def _choose(request: Request, view: View, text: str | None) -> Response:
    document: Document = search_document(view, text, limit=20) if text else {"revision": view.revision(), "hits": []}
    context = {"label": None, "drawn": None, "hits": document["hits"], "text": text}
    return answer_page(request, PageView("network.html", document, None, context))


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
