"""The sheet of a territory. On a large graph the rest of it does not wait for the gaps, which a worker counts."""

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import territory_document
from api.answers.comparing import LEAST, MOST_SIDES
from api.dependencies import Analyses, AnalysesDep
from api.document import Document
from api.jobs import Pending
from api.pages.comparing import address
from api.pages.parameters import Following, PageId, PistesChoice, SeatsChoice
from api.pages.pictures import funnel_figure, standing
from api.pages.sheets import sheet, told, twin
from graph.errors import NotResolvable
from graph.model.levels import Level
from graph.model.question import GapQuestion
from graph.store.base import View

router = APIRouter(include_in_schema=False)

DRAWN = (Level.REGION, Level.DEPARTEMENT)
PATIENCE = 0.3
"""Seconds that the page waits for a table that a worker counts: enough to read one that is kept."""
COUNTING = "Les écarts de ce niveau sont en cours de calcul ; le reste de la fiche est complet."


@router.get("/territoires/{id:path}")
def territory(
    request: Request, analyses: AnalysesDep, id: PageId, cursor: Following = None, seats: SeatsChoice = "avec",
    pistes: PistesChoice = None,
) -> Response:  # fmt: skip
    """Its JSON twin is whole or says 202, as the API does: only the page is shown in two times."""
    with_seats = seats == "avec"
    tables = _Tables(analyses, with_seats, whole=twin(request) == ".json")

    def document() -> Document:
        return territory_document(analyses.view, id, cursor=cursor, seats=with_seats, gaps=tables)

    suggested = told(analyses, pistes)

    def beside(made: Document) -> dict[str, Any]:
        placed = _placed(made, tables.last)
        return {**suggested(made), **placed, "compared": _compared(analyses.view, made), "counting": tables.counting}

    return sheet(request, id, "territory.html", "event", "acting", document, beside)


class _Tables:
    """The gap tables as a sheet asks for them. `last`: the one read; `counting`: it was not ready."""

    def __init__(self, analyses: Analyses, seats: bool, whole: bool) -> None:
        self._analyses, self._seats, self._whole = analyses, seats, whole
        self.last: Document | None = None
        self.counting = False

    def __call__(self, _: View, question: GapQuestion) -> Document:
        """Raises NotResolvable where too little is known, or is not counted yet; Pending where all is wanted."""
        asked = replace(question, seats=self._seats)
        if self._whole:
            return self._analyses.gaps(asked)
        try:
            self.last = self._analyses.gaps(asked, PATIENCE)
        except Pending:
            self.counting = True
            raise NotResolvable(COUNTING) from None
        return self.last


def _placed(document: Any, table: Any) -> dict[str, Any]:
    """The funnel of its level with this territory ringed: where there are few enough points to tell one among them."""
    row = document["gap"]
    if row is None or table is None or document["level"] not in DRAWN or not row["expected"]:
        return {"funnel": None, "standing": None}
    return {"funnel": funnel_figure(table, document["id"]), "standing": standing(table, row)}


def _compared(view: View, document: Any) -> str | None:
    """The comparison with the loaded territories closest in population; None where none of them is loaded."""
    sides = [document["id"], *(node["id"] for node in view.nodes([each["id"] for each in document["similar"]]))]
    return address(sides[:MOST_SIDES]) if len(sides) >= LEAST else None
