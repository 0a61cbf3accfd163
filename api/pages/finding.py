"""Home and search."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import search_document
from api.answers.worlds import any_synthetic
from api.dependencies import AnalysesDep, ViewDep
from api.pages.parameters import KindChoice, Search
from api.pages.rendering import PageView, Table, answer_page
from api.pages.words import word
from graph.store.base import View

router = APIRouter(include_in_schema=False)
SHOWN = 50


@router.get("/")
@router.get("/accueil.json")
def home(request: Request, analyses: AnalysesDep) -> Response:
    stats = analyses.stats()
    page = PageView("home.html", stats, synthetic=any_synthetic(stats), context={"example": _example(analyses.view)})
    return answer_page(request, page)


@router.get("/recherche")
@router.get("/recherche.json")
@router.get("/recherche.csv")
def search(request: Request, view: ViewDep, text: Search = "", kind: KindChoice = None) -> Response:
    document = search_document(view, text, kind, SHOWN)
    rows = [[h["id"], word(h["kind"], "kind"), h["label"], h["matched"], h["relations"]] for h in document["hits"]]
    table = Table("recherche", ("id", "nature", "nom", "nom_trouve", "relations"), rows)
    return answer_page(request, PageView("search.html", document, table))


def _example(view: View) -> str | None:
    """An actor to start from: the first that takes part in something."""
    actor, _ = next(view.participations(), (None, None))
    return actor
