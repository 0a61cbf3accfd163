"""The gap table, with its map and its funnel beside it."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.dependencies import AnalysesDep
from api.document import Document
from api.pages.parameters import (
    CountingChoice,
    GapLevelChoice,
    PageNumber,
    RefitsChoice,
    SeatsChoice,
    Since,
    StatusChoice,
    Until,
    WithinChoice,
)
from api.pages.pictures import funnel_figure, map_figure
from api.pages.refusals import answered
from api.pages.rendering import PageView, Table, answer_page
from api.pages.words import word
from graph.model.counts import Counting
from graph.model.levels import Level
from graph.model.question import GapQuestion
from graph.model.text import fold

router = APIRouter(include_in_schema=False)

SHOWN = 120
LEVEL_WORDS = {
    Level.REGION: ("région", "régions"),
    Level.DEPARTEMENT: ("département", "départements"),
    Level.EPCI: ("intercommunalité", "intercommunalités"),
}
_NAMES = ("territoire", "niveau", "code", "nom", "millesime", "donnees", "verdict")
_TOLD = ("major", "flagged", "to_check")
_RESOLVED = (*_TOLD, "nothing_to_report")
_ORDER = (*_TOLD, "nothing_to_report", "not_resolvable", "insufficient_data")
_COLUMNS = (
    "observed", "expected", "ratio", "ratio_low", "ratio_high", "p_below_08", "p_below_05", "power",
    "missing", "missing_low", "missing_high", "tipping_point", "actors", "fabric_ratio", "fabric_low", "fabric_high",
    "fractional", "need", "robust", "explanation",
)  # fmt: skip


@router.get("/ecarts")
@router.get("/ecarts.json")
@router.get("/ecarts.csv")
def gaps(
    request: Request, analyses: AnalysesDep, level: GapLevelChoice = "region", status: StatusChoice = None,
    seats: SeatsChoice = "avec", since: Since = None, until: Until = None, counting: CountingChoice = "plein",
    refits: RefitsChoice = 0, within: WithinChoice = None, page: PageNumber = 1,
) -> Response:  # fmt: skip
    """A table that cannot be made (nothing loaded) is a page that says so, not an error."""
    counted = Counting.FULL if counting == "plein" else Counting.FRACTIONAL
    asked = GapQuestion(
        Level(level), status, seats=seats == "avec", since=since, until=until, counting=counted, bootstrap=refits,
        within=within,
    )  # fmt: skip
    nothing: Document = {"level": level, "total": 0, "rows": [], "revision": analyses.revision}
    document, refusal = answered(request, lambda: analyses.gaps(asked), nothing)
    rows = document["rows"]
    context = {
        "level_words": LEVEL_WORDS[Level(level)],
        "verdicts": Counter(row["verdict"] for row in rows),
        "shown": _read_first(rows)[(page - 1) * SHOWN : page * SHOWN],
        "page": page,
        "pages": max(1, -(-len(rows) // SHOWN)),
        "map": None if refusal else map_figure(document),
        "funnel": None if refusal else funnel_figure(document),
        "crossed": _crossed(rows),
        "following": urlencode([(k, v) for k, v in request.query_params.multi_items() if k != "page"]),
        "refusal": refusal,
    }
    table = Table(f"ecarts-{level}", (*_NAMES, *_COLUMNS), _cells(rows))
    synthetic = bool(document.get("synthetic"))
    return answer_page(request, PageView("gaps.html", document, table, context, synthetic))


def _crossed(rows: Any) -> dict[str, dict[bool, int]] | None:
    """Gap × need: need in thirds → number of territories with a gap and without, of those that could be resolved."""
    known = [row for row in rows if row["need"] and row["verdict"] in _RESOLVED]
    if not known:
        return None
    counted = Counter((row["need"], row["verdict"] in _TOLD) for row in known)
    return {need: {told: counted[need, told] for told in (True, False)} for need in ("fort", "moyen", "faible")}


def _read_first(rows: Any) -> list[Any]:
    """What asks for action first, the most missing alliances before; then by name. An order of reading, not a rank."""

    def place(row: Any) -> tuple[int, float, str]:
        missing = row["missing"] or 0.0 if row["verdict"] in _TOLD else 0.0
        return _ORDER.index(row["verdict"]), -missing, fold(row["territory"]["name"] or "")

    return sorted(rows, key=place)


def _cells(rows: Any) -> list[list[object]]:
    return [
        [row["territory"][key] for key in ("id", "level", "code", "name", "vintage")]
        + [word(row["data_state"], "state"), word(row["verdict"], "verdict")]
        + [row.get(column) for column in _COLUMNS]
        for row in rows
    ]
