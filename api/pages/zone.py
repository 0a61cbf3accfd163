"""A zone of a reader's own as a page: its verdict first, how it was counted, what it overlaps."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers.zone import LEVEL_WORDS, counted_words
from api.dependencies import AnalysesDep, GapLevel
from api.document import Document
from api.pages.parameters import Empty, Since, StatusChoice, Until
from api.pages.refusals import answered
from api.pages.rendering import PageView, Table, answer_page
from api.pages.words import word
from graph.errors import InvalidInput
from graph.model.levels import Level
from graph.model.question import GapQuestion
from graph.model.zone import NAME_MOST, words_of
from graph.territories.zones import communes_in, fitting_level, people_in

router = APIRouter(include_in_schema=False)

LONGEST_LIST = 3_500
"""Signs of a list in an address: what is longer goes by POST to the API."""
_HEADER = (
    "territoire", "nom", "communes", "habitants", "comparee_au_niveau", "donnees", "verdict", "recensees", "attendues",
    "rapport", "rapport_bas", "rapport_haut", "p_sous_0_8", "puissance", "explication",
)  # fmt: skip
_COLUMNS = ("observed", "expected", "ratio", "ratio_low", "ratio_high", "p_below_08", "power", "explanation")


@router.get("/ecarts/zone")
@router.get("/ecarts/zone.json")
@router.get("/ecarts/zone.csv")
def zone(
    request: Request, analyses: AnalysesDep,
    communes: Annotated[str, Query(alias="communes", max_length=LONGEST_LIST)] = "",
    level: Annotated[GapLevel | None, Empty, Query(alias="niveau")] = None,
    name: Annotated[Annotated[str, Field(max_length=NAME_MOST)] | None, Empty, Query(alias="nom")] = None,
    status: StatusChoice = None, since: Since = None, until: Until = None,
    seats: Annotated[Literal["avec", "sans"], Query(alias="sieges")] = "avec",
) -> Response:  # fmt: skip
    """Without a list, the form; a list with a code nobody knows is said beside it, and refused to the data twins."""
    document: Document = {"revision": analyses.revision, "total": 0, "rows": []}
    machine = request.url.path.endswith((".json", ".csv"))
    refusal = None
    if communes.strip() or machine:
        try:
            codes = communes_in(words_of(communes))
            chosen = Level(level) if level else fitting_level(people_in(codes))
            asked = GapQuestion(chosen, status, seats=seats == "avec", since=since, until=until)
            document, refusal = answered(request, lambda: analyses.zone(asked, " ".join(codes), name), document)
        except InvalidInput as wrong:
            if machine:
                raise
            refusal = wrong.message
    counted = counted_words(document) if document["rows"] else None
    context = {
        "refusal": refusal, "counted": counted, "communes": communes, "name": name, "level": level,
        "seats": seats, "levels": {code.value: said for code, said in LEVEL_WORDS.items()},
        "since": since, "until": until, "asked": bool(communes.strip()), "longest": LONGEST_LIST,
    }  # fmt: skip
    table = Table("ecart-zone", _HEADER, _cells(document)) if document["rows"] else None
    return answer_page(request, PageView("zone.html", document, table, context, bool(document.get("synthetic"))))


def _cells(document: Document) -> list[list[object]]:
    held, row = document["zone"], document["rows"][0]
    said = [held["id"], held["name"], len(held["communes"]), held["population"], document["level"]]
    return [
        [*said, word(row["data_state"], "state"), word(row["verdict"], "verdict"), *(row[name] for name in _COLUMNS)]
    ]
