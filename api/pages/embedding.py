"""Views to place in other people's pages: the same picture, less round it, under a frame policy of its own.

Who may frame them is a setting; every other page can be framed by this site alone. What is shown can be lessened, never
where it comes from: the date, the sources, the licence and the notice of synthetic data stay.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.answers.exploring import explored, of_paths
from api.answers.network import as_document
from api.dependencies import Centre, ViewDep
from api.envelope import framed_by
from api.pages.exploring import Hue, Size, Ties, Unfolded, about, drawn
from api.pages.network import DRAWN, PATHS, label_of
from api.pages.parameters import FromId, Since, Steps, ToId, Until
from api.pages.rendering import PageView, html
from graph.errors import InvalidInput
from graph.model.subgraph import Subgraph

router = APIRouter(include_in_schema=False, prefix="/integration")

Shown = Literal["oui", "non"]
ShowTitle = Annotated[Shown, Query(alias="titre")]
ShowLegend = Annotated[Shown, Query(alias="legende")]
ShowTables = Annotated[Shown, Query(alias="tableaux")]
SCRIPTS = ("/static/visualisations/vis-network.min.js", "/static/visualisations/network.js")


@router.get("/reseau")
def network(
    request: Request, view: ViewDep, centre: Centre, unfolded: Unfolded, depth: Steps = None, since: Since = None,
    until: Until = None, ties: Ties = "complet", hue: Hue = "profil", size: Size = "liens",
    title: ShowTitle = "oui", legend: ShowLegend = "oui", tables: ShowTables = "oui",
) -> Response:  # fmt: skip
    found = explored(view, centre, depth or 1, DRAWN, unfolded, since=since, until=until)
    words = f"Réseau : {label_of(as_document(view, found), centre)}"
    figure, said = drawn(found, words, view.revision(), ties=ties, hue=hue, size=size)
    shown = {"titre": title, "legende": legend, "tableaux": tables}
    return _framed(request, found, view.revision(), words, figure, said, shown)


@router.get("/chemin")
def path(
    request: Request, view: ViewDep, start: FromId = None, end: ToId = None,
    title: ShowTitle = "oui", legend: ShowLegend = "oui", tables: ShowTables = "oui",
) -> Response:  # fmt: skip
    if start is None or end is None:
        raise InvalidInput("Il manque un bout au chemin : attendu « de » et « vers », deux identifiants.")
    found = of_paths(view.paths(start, end, limit=PATHS).paths, start)
    names = {node["id"]: node["label"] for node in view.nodes([start, end])}
    words = f"Chemin : {names.get(start, start)} – {names.get(end, end)}"
    figure, said = drawn(found, words, view.revision())
    shown = {"titre": title, "legende": legend, "tableaux": tables}
    return _framed(request, found, view.revision(), words, figure, said, shown)


def _framed(
    request: Request, found: Subgraph, revision: str, words: str, figure: Any, said: Any, shown: Mapping[str, str]
) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    context = {
        "title": words, "summary": figure.summary, "left_out": [*figure.left_out, *said], "figure": figure.figure,
        "tables": figure.tables, "scripts": SCRIPTS, "about": about(found, words, revision),
        "shown": {name: value == "oui" for name, value in shown.items()},
        "whole": request.url.path.removeprefix("/integration") + query,
    }  # fmt: skip
    page = PageView("embedded.html", {"revision": revision}, context=context, synthetic=figure.synthetic)
    policy = framed_by(request.app.state.settings.embed_ancestors)
    return html(request, page, headers={"Content-Security-Policy": policy})
