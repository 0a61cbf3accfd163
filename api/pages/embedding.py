"""Networks to place in other people's pages: the same picture, less round it (`framing.py`)."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.exploring import explored, of_paths
from api.answers.network import as_document
from api.dependencies import Centre, ViewDep
from api.pages.exploring import Hue, Size, Ties, Unfolded, about, drawn
from api.pages.framing import Framed, Less, LessDep, framed
from api.pages.network import DRAWN, PATHS, label_of
from api.pages.parameters import FromId, Since, Steps, ToId, Until
from graph.errors import InvalidInput
from graph.model.subgraph import Subgraph

router = APIRouter(include_in_schema=False, prefix="/integration")

SCRIPTS = ("/static/visualisations/vis-network.min.js", "/static/visualisations/network.js")


@router.get("/reseau")
def network(
    request: Request, view: ViewDep, less: LessDep, centre: Centre, unfolded: Unfolded, depth: Steps = None,
    since: Since = None, until: Until = None, ties: Ties = "complet", hue: Hue = "profil", size: Size = "liens",
) -> Response:  # fmt: skip
    found = explored(view, centre, depth or 1, DRAWN, unfolded, since=since, until=until)
    words = f"Réseau : {label_of(as_document(view, found), centre)}"
    figure, said = drawn(found, words, view.revision(), ties=ties, hue=hue, size=size)
    return _framed(request, found, view.revision(), words, figure, said, less)


@router.get("/chemin")
def path(request: Request, view: ViewDep, less: LessDep, start: FromId = None, end: ToId = None) -> Response:
    if start is None or end is None:
        raise InvalidInput("Il manque un bout au chemin : attendu « de » et « vers », deux identifiants.")
    found = of_paths(view.paths(start, end, limit=PATHS).paths, start)
    names = {node["id"]: node["label"] for node in view.nodes([start, end])}
    words = f"Chemin : {names.get(start, start)} – {names.get(end, end)}"
    figure, said = drawn(found, words, view.revision())
    return _framed(request, found, view.revision(), words, figure, said, less)


def _framed(
    request: Request, found: Subgraph, revision: str, words: str, figure: Any, said: Any, less: Less
) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    shown = Framed(
        title=words, summary=figure.summary, said=[*figure.left_out, *said], figure=figure.figure,
        about=about(found, words, revision), synthetic=figure.synthetic, tables=figure.tables, scripts=SCRIPTS,
        whole=request.url.path.removeprefix("/integration") + query,
    )  # fmt: skip
    return framed(request, shown, revision, less)
