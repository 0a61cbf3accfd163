"""Ranks: ties share an interval, what has no value comes last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.scores import Entry, ranked, rounded

pytestmark = pytest.mark.unit


def entry(identifier: str, value: float | None) -> Entry:
    return identifier, identifier.upper(), None, value


def test_ties_share_their_interval_and_nulls_come_last() -> None:
    rows = ranked([entry("d", None), entry("c", 2.0), entry("b", 2.0), entry("e", None), entry("a", 1.0)])
    assert [(row.id, row.rank_low, row.rank_high) for row in rows] == [
        ("b", 1, 2), ("c", 1, 2), ("a", 3, 3), ("d", 4, 5), ("e", 4, 5),
    ]  # fmt: skip


def test_the_limit_cuts_a_tie_without_shortening_its_interval() -> None:
    [row] = ranked([entry("a", 1.0), entry("b", 1.0)], limit=1)
    assert (row.id, row.rank_low, row.rank_high) == ("a", 1, 2)


def test_a_difference_beyond_twelve_digits_is_no_difference() -> None:
    # 0.1 + 0.2 differs from 0.3 at the 17th digit: noise of the order of additions.
    first, second = ranked([entry("a", 0.1 + 0.2), entry("b", 0.3)])
    assert first.value == second.value == 0.3
    assert (first.rank_low, first.rank_high) == (1, 2)
    assert str(rounded(-0.0)) == "0.0"


@pytest.mark.property
@given(st.lists(st.none() | st.sampled_from([0.0, 0.5, 1.0, 3.0]), max_size=12), st.randoms())
def test_rows_do_not_depend_on_the_order_given_and_every_rank_is_taken(
    values: list[float | None], order: object
) -> None:
    entries = [entry(f"siren:{i:02}", value) for i, value in enumerate(values)]
    shuffled = entries[:]
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    rows = ranked(shuffled)
    assert rows == ranked(entries)
    assert all(row.rank_low <= place <= row.rank_high for place, row in enumerate(rows, start=1))
