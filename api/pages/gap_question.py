"""What a page, a workbook and a frame of gaps are asked, in the same French words."""

from typing import Annotated

from fastapi import Depends

from api.pages.parameters import (
    CountingChoice,
    GapLevelChoice,
    RefitsChoice,
    SeatsChoice,
    Since,
    StatusChoice,
    Until,
    WithinChoice,
)
from graph.model.counts import Counting
from graph.model.levels import Level
from graph.model.question import GapQuestion


def gap_question(
    level: GapLevelChoice = "region", status: StatusChoice = None, seats: SeatsChoice = "avec", since: Since = None,
    until: Until = None, counting: CountingChoice = "plein", refits: RefitsChoice = 0, within: WithinChoice = None,
) -> GapQuestion:  # fmt: skip
    counted = Counting.FULL if counting == "plein" else Counting.FRACTIONAL
    return GapQuestion(
        Level(level), status, seats=seats == "avec", since=since, until=until, counting=counted, bootstrap=refits,
        within=within,
    )  # fmt: skip


GapAsked = Annotated[GapQuestion, Depends(gap_question)]
