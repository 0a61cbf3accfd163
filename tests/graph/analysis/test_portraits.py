"""What a community is made of."""

import numpy as np
import pytest

from graph.analysis.portraits import portraits
from graph.surroundings import Surroundings
from tests.graph.analysis.networks import two_mode

pytestmark = pytest.mark.unit


def test_a_group_is_told_by_what_it_has_more_than_the_others() -> None:
    graph = two_mode(
        ["abcde", "vwxyz"], kinds={**dict.fromkeys("abcdv", "association"), **dict.fromkeys("wxyz", "etat")}
    )
    around = Surroundings(dict.fromkeys("abcde", ("commune:33063",)), {}, {"alliance:test:000": ("odd:4",)})
    first, second = portraits(graph, around, np.repeat([0, 1], 5), [4] * 10, 5)
    assert [trait.code for trait in first.kinds] == ["association"]
    assert (first.kinds[0].share, first.kinds[0].lift) == (1.0, pytest.approx(9 / 5))
    assert [trait.code for trait in second.kinds] == ["etat"]
    # All whose place or theme is known are in the first: nothing is said of the others, so nothing tells it apart.
    assert first.territories == ()
    assert second.themes == ()


def test_small_groups_are_not_described() -> None:
    graph = two_mode(["abcd"])
    assert portraits(graph, Surroundings({}, {}, {}), np.zeros(4, dtype=np.int64), [3] * 4, 5) == []
