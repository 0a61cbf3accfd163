"""The null keeps what it must and shuffles the rest."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.curveball import shuffled
from tests.graph.analysis.networks import two_mode

pytestmark = pytest.mark.unit

ALLIANCES = st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1, max_size=5), max_size=8)


@pytest.mark.property
@given(ALLIANCES, st.integers(0, 5))
def test_no_link_is_lost_and_every_total_is_kept(alliances: list[set[str]], seed: int) -> None:
    graph = two_mode(alliances, alone="abcdefgh")
    for drawn in shuffled(graph, 3, seed):
        assert len({*zip(drawn.rows.tolist(), drawn.cols.tolist(), strict=True)}) == len(graph.rows)
        assert Counter(drawn.rows.tolist()) == Counter(graph.rows.tolist())
        assert Counter(drawn.cols.tolist()) == Counter(graph.cols.tolist())


def test_every_matrix_of_the_same_totals_comes_as_often() -> None:
    """Three actors, three alliances of one: six permutations. 3 000 draws of one chain: each 500, give or take 120."""
    graph = two_mode(["a", "b", "c"])
    seen = Counter(tuple(drawn.rows.tolist()) for drawn in shuffled(graph, 3_000, 1))
    assert len(seen) == 6
    assert all(380 < times < 620 for times in seen.values())


def test_the_same_seed_gives_the_same_networks() -> None:
    graph = two_mode(["abc", "ade", "bdf", "cef"])
    first, again = ([drawn.rows.tolist() for drawn in shuffled(graph, 4, 7)] for _ in range(2))
    assert first == again
    assert not np.array_equal(first[0], first[3])
