"""The sheet of a territory. On a large graph the rest of it does not wait for the gaps, which a worker counts."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
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
from graph.language import N_, _
from graph.model.counting import listed
from graph.model.levels import GAP_LEVELS, Level
from graph.model.question import GapQuestion
from graph.store.base import View
from graph.territories import hierarchy, reference

router = APIRouter(include_in_schema=False)

PATIENCE = 0.3
"""Seconds that the page waits for a table that a worker counts: enough to read one that is kept."""
COUNTING = N_("Les écarts de ce niveau sont en cours de calcul ; le reste de la fiche est complet.")


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

    def __call__(self, view: View, question: GapQuestion) -> Document:
        """Raises NotResolvable where too little is known, or is not counted yet; Pending where all is wanted."""
        asked = replace(question, seats=self._seats)
        if self._whole:
            return self._analyses.gaps(asked)
        try:
            self.last = self._analyses.gaps(asked, PATIENCE)
        except Pending:
            self.counting = True
            raise NotResolvable(_(COUNTING)) from None
        return self.last


def _placed(document: Any, table: Any) -> dict[str, Any]:
    """The funnel of its level with this territory ringed; for an EPCI, of those of its région: one point can be told
    among a hundred, not among twelve hundred.
    """
    row = document["gap"]
    if row is None or table is None or document["level"] not in GAP_LEVELS or not row["expected"]:
        return {"funnel": None, "standing": None, "among": None}
    shown, among = table, None
    if document["level"] == Level.EPCI:
        beside = _epci_beside(document["id"])
        shown = {**table, "rows": [each for each in table["rows"] if each["territory"]["id"] in beside]}
        among = _regions_of(document["id"])
    return {
        "funnel": funnel_figure(shown, document["id"]),
        "standing": standing(table, row),
        "among": among,
    }


def _regions_of(epci: str) -> str:
    """In words, for the caption."""
    return listed([reference.name_of(region) for region in hierarchy.containing(epci, Level.REGION)])


def _epci_beside(epci: str) -> frozenset[str]:
    by_region = _epci_by_region()
    return frozenset().union(*(by_region[region] for region in hierarchy.containing(epci, Level.REGION)))


@cache
def _epci_by_region() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for epci in reference.populations(Level.EPCI):
        for region in hierarchy.containing(epci, Level.REGION):
            found.setdefault(region, set()).add(epci)
    return {region: frozenset(held) for region, held in found.items()}


def _compared(view: View, document: Any) -> str | None:
    """The comparison with the loaded territories closest in population; None where none of them is loaded."""
    sides = [document["id"], *(node["id"] for node in view.nodes([each["id"] for each in document["similar"]]))]
    return address(sides[:MOST_SIDES]) if len(sides) >= LEAST else None
