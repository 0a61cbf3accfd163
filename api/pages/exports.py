"""How to take the data away: each format, who it is for, how large, under which licences; whole or a part of it."""

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.export import SYNTHETIC_NOTICE, notice
from api.answers.sources import sources_document
from api.dependencies import AnalysesDep, Kinds, Year
from api.document import Document
from api.export_parameters import Centre, Depth, Limit, Seats, Tree
from api.exports import FORMATS, Matching, Part, Whole
from api.exports.about import CAVEAT, UNSAID
from api.exports.asked import OWN, Walk, filter_of, part_of
from api.exports.extract import extract
from api.pages.rendering import PageView, Table, answer_page
from graph.asking import Asked, Search
from graph.model.typography import weight
from graph.store.base import View

router = APIRouter(include_in_schema=False)
COLUMNS = {"format": "id", "titre": "title", "s_ouvre_avec": "reader", "usage": "use", "type": "media",
           "fichier": "file", "adresse": "url", "octets_environ": "bytes"}  # fmt: skip
"""Header of the CSV twin → field of a row."""


@router.get("/exports")
@router.get("/exports.json")
@router.get("/exports.csv")
def exports(
    request: Request, analyses: AnalysesDep, centre: Centre = None, depth: Depth = None, limit: Limit = None,
    kinds: Kinds = None, since: Year = None, until: Year = None, filter: Tree = None, seats: Seats = True,
) -> Response:  # fmt: skip
    """The grammar is that of /api/v1/export: an address of one is an address of the other. A form sends empty fields:
    they are left out.
    """
    query = [(name, value) for name, value in request.query_params.multi_items() if value or name not in OWN]
    depth = depth if centre else None  # the form always sends one
    asked = Asked(filter_of(query, filter), seats)
    seconds: float = request.app.state.settings.store_timeout
    part = part_of(Walk(centre, depth, limit, tuple(kinds or ()), since, until), asked, seconds)
    document = exports_document(analyses.view, part, urlencode(query) if part != Whole() else "")
    table = Table("exports", tuple(COLUMNS), [[row[name] for name in COLUMNS.values()] for row in document["formats"]])
    context = {"centre": centre, "depth": depth or 1, "weight": weight}
    return answer_page(request, PageView("exports.html", document, table, context, document["notice"] is not None))


def exports_document(view: View, part: Part, query: str) -> Document:
    """`{revision, selection, chosen, nodes, links, formats, sources, licences, notice, caveat}`.

    `nodes`, `links` and the `bytes` of a format are null for a part, which is counted when it is written.
    """
    stats: Any = view.stats()
    taken = extract(view, part)
    if isinstance(part, Matching):
        Search(view, part.asked)  # raises for what nobody loaded, before anybody downloads
    whole = isinstance(part, Whole)
    nodes, links = sum(stats["nodes"].values()), sum(stats["relations"].values())
    sources = sources_document(view)["rows"]
    return {
        "revision": stats["revision"], "selection": taken.words, "chosen": taken.chosen,
        "nodes": nodes if whole else None, "links": links if whole else None,
        "formats": [_row(name, query, nodes + links if whole else None) for name in FORMATS],
        "sources": [{name: row[name] for name in ("id", "title", "publisher", "licence", "page")} for row in sources],
        "licences": sorted({row["licence"] or UNSAID for row in sources}),
        "notice": SYNTHETIC_NOTICE if notice(view) else None, "caveat": CAVEAT,
    }  # fmt: skip


def _row(name: str, query: str, rows: int | None) -> Document:
    kind = FORMATS[name]
    address = f"/api/v1/export/{name}"
    return {
        "id": name, "title": kind.title, "reader": kind.reader, "use": kind.use, "file": kind.file,
        "media": kind.media.partition(";")[0], "url": f"{address}?{query}" if query else address,
        "bytes": None if rows is None else rows * kind.per_row,
    }  # fmt: skip
