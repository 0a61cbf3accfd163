"""Method, sources, coverage, and the list of the JSON routes."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import coverage_document, sources_document
from api.answers.worlds import any_synthetic
from api.dependencies import AnalysesDep, ViewDep
from api.document import Document
from api.pages.parameters import Following
from api.pages.rendering import PageView, Table, answer_page, report_url

router = APIRouter(include_in_schema=False)

SOURCE_COLUMNS = {
    "source": "id",
    "editeur": "publisher",
    "licence": "licence",
    "millesimes": "vintages",
    "fiches": "nodes",
    "relations": "relations",
    "statut": "status",
    "titre": "title",
    "page": "page",
    "chargee_le": "loaded_at",
    "lignes": "rows",
    "une_ligne_est": "row",
    "ne_dit_pas": "leaves_out",
    "pour_la_charger": "obtained",
}
"""Header of the CSV twin of /sources → field of a row; the first six stay first, scripts may count columns."""


@router.get("/methode")
@router.get("/methode.json")
def method(request: Request) -> Response:
    """Readable whether or not the graph answers."""
    from graph.vocabulary import verdicts

    terms = verdicts()
    document: Document = {
        "verdicts": [{"code": c, "label": terms[c].label, "description": terms[c].description} for c in terms]
    }
    contact = request.app.state.settings.contact
    context = {"contact_url": report_url(contact, "/methode") if contact else None}
    return answer_page(request, PageView("method.html", document, None, context, synthetic=False))


@router.get("/sources")
@router.get("/sources.json")
@router.get("/sources.csv")
def sources(request: Request, view: ViewDep) -> Response:
    document: Any = sources_document(view)
    table = Table("sources", tuple(SOURCE_COLUMNS), [
        [row.get(column) for column in SOURCE_COLUMNS.values()] for row in (*document["rows"], *document["not_loaded"])
    ])  # fmt: skip
    return answer_page(request, PageView("sources.html", document, table, synthetic=any_synthetic(view.stats())))


@router.get("/donnees")
@router.get("/donnees.json")
@router.get("/donnees.csv")
def data(request: Request, analyses: AnalysesDep, cursor: Following = None) -> Response:
    document: Any = coverage_document(analyses.view, limit=200, cursor=cursor)
    columns = ("territory", "name", "source", "start", "end", "state", "rate", "basis", "run")
    header = ("territoire", "nom", "source", "debut", "fin", "etat", "taux", "base", "lecture")
    table = Table("couverture", header, [[row[column] for column in columns] for row in document["rows"]])
    stats = analyses.stats()
    context = {"stats": stats, "collection": analyses.collection()}
    page = PageView("data.html", document, table, context, any_synthetic(stats))
    return answer_page(request, page)


@router.get("/docs")
def docs(request: Request) -> Response:
    """Our own page from the schema: the framework's loads its parts from other machines."""
    schema: Any = request.app.openapi()
    routes = [
        {"path": path, "method": method.upper(), "summary": told.get("summary", ""),
         "tag": next(iter(told.get("tags", ())), ""), "parameters": told.get("parameters", ())}
        for path, by_method in schema["paths"].items() for method, told in by_method.items()
    ]  # fmt: skip
    document: Document = {"routes": routes}
    return answer_page(request, PageView("docs.html", document, context={"json_url": "/openapi.json"}, synthetic=False))
