"""Home and search."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import search_document
from api.answers.doors import doors_document, last_load
from api.answers.selected import Selections
from api.answers.worlds import any_synthetic
from api.dependencies import AnalysesDep, ViewDep
from api.pages.parameters import KindChoice, Search
from api.pages.rendering import PageView, Table, answer_page
from api.pages.words import word
from graph.errors import UnknownEntity
from graph.territories import reference

router = APIRouter(include_in_schema=False)
SHOWN = 50


@router.get("/")
@router.get("/accueil.json")
def home(request: Request, analyses: AnalysesDep) -> Response:
    """Nothing here is an analysis: the page stays quick on a large graph."""
    stats = analyses.stats()
    state = request.app.state
    doors = doors_document(Selections(analyses.view, state.cache, state.settings.store_timeout))
    context = {"doors": doors, "names": _names(doors), "loaded_at": last_load(analyses.view)}
    return answer_page(request, PageView("home.html", stats, synthetic=any_synthetic(stats), context=context))


@router.get("/recherche")
@router.get("/recherche.json")
@router.get("/recherche.csv")
def search(request: Request, view: ViewDep, text: Search = "", kind: KindChoice = None) -> Response:
    document = search_document(view, text, kind, SHOWN)
    rows = [[h["id"], word(h["kind"], "kind"), h["label"], h["matched"], h["relations"]] for h in document["hits"]]
    table = Table("recherche", ("id", "nature", "nom", "nom_trouve", "relations"), rows)
    return answer_page(request, PageView("search.html", document, table))


def _names(doors: Any) -> dict[str, str]:
    """Names of the territories that the examples speak of."""
    spoken = ((doors["researcher"] or {}).get("territory"), (doors["adviser"] or {}).get("region"))
    return {code: _name(code) for code in spoken if code}


def _name(territory: str) -> str:
    try:
        return reference.name_of(territory)
    except UnknownEntity:  # a code of another year
        return territory
