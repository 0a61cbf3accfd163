"""« Éprouver la méthode »: a reader plants a gap in a simulated country and sees what the method finds."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers.trial import FEWEST, MOST, TrialQuestion, trial_document
from api.cache import AnswerCache
from api.dependencies import LONGEST_ID
from api.pages.parameters import Empty, GapLevelChoice
from api.pages.rendering import PageView, answer_page
from graph.model.levels import Level

router = APIRouter(include_in_schema=False)


@router.get("/methode/eprouver")
@router.get("/methode/eprouver.json")
def trial(
    request: Request,
    level: GapLevelChoice = "departement",
    total: Annotated[int, Query(alias="alliances", ge=FEWEST, le=MOST)] = 5_000,
    ratio: Annotated[float, Query(alias="part", ge=0, le=1)] = 0.5,
    territory: Annotated[Annotated[str, Field(max_length=LONGEST_ID)] | None, Empty, Query(alias="territoire")] = None,
    heterogeneity: Annotated[float, Query(alias="heterogeneite", ge=0, le=1)] = 0.1,
    seed: Annotated[int, Query(alias="graine", ge=0, le=1_000_000)] = 1,
) -> Response:
    """Readable whether or not the graph answers: nothing here is of it. The same question is computed once."""
    asked = TrialQuestion(Level(level), total, ratio, territory, heterogeneity, seed)
    cache: AnswerCache = request.app.state.cache
    document: Any = cache.get(("trial", asked), partial(trial_document, asked))
    return answer_page(request, PageView("trial.html", document, None, {}, synthetic=True))
