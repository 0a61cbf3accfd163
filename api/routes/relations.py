"""Relations by a filter: flat in the address, or as a tree in the body; a page as JSON, or all of them as a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from tempfile import SpooledTemporaryFile
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from api import responses_relations
from api.answers.relation_exports import RELATION_FORMATS, about, write_relations
from api.answers.relations import LIMIT_DEFAULT, LIMIT_MAX
from api.answers.selected import Selections
from api.answers.selected_rows import relations_page
from api.cache import AnswerCache
from api.dependencies import Cursor
from api.replies import json_reply, pieces, tag, tagged, unchanged
from api.settings import ApiSettings
from graph.asking import Asked, parsed, read_filter, read_flat, read_text
from graph.asking.fields import fields
from graph.errors import InvalidInput
from graph.model.relation_filter import EVERYTHING, TEXT_MOST, AllOf, Filter
from graph.store.base import View

router = APIRouter(prefix="/api/v1", tags=["données"])
_IN_MEMORY = 8 * 1024 * 1024


class Format(StrEnum):
    JSON = "json"
    CSV = "csv"
    GRAPHML = "graphml"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as both routes read it; `limit` and `cursor` are None where they are not said."""

    asked: Asked
    limit: int | None = None
    cursor: str | None = None
    format: Format = Format.JSON

    def __post_init__(self) -> None:
        if self.format is not Format.JSON and (self.limit is not None or self.cursor is not None):
            raise InvalidInput("limit et cursor ne valent qu’en json : les autres formats donnent tout ce qui répond.")


_TOLD = ("revision", "caveat", "notice")
_OWN = ("filter", "seats", "limit", "cursor", "format")
_TREE = {"type": "PARTICIPATES_IN", "or": [{"territory": "departement:33"}, {"not": {"role": "financeur"}}]}
_FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {media.partition(";")[0]: {} for media, _ in RELATION_FORMATS.values()}}
}


def _parameters() -> list[dict[str, Any]]:
    """The fields of the filter as parameters of /docs."""
    return [
        {"name": field.name, "in": "query", "required": False, "description": f"{field.meaning} ({field.expected}).",
         "schema": {"type": "array", "items": {"type": "string"}} if field.several else {"type": "number"},
         "examples": {"exemple": {"value": [field.example] if field.several else field.example}}}
        for field in fields().values()
    ]  # fmt: skip


_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {
            "schema": {"type": "object", "additionalProperties": False, "properties": {
                "filter": {"type": "object", "description": "L’arbre du filtre : docs/relations.md."},
                "seats": {"type": "boolean", "default": True},
                "limit": {"type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": LIMIT_DEFAULT},
                "cursor": {"type": "string"},
                "format": {"type": "string", "enum": [each.value for each in Format], "default": "json"},
            }},
            "examples": {
                "arbre": {"value": {"filter": _TREE, "limit": 50}},
                "fichier": {"value": {"filter": {"source_kind": "association"}, "format": "csv"}},
            },
        }},
    }
}  # fmt: skip


@router.get(
    "/relations", summary="Les relations qui répondent à un filtre", response_model=responses_relations.Relations,
    openapi_extra={"parameters": _parameters()}, responses=_FILES,
)  # fmt: skip
def relations(
    request: Request,
    filter: Annotated[
        str | None,
        Query(max_length=TEXT_MOST, description="L’arbre du filtre, en JSON ; il s’ajoute aux autres champs."),
    ] = None,
    seats: Annotated[bool, Query(description="Situer aussi par un siège, faute de mieux (vrai), ou non.")] = True,
    limit: Annotated[int | None, Query(ge=1, le=LIMIT_MAX, description=f"Lignes d’une page ({LIMIT_DEFAULT}).")] = None,
    cursor: Cursor = None,
    format: Annotated[Format, Query(description="json : une page ; les autres : toutes les relations.")] = Format.JSON,
) -> Response:
    flat = read_flat((name, value) for name, value in request.query_params.multi_items() if name not in _OWN)
    return answer(request, Wanted(Asked(_both(flat, filter), seats), limit, cursor, format))


@router.post(
    "/relations", summary="Les mêmes, le filtre dans le corps", response_model=responses_relations.Relations,
    openapi_extra=_BODY, responses=_FILES,
)  # fmt: skip
async def asked_relations(request: Request) -> Response:
    """Corps `{"filter": {…}, "seats": true, "limit": 100, "cursor": null, "format": "json"}` ; rien n’est écrit."""
    settings: ApiSettings = request.app.state.settings
    wanted = _wanted((await request.body())[: settings.max_body])
    return await run_in_threadpool(answer, request, wanted)


def _both(flat: Filter, text: str | None) -> Filter:
    if text is None or not text.strip():
        return flat
    tree = read_text(text)
    return tree if flat == EVERYTHING else AllOf((flat, tree))


def _wanted(body: bytes) -> Wanted:
    """Raises InvalidInput and InvalidRecord: whatever is sent is answered in words."""
    said = parsed(body)
    if not isinstance(said, Mapping):
        raise InvalidInput('Corps refusé. Attendu : un objet JSON, {"filter": {…}, "limit": 100}.')
    if unknown := next((name for name in said if name not in _OWN), None):
        raise InvalidInput(f"Champ inconnu : « {unknown[:60]} ». Attendu : {', '.join(_OWN)} ; les champs du filtre "
                           "vont dans « filter ».")  # fmt: skip
    seats, limit, cursor = said.get("seats", True), said.get("limit"), said.get("cursor")
    if not isinstance(seats, bool):
        raise InvalidInput("seats : attendu true ou false.")
    if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= LIMIT_MAX):
        raise InvalidInput(f"limit : attendu un nombre entier de 1 à {LIMIT_MAX}.")
    if cursor is not None and not isinstance(cursor, str):
        raise InvalidInput("cursor : attendu celui de la page précédente, ou aucun pour la première page.")
    return Wanted(Asked(read_filter(said.get("filter", {})), seats), limit, cursor, _format(said.get("format", "json")))


def _format(said: object) -> Format:
    if not isinstance(said, str) or said not in [*Format]:
        raise InvalidInput(f"format : attendu un de : {', '.join(Format)}.")
    return Format(said)


def answer(request: Request, wanted: Wanted) -> Response:
    """One at a time of the slots of analyses: a reading may last seconds."""
    view: View = request.app.state.connection.view()
    seconds: float = request.app.state.settings.store_timeout
    etag = tag(view.revision(), request) if request.method == "GET" else None
    if etag and (held := unchanged(request, etag)):
        return held
    cache: AnswerCache = request.app.state.cache
    if wanted.format is Format.JSON:
        limit = LIMIT_DEFAULT if wanted.limit is None else wanted.limit
        selections = Selections(view, cache, seconds)
        reply: Response = json_reply(relations_page(selections, wanted.asked, limit, wanted.cursor))
    else:
        with cache.turn():
            reply = _file(view, wanted, seconds)
    if etag is None:
        reply.headers["Cache-Control"] = "no-store"
        return reply
    return tagged(reply, etag)


def _file(view: View, wanted: Wanted, seconds: float) -> Response:
    """Written whole before the first byte is sent, so that what fails is said. A CSV has no room for its notice: it is
    in the headers, percent-encoded.
    """
    media_type, name = RELATION_FORMATS[wanted.format.value]
    file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (closed here or by `pieces`)
    try:
        write_relations(view, wanted.asked, wanted.format.value, file, seconds)  # type: ignore[arg-type]
    except BaseException:
        file.close()
        raise
    file.seek(0)
    told = about(view, wanted.asked)
    headers = {f"X-Entrelacs-{name.title()}": quote(told[name]) for name in _TOLD if told[name] is not None}
    headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return StreamingResponse(pieces(file), headers=headers, media_type=media_type)
