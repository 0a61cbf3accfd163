"""Documents as answers: bytes that depend on the document alone, and the tags that let a reader keep them."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from http import HTTPStatus
from typing import IO

from fastapi import Request
from starlette.responses import Response

from api.document import FORMAT, json_bytes
from graph.model.delimited import csv_bytes

_PIECE = 256 * 1024


def json_reply(
    document: object, *, status: HTTPStatus = HTTPStatus.OK, headers: Mapping[str, str] | None = None
) -> Response:
    return Response(json_bytes(document), status, headers, media_type="application/json")


def tag(revision: str, request: Request) -> str:
    """Weak tag of the answer to this address on this content of the graph."""
    asked = "\n".join((FORMAT, revision, request.url.path, request.url.query))
    return f'W/"{blake2b(asked.encode(), digest_size=12).hexdigest()}"'


def unchanged(request: Request, etag: str) -> Response | None:
    """304 when the reader already holds this answer."""
    held = {part.strip() for part in request.headers.get("if-none-match", "").split(",")}
    if etag in held or "*" in held:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": etag, "Cache-Control": "no-cache"})
    return None


def tagged(response: Response, etag: str) -> Response:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    return response


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """A file as it is sent, closed at its end."""
    with file:
        while piece := file.read(_PIECE):
            yield piece


def csv_reply(name: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(csv_bytes(header, rows), headers=headers, media_type="text/csv; charset=utf-8")
