from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidRecord
from graph.model.period import Period

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-05", date(2016, 5, 1), date(2016, 5, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-05-07", date(2016, 5, 7), date(2016, 5, 7)),
        ("07/05/2016", date(2016, 5, 7), date(2016, 5, 7)),
        ("2016-05-07 00:00:00", date(2016, 5, 7), date(2016, 5, 7)),
        ("2016/2018", date(2016, 1, 1), date(2018, 12, 31)),
        ("2016-05-07/2018-03", date(2016, 5, 7), date(2018, 3, 31)),
        ("2016-05-07/..", date(2016, 5, 7), None),
        ("2016/", date(2016, 1, 1), None),
        ("../2018", None, date(2018, 12, 31)),
    ],
)
def test_bounds(text: str, start: date | None, end: date | None) -> None:
    period = Period.parse(text)
    assert (period.start, period.end) == (start, end)
    assert str(period) == text
    assert not period.approximate


def test_open_is_stated_not_guessed() -> None:
    assert Period.parse("2016/..").open
    assert not Period.parse("2016/").open


@pytest.mark.parametrize("text", ["~2016", "vers 2016", "Vers\u00a02016", "environ 2016", "2016~"])
def test_approximate(text: str) -> None:
    period = Period.parse(text)
    assert period.approximate
    assert period.start == date(2016, 1, 1)
    assert str(period) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/02/2016", "le 31 février 2016 n’existe pas"),
        ("2016-02-31", "le 31 février 2016 n’existe pas"),
        ("2015-02-29", "le 29 février 2015 n’existe pas"),
        ("2016-13", "le mois 13 n’existe pas"),
        ("2016-00", "le mois 0 n’existe pas"),
        ("0206", "année hors de"),
        ("2018/2016", "la fin précède le début"),
        ("../..", "attendu 2016"),
        ("", "attendu 2016"),
        ("printemps 2016", "attendu 2016"),
        ("2016/2017/2018", "attendu 2016"),
        ("2016-05-07T14:30", "attendu 2016"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidRecord, match=reason):
        Period.parse(text)


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        ("2016", "2018", "2016/2018"),
        ("2016", "", "2016/"),
        (None, "2018", "/2018"),
        ("2016-05-07/..", None, "2016-05-07/.."),
    ],
)
def test_the_period_of_two_cells(first: str | None, last: str | None, printed: str) -> None:
    assert str(Period.between(first, last)) == printed


def test_two_empty_cells_say_nothing() -> None:
    assert Period.between(" ", None) is None


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("2016", "2016-12-31", True),
        ("2016", "2017", False),
        ("2016/..", "2040", True),
        ("2016/..", "2015", False),
        ("../2016", "1950", True),
        ("2016/2018", "2017-05", True),
    ],
)
def test_overlap(first: str, second: str, together: bool) -> None:
    one, other = Period.parse(first), Period.parse(second)
    assert one.overlaps(other) is together
    assert other.overlaps(one) is together
    assert one.overlaps(one)


days = st.dates(date(1500, 1, 1), date(2199, 12, 31))


@pytest.mark.property
@given(days, days)
def test_an_interval_printed_and_parsed_is_the_same(one: date, other: date) -> None:
    first, last = sorted((one, other))
    period = Period.parse(f"{first}/{last}")
    assert (period.start, period.end) == (first, last)
    assert Period.parse(str(period)) == period


@pytest.mark.property
@given(st.text(max_size=30))
def test_any_text_gives_a_period_or_a_refusal(text: str) -> None:
    try:
        period = Period.parse(text)
    except InvalidRecord:
        return
    assert period.start or period.end


def test_what_is_no_date_of_ours_is_no_period_where_a_store_is_read() -> None:
    """A publisher’s `09` is kept as stated: it must not stop the analysis of all the others."""
    assert Period.stated("09", None) is None
    assert Period.stated("2016", "2019") == Period.between("2016", "2019")
