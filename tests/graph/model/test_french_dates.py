"""Dates as a person reads them; a date of no form of ours is shown in the words of its source."""

import pytest

from graph.model import french_dates

pytestmark = pytest.mark.unit
N = "\u00a0"


@pytest.mark.parametrize(
    ("stated", "shown"),
    [("2016", "2016"), ("2016-05", "mai 2016"), ("2016-05-07", f"7{N}mai 2016"), ("2016-08-01", f"1er{N}août 2016"),
     ("vers 1990", "vers 1990"), ("2016-13", "2016-13"), ("~2010", "2010 environ"), (None, "—")],
)  # fmt: skip
def test_dates(stated: str | None, shown: str) -> None:
    assert french_dates.date(stated) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [("2013", "2019", f"2013{N}–{N}2019"), ("2013", None, "depuis 2013"), (None, "2019", "jusqu’à 2019"),
     ("2013", "2013", "2013"), (None, None, "—")],
)  # fmt: skip
def test_periods(start: str | None, end: str | None, shown: str) -> None:
    assert french_dates.period(start, end) == shown
