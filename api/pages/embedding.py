"""Networks to place in other people's pages: the same picture, less round it (`framing.py`)."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.naming import labels
from api.dependencies import ViewDep, get_view
from api.pages import selected_network
from api.pages.embedded_views import SCRIPTS
from api.pages.embedded_views import network as network_of_selection
from api.pages.exploring import PATHS, Drawn, Grouped, Hue, Size, Ties, Unfolded, network_round, path_between
from api.pages.framing import Framed, Less, LessDep, framed
from api.pages.parameters import CentreId, FromId, Since, Steps, ToId, Until
from graph.errors import InvalidInput
from graph.language import _

router = APIRouter(include_in_schema=False, prefix="/integration")


@router.get("/reseau")
def network(
    request: Request, less: LessDep, unfolded: Unfolded, centre: CentreId = None, depth: Steps = None,
    since: Since = None, until: Until = None, ties: Ties = "complet", hue: Hue = "profil", size: Size = "liens",
    grouped: Grouped = "oui",
) -> Response:  # fmt: skip
    if centre is None and selected_network.asks(request):
        return network_of_selection(request, less)
    if centre is None:
        raise InvalidInput(_("Il manque un centre au réseau : attendu « centre », un identifiant, ou une sélection."))
    view = get_view(request)
    wide = grouped == "oui"
    drawn = network_round(view, centre, unfolded, depth, since, until, ties=ties, hue=hue, size=size, grouped=wide)
    return _framed(request, drawn, view.revision(), less)


@router.get("/chemin")
def path(request: Request, view: ViewDep, less: LessDep, start: FromId = None, end: ToId = None) -> Response:
    if start is None or end is None:
        raise InvalidInput(_("Il manque un bout au chemin : attendu « de » et « vers », deux identifiants."))
    paths = view.paths(start, end, limit=PATHS)
    names = {start: start, end: end} | labels(view, (start, end))
    return _framed(request, path_between(view, paths, names), view.revision(), less)


def _framed(request: Request, drawn: Drawn, revision: str, less: Less) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    figure = drawn.figure
    shown = Framed(
        title=drawn.about["title"], summary=figure.summary, said=[*figure.left_out, *drawn.said], figure=figure.figure,
        about=drawn.about, synthetic=figure.synthetic, tables=figure.tables, scripts=SCRIPTS,
        whole=request.url.path.removeprefix("/integration") + query,
    )  # fmt: skip
    return framed(request, shown, revision, less)
