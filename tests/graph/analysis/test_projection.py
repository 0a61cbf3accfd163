"""The projection of the actors, with Newman's weights."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis import projection
from graph.analysis.projection import actor_projection, pair_weights
from graph.errors import NotResolvable
from tests.graph.analysis.networks import two_mode

pytestmark = pytest.mark.unit

ALLIANCES = st.lists(st.sets(st.sampled_from("abcdefgh"), max_size=6), max_size=8)


def test_an_alliance_of_k_weighs_one_over_k_minus_one() -> None:
    # Newman 2001, eq. 2: {a, b, c} gives 1/2 to each pair, {a, b} gives 1; {d} is no alliance; e is alone.
    links = actor_projection(two_mode(["abc", "ab", "d"], alone="e"))
    assert list(links) == ["a", "b", "c", "d", "e"]
    assert links.adjacency("weight").toarray().tolist() == [
        [0, 1.5, 0.5, 0, 0],
        [1.5, 0, 0.5, 0, 0],
        [0.5, 0.5, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
    ]
    assert links.number_of_edges() == 3
    assert links.loops == 0


def test_a_participation_said_twice_counts_once() -> None:
    once = two_mode(["ab"])
    twice = dataclasses.replace(once, rows=np.array([0, 1, 1, 0]), cols=np.array([0, 0, 0, 0]))
    assert actor_projection(twice).adjacency("weight").toarray().tolist() == [[0, 1], [1, 0]]


@pytest.mark.property
@given(ALLIANCES)
def test_the_links_of_an_actor_weigh_its_number_of_alliances(alliances: list[set[str]]) -> None:
    """Newman 2001: the strength of an author is its number of papers with at least one co-author."""
    graph = two_mode(alliances)
    links = actor_projection(graph).adjacency("weight")
    taken = [sum(actor in members and len(members) > 1 for members in alliances) for actor in graph.actor_ids]
    assert np.asarray(links.sum(axis=1)) == pytest.approx(taken)
    assert (links != links.T).nnz == 0
    partners = [len({p for m in alliances if a in m for p in m} - {a}) for a in graph.actor_ids]
    assert np.diff(links.indptr).tolist() == partners


def test_nothing_gives_nothing() -> None:
    assert len(actor_projection(two_mode([]))) == 0
    assert pair_weights(np.array([], dtype=int), np.array([], dtype=int), 2, 0).nnz == 0


def test_too_many_pairs_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection, "MAX_PAIRS", 5)
    actor_projection(two_mode(["abc"]))
    with pytest.raises(NotResolvable, match="6 paires de partenaires .limite\u202f: 5."):
        actor_projection(two_mode(["abcd"]))
