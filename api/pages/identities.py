"""Pairs on who is who, side by side: what is to be judged, what was joined, what was told apart."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import identities_document
from api.answers.worlds import any_synthetic
from api.dependencies import ViewDep
from api.pages.parameters import Following, JudgedChoice
from api.pages.rendering import PageView, Table, answer_page
from graph.identity import Verdict

router = APIRouter(include_in_schema=False)

_COLUMNS = ("gauche", "nom_gauche", "droite", "nom_droite", "jugement", "par", "le", "probabilite", "indices")


@router.get("/identites")
@router.get("/identites.json")
@router.get("/identites.csv")
def identities(
    request: Request, view: ViewDep, verdict: JudgedChoice = Verdict.UNSURE, cursor: Following = None
) -> Response:
    document: Any = identities_document(view, verdict=verdict, cursor=cursor)
    table = Table(f"identites-{verdict.value}", _COLUMNS, [_row(row) for row in document["rows"]])
    context = {"verdict": verdict.value}
    return answer_page(request, PageView("identities.html", document, table, context, any_synthetic(view.stats())))


def _row(row: Any) -> list[object]:
    named = [(side["id"], side["names"][0] if side["names"] else "") for side in (row["left"], row["right"])]
    judged = (row["verdict"], row["by"], row["when"], row["score"], " ; ".join(row["evidence"]))
    return [*named[0], *named[1], *judged]
