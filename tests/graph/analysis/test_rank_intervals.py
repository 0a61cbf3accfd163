"""Intervals of ranks: certain where nothing hangs on one alliance, wide where everything does."""

import dataclasses

import numpy as np
import pytest

from graph.analysis import centrality as module
from graph.analysis.centrality import centrality
from graph.analysis.measures import MEASURES
from graph.analysis.rank_intervals import rank_intervals, resampled
from graph.errors import InvalidInput, NotResolvable
from tests.graph.analysis.networks import two_mode

pytestmark = pytest.mark.unit


def test_a_resample_keeps_actors_and_the_number_of_alliances() -> None:
    graph = two_mode(["abc", "ab", "cd"])
    sizes = {0: 3, 1: 2, 2: 2}
    for drawn in resampled(graph, 20, seed=1):
        assert drawn.actor_ids == graph.actor_ids
        assert len(set(drawn.cols.tolist())) == 3
        counted = np.bincount(drawn.cols)
        assert set(counted.tolist()) <= set(sizes.values())


def test_a_rank_that_hangs_on_one_alliance_is_uncertain_and_one_that_does_not_is_sure() -> None:
    """h has 40 alliances with as many partners; x and y have one each: h is first in every draw, x and y are not told
    apart: between them and the other partners anything goes.
    """
    graph = two_mode([*(["h", f"p{i:02}"] for i in range(40)), "xy"])
    table = centrality(graph, "degree", draws=60)
    rows = {row.id: row for row in table.rows}
    assert (rows["h"].interval_low, rows["h"].interval_high) == (1, 1)
    assert rows["x"].interval_high is not None
    assert rows["x"].interval_low is not None
    assert rows["x"].interval_high - rows["x"].interval_low > 5
    assert (table.draws, table.seed) == (60, 20_160_101)


def test_intervals_cover_the_true_rank_where_the_truth_is_known() -> None:
    """Simulation: 12 actors take part with known, spread weights; over 40 worlds the 90 % interval of the most active
    holds rank 1 nearly always.
    """
    held = 0
    for world in range(40):
        draw = np.random.default_rng(world)
        weight = np.array([6.0, *[1.0] * 11]) / 17
        alliances = [[chr(97 + i) for i in draw.choice(12, 3, replace=False, p=weight)] for _ in range(40)]
        graph = two_mode(alliances, alone="abcdefghijkl")
        (low, high), *_ = rank_intervals(graph, lambda g: np.bincount(g.rows, minlength=12).tolist(), 40, seed=world)
        held += low <= 1 <= high
    assert held >= 38


def test_the_same_seed_gives_the_same_intervals() -> None:
    graph = two_mode(["abc", "ab", "cd", "de", "ef"])
    first, again = (centrality(graph, "pagerank", draws=20, seed=1) for _ in range(2))
    assert first == again


def test_draws_out_of_reach_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = two_mode(["abc"])
    with pytest.raises(InvalidInput, match="Tirages refusés"):
        centrality(graph, "degree", draws=0)
    tight = dataclasses.replace(MEASURES["betweenness"], work=20)
    monkeypatch.setattr(module, "measure_named", lambda _: tight)
    with pytest.raises(NotResolvable, match="Intervalles de rang hors de portée"):
        centrality(graph, "betweenness", draws=100)
