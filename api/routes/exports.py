"""The graph as a file: whole, round a centre, or what answers a filter of relations."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.answers.network import LIMIT_DEFAULT, LIMIT_MAX
from api.dependencies import LONGEST_ID, Export, Kinds, Year
from api.downloads import FileReply, temporary, while_present
from api.exports import FORMATS, Part, write_export
from api.exports.asked import Walk, filter_of, part_of
from api.replies import tag, tagged, unchanged
from graph.asking import Asked
from graph.model.relation_filter import TEXT_MOST

router = APIRouter(prefix="/api/v1", tags=["données"])

_FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {each.media.partition(";")[0]: {} for each in FORMATS.values()}}
}
Centre = Annotated[str | None, Query(min_length=1, max_length=LONGEST_ID, description="Centre du voisinage exporté.")]
Depth = Annotated[int | None, Query(ge=1, le=3, description="Avec centre : nombre de pas, de 1 à 3 (1).")]
Limit = Annotated[int | None, Query(ge=1, le=LIMIT_MAX, description=f"Avec centre : fiches au plus ({LIMIT_DEFAULT}).")]
Tree = Annotated[str | None, Query(max_length=TEXT_MOST, description="Filtre de relations, en JSON ; ou ses champs.")]
Seats = Annotated[bool, Query(description="Filtre : situer aussi par un siège, faute de mieux (vrai), ou non.")]


@router.get("/export/{format}", summary="Le graphe, ou une partie, dans un fichier", responses=_FILES)
async def export(
    request: Request, format: Export, centre: Centre = None, depth: Depth = None, limit: Limit = None,
    kinds: Kinds = None, since: Year = None, until: Year = None, filter: Tree = None, seats: Seats = True,
) -> Response:  # fmt: skip
    asked = Asked(filter_of(request.query_params.multi_items(), filter), seats)
    seconds: float = request.app.state.settings.store_timeout
    part = part_of(Walk(centre, depth, limit, tuple(kinds or ()), since, until), asked, seconds)
    return await while_present(request, lambda watch: _file(request, format.value, part, watch))


def _file(request: Request, format: str, part: Part, watch: Callable[[], None]) -> Response:
    view = request.app.state.connection.view()
    if held := unchanged(request, etag := tag(view.revision(), request)):
        return held
    file = temporary()
    try:
        with request.app.state.cache.turn():
            written = write_export(view, format, file, part, watch=watch)  # type: ignore[arg-type]
    except BaseException:
        file.close()
        raise
    said, kind = written.about, FORMATS[format]
    told = {
        "revision": said.revision, "notice": said.notice, "licences": " ; ".join(said.licences),
        "selection": said.selection, "warning": written.warning,
    }  # fmt: skip
    return tagged(FileReply(file, kind.media, kind.file, told), etag)
