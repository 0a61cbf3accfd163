"""The gap table, with its map and its funnel beside it."""

from collections import Counter
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import AnalysesDep
from api.document import Document
from api.pages.gap_choices import ORDER, TOLD, ChoicesDep, following, sort_links
from api.pages.gap_question import PAGE, GapAsked
from api.pages.parameters import PageNumber
from api.pages.pictures import funnel_figure, map_figure, need_figure
from api.pages.refusals import answered
from api.pages.rendering import PageView, Table, answer_page
from api.pages.words import word
from graph.language import NN_
from graph.model.counting import agree
from graph.model.levels import LOADED_LEVELS, Level
from graph.model.text import fold
from graph.territories import reference

router = APIRouter(include_in_schema=False)

SHOWN = 120
LEVEL_WORDS = {
    Level.REGION: NN_("région", "régions"),
    Level.DEPARTEMENT: NN_("département", "départements"),
    Level.EPCI: NN_("intercommunalité", "intercommunalités"),
    Level.CRTE: NN_("CRTE", "CRTE"),
}
MASCULINE = (Level.DEPARTEMENT, Level.CRTE)
_NAMES = ("territoire", "niveau", "code", "nom", "millesime", "donnees", "verdict")
_RESOLVED = (*TOLD, "nothing_to_report")
_BELOW = {Level.REGION: (Level.DEPARTEMENT, Level.EPCI), Level.DEPARTEMENT: (Level.EPCI,)}
_COLUMNS = (
    "observed", "expected", "ratio", "ratio_low", "ratio_high", "p_below_08", "p_below_05", "power",
    "missing", "missing_low", "missing_high", "tipping_point", "actors", "fabric_ratio", "fabric_low", "fabric_high",
    "fractional", "need", "need_share", "robust", "explanation",
)  # fmt: skip


@router.get("/ecarts")
@router.get("/ecarts.json")
@router.get("/ecarts.csv")
def gaps(
    request: Request, analyses: AnalysesDep, chosen: ChoicesDep, asked: GapAsked, page: PageNumber = 1
) -> Response:
    """A table that cannot be made (nothing loaded) is a page that says so, not an error."""
    level, within = asked.level, asked.within
    if level in LOADED_LEVELS and request.url.path == PAGE and request.query_params.get("dans"):
        return RedirectResponse(f"{PAGE}?{following(request, dans='')}")
    nothing: Document = {"level": level.value, "total": 0, "rows": [], "revision": analyses.revision}
    document, refusal = answered(request, lambda: analyses.gaps(asked), nothing)
    rows: Any = document["rows"]
    kept = chosen.kept(rows)
    told = chosen.in_order(kept) if chosen.sort else read_first(kept)
    context = {
        "level_words": LEVEL_WORDS[level],
        "level_head": headed(agree(1, *LEVEL_WORDS[level])),
        "masculine": level in MASCULINE,
        "loaded": level in LOADED_LEVELS,
        "verdicts": Counter(row["verdict"] for row in rows),
        "shown": told[(page - 1) * SHOWN : page * SHOWN],
        "kept": len(kept),
        "chosen": chosen,
        "counts": chosen.counts(rows),
        "sorts": sort_links(request, chosen),
        "below": [(each.value, agree(2, *LEVEL_WORDS[each])) for each in _BELOW.get(level, ())],
        "within_name": reference.name_of(within) if within and not refusal else None,
        "regions": sorted(reference.regions().values(), key=lambda each: fold(each.name)),
        "page": page,
        "pages": max(1, -(-len(kept) // SHOWN)),
        "map": None if refusal else map_figure(document),
        "funnel": None if refusal else funnel_figure(document),
        "crossed": _crossed(rows),
        "need": need_figure(document),
        "following": following(request),
        "refusal": refusal,
    }
    table = Table(f"ecarts-{level.value}", (*_NAMES, *_COLUMNS), _cells(chosen.in_order(kept)))
    synthetic = bool(document.get("synthetic"))
    document = chosen.applied(document)  # the twin holds what the page shows, in its order
    return answer_page(request, PageView("gaps.html", document, table, context, synthetic))


def headed(name: str) -> str:
    """As at the head of a column: « Région », and « CRTE » as it is."""
    return name[:1].upper() + name[1:]


def _crossed(rows: Any) -> dict[str, dict[bool, int]] | None:
    """Gap × need: need in thirds → number of territories with a gap and without, of those that could be resolved."""
    known = [row for row in rows if row["need"] and row["verdict"] in _RESOLVED]
    if not known:
        return None
    counted = Counter((row["need"], row["verdict"] in TOLD) for row in known)
    return {need: {told: counted[need, told] for told in (True, False)} for need in ("fort", "moyen", "faible")}


def read_first(rows: Any) -> list[Any]:
    """What asks for action first, the most missing alliances before; then by name. An order of reading, not a rank."""

    def place(row: Any) -> tuple[int, float, str]:
        missing = row["missing"] or 0.0 if row["verdict"] in TOLD else 0.0
        return ORDER.index(row["verdict"]), -missing, fold(row["territory"]["name"] or "")

    return sorted(rows, key=place)


def _cells(rows: Any) -> list[list[object]]:
    return [
        [row["territory"][key] for key in ("id", "level", "code", "name", "vintage")]
        + [word(row["data_state"], "state"), word(row["verdict"], "verdict")]
        + [row.get(column) for column in _COLUMNS]
        for row in rows
    ]
