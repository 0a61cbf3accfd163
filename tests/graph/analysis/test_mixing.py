"""Kind mixing: networkx's own figures, planted order found, none found in kinds dealt by lot."""

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from graph.analysis.mixing import assortativity, mixing, table

pytestmark = pytest.mark.unit


def world(seed: int, within: float) -> tuple[sparse.csr_array, list[str]]:
    draw = np.random.default_rng(seed)
    kinds = draw.choice(["association", "entreprise"], 60)
    matrix = np.zeros((60, 60))
    for _ in range(200):
        a = int(draw.integers(60))
        same = np.flatnonzero((kinds == kinds[a]) == (draw.random() < within))
        b = int(draw.choice(same))
        if a != b:
            matrix[a, b] = matrix[b, a] = 1
    return sparse.csr_array(matrix), kinds.tolist()


def test_the_assortativity_is_that_of_networkx() -> None:
    club = nx.karate_club_graph()
    kinds = np.array([0 if club.nodes[at]["club"] == "Mr. Hi" else 1 for at in club])
    one, other = (np.array(side) for side in zip(*club.edges, strict=True))
    assert assortativity(table(kinds, one, other, 2)) == pytest.approx(
        nx.attribute_assortativity_coefficient(club, "club"), abs=1e-12
    )


def test_kinds_that_keep_to_themselves_are_seen() -> None:
    links, kinds = world(1, within=0.9)
    found = mixing(links, kinds, seed=1)
    assert found.assortativity.percentile == 100
    assert found.pairs[0].kinds == ("association", "entreprise")
    assert found.pairs[0].links.percentile == 0


def test_kinds_by_lot_are_no_more_often_beyond_chance_than_five_times_in_a_hundred() -> None:
    """Null worlds: 40 of them, kinds dealt by lot; two-sided 5 %: at most six of forty with 99 % probability."""
    links, kinds = world(2, within=0.9)
    draw = np.random.default_rng(5)
    beyond = 0
    for _ in range(40):
        dealt = draw.permutation(np.array(kinds)).tolist()
        percentile = mixing(links, dealt, seed=1).assortativity.percentile
        assert percentile is not None
        beyond += percentile <= 2.5 or percentile >= 97.5
    assert beyond <= 6


def test_a_single_kind_has_no_assortativity_and_an_unknown_kind_is_none() -> None:
    links = sparse.csr_array(np.ones((3, 3)) - np.eye(3))
    found = mixing(links, ["association", "association", None], seed=1, permutations=9)
    assert found.assortativity.value is None
    assert (found.links, found.left_out) == (1, 2)
    assert mixing(links, [None, None, None], seed=1, permutations=9).pairs == ()
