"""French typography (design/pages/README.md: `1 254`, `0,36 [0,24 – 0,53]`, `68 %`, with narrow no-break spaces)."""

import pytest

from api.pages import french

pytestmark = pytest.mark.unit
T, N = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [(1254, 0, f"1{T}254"), (0.3649, 2, "0,36"), (-3.2, 1, "−3,2"), (-0.001, 2, "0,00"), (None, 0, "—"), (0, 0, "0")],
)
def test_numbers(value: float | None, digits: int, shown: str) -> None:
    assert french.number(value, digits) == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0.68, f"68{T}%"),
        (1.0, f"100{T}%"),
        (0.9999, f">{T}99{T}%"),
        (0.001, f"<{T}1{T}%"),
        (0.0, f"0{T}%"),
        (None, "—"),
    ],
)
def test_a_probability_that_is_not_certain_is_not_printed_as_certain(share: float | None, shown: str) -> None:
    assert french.percent(share) == shown


@pytest.mark.parametrize(("value", "shown"), [(43.4, "43"), (4.26, "4,3"), (9.96, "10"), (None, "—")])
def test_expected_numbers_are_whole_from_ten_on(value: float | None, shown: str) -> None:
    assert french.amount(value) == shown


def test_an_interval_without_an_end_is_nothing() -> None:
    assert french.interval(0.24, 0.53) == f"[0,24{N}–{N}0,53]"
    assert french.interval(0.24, None) == ""


@pytest.mark.parametrize(
    ("stated", "shown"),
    [("2016", "2016"), ("2016-05", "mai 2016"), ("2016-05-07", f"7{N}mai 2016"), ("2016-08-01", f"1er{N}août 2016"),
     ("vers 1990", "vers 1990"), ("2016-13", "2016-13"), ("~2010", "2010 environ"), (None, "—")],
)  # fmt: skip
def test_dates(stated: str | None, shown: str) -> None:
    assert french.date(stated) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [("2013", "2019", f"2013{N}–{N}2019"), ("2013", None, "depuis 2013"), (None, "2019", "jusqu’à 2019"),
     ("2013", "2013", "2013"), (None, None, "—")],
)  # fmt: skip
def test_periods(start: str | None, end: str | None, shown: str) -> None:
    assert french.period(start, end) == shown


def test_agreement_is_singular_below_two() -> None:
    assert [french.agree(n, "est à vérifier", "sont à vérifier") for n in (0, 1, 2)] == [
        "est à vérifier", "est à vérifier", "sont à vérifier",
    ]  # fmt: skip
    assert french.count(1254, "acteur") == f"1{T}254{N}acteurs"


def test_sentences_made_elsewhere_get_their_thin_spaces() -> None:
    assert french.fine("« Rhône » : 90 % ; non !") == f"«{N}Rhône{N}»{T}: 90{T}%{T}; non{T}!"
