"""Roles of Gould and Fernandez, against a count by hand and by brute force."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from graph.analysis.brokerage import brokerage, closed_trios, roles

pytestmark = pytest.mark.unit


def links(pairs: list[tuple[int, int]], size: int) -> sparse.csr_array:
    matrix = np.zeros((size, size))
    for a, b in pairs:
        if a != b:
            matrix[a, b] = matrix[b, a] = 1
    return sparse.csr_array(matrix)


def by_hand(matrix: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    table = np.zeros((len(kinds), 4))
    for b in range(len(kinds)):
        for a, c in combinations(np.flatnonzero(matrix[b]).tolist(), 2):
            if matrix[a, c] or min(kinds[a], kinds[b], kinds[c]) < 0:
                continue
            alike = kinds[a] == kinds[c]
            same = kinds[b] in (kinds[a], kinds[c])
            table[b, (0 if same else 1) if alike else (2 if same else 3)] += 1
    return table


def test_one_of_each_role() -> None:
    """Actor 0 (kind 0) between two of kind 0: coordinator; between two of kind 1: consultant; between 0 and 1:
    gatekeeper, twice two; between 1 and 2: liaison, twice.
    """
    star = links([(0, at) for at in range(1, 6)], 6)
    counts = roles(star, closed_trios(star), np.array([0, 0, 0, 1, 1, 2]))
    # Partners: two of kind 0, two of kind 1, one of kind 2: pairs 00, 11, 01 ×4, 02 ×2, 12 ×2.
    assert counts[0].tolist() == [1, 1, 6, 2]


def test_partners_who_know_each_other_need_nobody() -> None:
    triangle = links([(0, 1), (1, 2), (0, 2)], 3)
    assert roles(triangle, closed_trios(triangle), np.array([0, 1, 2])).sum() == 0


@pytest.mark.property
@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=15),
    st.lists(st.integers(-1, 2), min_size=7, max_size=7),
)
def test_the_same_as_counting_every_trio(pairs: list[tuple[int, int]], kinds: list[int]) -> None:
    graph, coded = links(pairs, 7), np.array(kinds)
    assert roles(graph, closed_trios(graph), coded).tolist() == by_hand(graph.toarray(), coded).tolist()


def test_unknown_kinds_are_counted_apart() -> None:
    found = brokerage(links([(0, 1), (0, 2), (0, 3)], 4), np.array([0, 0, 1, -1]), seed=1, permutations=9)
    assert found.counts[0].tolist() == [0, 0, 1, 0]
    assert found.unknown.tolist() == [2, 0, 0, 0]


def test_a_planted_liaison_stands_out_and_kinds_by_lot_do_not() -> None:
    """Simulation. Forty actors of two kinds linked within their kind, and a third kind between: its consultant and
    liaison trios are beyond every deal of the kinds. With kinds dealt by lot, percentiles are spread over 0–100.
    """
    draw = np.random.default_rng(3)
    groups = [range(20), range(20, 40)]
    pairs = [tuple(draw.choice(list(group), 2, replace=False).tolist()) for group in groups for _ in range(45)]
    pairs += [(40, int(at)) for at in draw.choice(20, 6, replace=False)]
    pairs += [(40, int(at)) for at in 20 + draw.choice(20, 6, replace=False)]
    graph, kinds = links(pairs, 41), np.array([0] * 20 + [1] * 20 + [2])
    planted = brokerage(graph, kinds, seed=1)
    assert planted.percentile[40, 3] > 97
    lots = [
        brokerage(graph, draw.permutation(kinds), seed=1).totals[2] for _ in range(30)
    ]  # fmt: skip
    null = planted.null_totals[:, 2]
    ranks = [float((null < total).mean()) for total in lots]
    assert 0.25 < np.mean(ranks) < 0.75
