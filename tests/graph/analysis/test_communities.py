"""Communities: planted ones are found again, none is in two pieces, and the agreement of draws is said."""

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from graph.analysis import communities as module
from graph.analysis.communities import adjusted_rand, communities, meetings, modularity, partition
from graph.analysis.projection import actor_projection
from graph.engine.csr import CsrGraph
from graph.errors import NotResolvable
from tests.graph.analysis.networks import pairwise, two_mode

pytestmark = pytest.mark.unit


def planted(seed: int, inside: int = 120, across: int = 12) -> CsrGraph:
    draw = np.random.default_rng(seed)
    alliances = []
    for group in range(4):
        members = [f"{group}{at:02}" for at in range(15)]
        alliances += [draw.choice(members, 2, replace=False).tolist() for _ in range(inside // 4)]
    everyone = [f"{group}{at:02}" for group in range(4) for at in range(15)]
    alliances += [draw.choice(everyone, 2, replace=False).tolist() for _ in range(across)]
    return actor_projection(two_mode(alliances))


def test_planted_groups_are_found_again_whatever_the_draw() -> None:
    graph = planted(1, inside=240)
    found = communities(graph, seed=1, seeds=5)
    truth = np.array([int(str(name)[0]) for name in graph.nodes])
    assert adjusted_rand(found.best.labels, truth) > 0.9
    assert found.stability is not None
    assert found.stability > 0.85


def test_the_modularity_is_that_of_networkx() -> None:
    graph = actor_projection(pairwise(nx.karate_club_graph()))
    made = partition(graph, seed=3)
    groups = [
        {graph.nodes[at] for at in np.flatnonzero(made.labels == label)} for label in range(made.labels.max() + 1)
    ]
    plain = nx.Graph([(str(a), str(b)) for a, b in nx.karate_club_graph().edges])
    assert made.modularity == pytest.approx(nx.community.modularity(plain, groups))
    assert made.modularity > 0.40  # Louvain reaches 0.41–0.42 on this graph (Blondel et al. 2008, table 1)


def test_a_random_network_has_communities_that_draws_do_not_agree_on() -> None:
    """Null: the same number of links by lot. Modularity is never zero there; the agreement of draws is what tells."""
    draw = np.random.default_rng(1)
    lot = actor_projection(
        two_mode([draw.choice([f"{at:02}" for at in range(60)], 2, replace=False) for _ in range(150)])
    )
    real = communities(planted(1, inside=240), seed=1, seeds=5)
    chance = communities(lot, seed=1, seeds=5)
    assert chance.stability is not None
    assert real.stability is not None
    assert chance.stability < 0.6 < real.stability


def test_an_actor_without_a_partner_is_in_no_community() -> None:
    labels = partition(actor_projection(two_mode(["ab", "cd"], alone="z")), seed=1).labels
    assert labels.tolist() == [0, 0, 1, 1, -1]


def test_a_community_in_two_pieces_is_parted() -> None:
    graph = actor_projection(two_mode(["ab", "cd"]))
    assert len(set(module.in_one_piece(graph, np.zeros(4, dtype=np.int64)).tolist())) == 2


def test_two_groups_that_never_meet_come_first() -> None:
    matrix = np.kron(np.eye(3), np.ones((12, 12))) - np.eye(36)
    matrix[0, 12] = matrix[12, 0] = 1
    for at in range(8):
        matrix[24 + at, at] = matrix[at, 24 + at] = 4
    links = sparse.csr_array(matrix)
    graph = CsrGraph(range(36), links.indptr, links.indices, links.data)
    found = meetings(graph, np.repeat(np.arange(3), 12), 3)
    assert (found[0].one, found[0].other, found[0].observed) == (1, 2, 0.0)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [([0, 0, 1, 1], [1, 1, 0, 0], 1.0), ([0, 0, 1, 1], [0, 1, 0, 1], -0.5), ([0, 0, 0, 0], [0, 0, 0, 0], 1.0)],
)
def test_the_adjusted_rand_index_by_hand(first: list[int], second: list[int], expected: float) -> None:
    """Hubert & Arabie 1985: crossed halves share no pair; 2 expected of 6·(2/6)² = 2/3: (0 − 2/3) / (2 − 2/3)."""
    assert adjusted_rand(np.array(first), np.array(second)) == pytest.approx(expected)


def test_without_an_engine_a_large_graph_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PLAIN_LINKS", 1)
    monkeypatch.setattr(module, "is_fast", lambda _: False)
    with pytest.raises(NotResolvable, match="hors de portée sans le moteur"):
        partition(actor_projection(two_mode(["abc"])), seed=1)


def test_nothing_has_no_community() -> None:
    assert modularity(actor_projection(two_mode([], alone="ab")), np.array([-1, -1])) == 0
    assert communities(actor_projection(two_mode([], alone="ab")), seed=1, seeds=2).best.labels.tolist() == [-1, -1]
