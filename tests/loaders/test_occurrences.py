"""Counts of rows are the same in memory and on the disk."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import occurrences
from loaders.occurrences import Occurrences

pytestmark = pytest.mark.property


@given(st.lists(st.integers(-4, 4), max_size=60), st.integers(0, 5))
def test_each_row_is_counted_wherever_it_is_kept(rows: list[int], room: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(occurrences, "IN_MEMORY", room)
        kept, expected = Occurrences(), Counter[int]()
        for row in rows:
            expected[row] += 1
            assert kept.met(row.to_bytes(8, "big", signed=True)) == expected[row]


@given(st.lists(st.lists(st.integers(-4, 4), max_size=9), max_size=6), st.integers(0, 9))
def test_many_are_counted_as_each(stretches: list[list[int]], room: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(occurrences, "IN_MEMORY", room)
        kept, one_by_one = Occurrences(), Occurrences()
        for rows in stretches:
            digests = [row.to_bytes(8, "big", signed=True) for row in rows]
            assert kept.all_met(digests) == [one_by_one.met(digest) for digest in digests]
