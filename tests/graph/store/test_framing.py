"""The texts of a column told at once are those of its values."""

from collections.abc import Sequence

import pytest

from graph.model.alike import Said
from graph.store.framing import parts, text, texts

AWKWARD: list[Said] = ["a\nb", '",\n  "', "\r\x85\u2028\x00é", "", 1, 1.0, True, 2**60, 1e300, float("nan"), None]


@pytest.mark.parametrize("values", [[], AWKWARD, [*AWKWARD, ("a", "b\n")]])
def test_texts_are_those_of_each_value(values: Sequence[Said]) -> None:
    assert texts(values) == [text(value) for value in values]


@pytest.mark.parametrize("column", [AWKWARD, [*AWKWARD, ("a", "b\n")], [1, 1, 1, 1, 1.0], [0.5, None], ["x"] * 9])
def test_parts_are_those_of_each_value(column: Sequence[Said]) -> None:
    expected = ["" if value is None else f'"n":{text(value)},' for value in column]
    assert parts({"n": column}) == {"n": expected}
