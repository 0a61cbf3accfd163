"""The graph as a file: whole, round a centre, or what answers a filter of relations."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.dependencies import Export, Kinds, Year
from api.downloads import FileReply, temporary, while_present
from api.export_parameters import Centre, Depth, Limit, Seats, Tree
from api.exports import FORMATS, Part, write_export
from api.exports.asked import Walk, filter_of, part_of
from api.replies import tag, tagged, unchanged
from graph.asking import Asked

router = APIRouter(prefix="/api/v1", tags=["données"])

_FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {each.media.partition(";")[0]: {} for each in FORMATS.values()}}
}


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
