"""What a page, a workbook and a frame of gaps are asked, in the same French words."""

from typing import Annotated

from fastapi import Depends, Request

from api.pages.parameters import (
    ComparedLevelChoice,
    CountingChoice,
    RefitsChoice,
    SeatsChoice,
    Since,
    StatusChoice,
    Until,
    WithinChoice,
)
from graph.model.counts import Counting
from graph.model.levels import LOADED_LEVELS, Level
from graph.model.question import GapQuestion

PAGE = "/ecarts"


def gap_question(
    request: Request, level: ComparedLevelChoice = "region", status: StatusChoice = None, seats: SeatsChoice = "avec",
    since: Since = None, until: Until = None, counting: CountingChoice = "plein", refits: RefitsChoice = 0,
    within: WithinChoice = None,
) -> GapQuestion:  # fmt: skip
    """A part of a loaded level raises InvalidInput, but for the page itself: its form keeps its fields from one level
    to the next, so it goes to the address of the whole.
    """
    if level in LOADED_LEVELS and request.url.path == PAGE:
        within = None
    counted = Counting.FULL if counting == "plein" else Counting.FRACTIONAL
    return GapQuestion(
        Level(level), status, seats=seats == "avec", since=since, until=until, counting=counted, bootstrap=refits,
        within=within,
    )  # fmt: skip


GapAsked = Annotated[GapQuestion, Depends(gap_question)]
