"""Year by year: what counts when, what joins groups, what an actor gains and loses."""

import numpy as np
import pytest

from graph.analysis.history import Span, actor_history, alive, network_history
from graph.errors import NotResolvable
from tests.graph.analysis.networks import two_mode

pytestmark = pytest.mark.unit

# ab 2010–2011, cd from 2010 on, bc 2012 only, xy undated.
GRAPH = two_mode(["ab", "cd", "bc", "xy"])
SPANS: list[Span] = [(2010, 2011), (2010, None), (2012, 2012), (None, None)]


def test_a_year_counts_what_touches_it() -> None:
    history = network_history(alive(GRAPH, SPANS))
    assert [year.year for year in history] == [2010, 2011, 2012]
    assert [year.events for year in history] == [2, 2, 2]
    assert [year.linked for year in history] == [4, 4, 3]
    assert [year.figures["components"] for year in history] == [2, 2, 1]
    assert [year.began for year in history] == [(0, 1), (), (2,)]
    assert [year.ended for year in history] == [(), (), (0,)]
    assert [year.newcomers for year in history] == [4, 0, 0]


def test_what_joins_groups_that_were_apart_is_named() -> None:
    """In 2012 the third alliance brings b and c together, who stood in two groups in 2011."""
    assert [year.joined for year in network_history(alive(GRAPH, SPANS))] == [(), (), (2,)]


def test_an_actor_gains_and_loses_partners() -> None:
    history = actor_history(alive(GRAPH, SPANS), GRAPH.actor_ids.index("b"), "degree")
    a, c = GRAPH.actor_ids.index("a"), GRAPH.actor_ids.index("c")
    assert [year.partners for year in history] == [1, 1, 1]
    assert [(year.gained, year.lost) for year in history] == [((a,), ()), ((), ()), ((c,), (a,))]
    assert [(year.began, year.ended) for year in history] == [((0,), ()), ((), ()), ((2,), (0,))]
    # 2012: c has two partners, b and d one each.
    assert (history[2].rank_low, history[2].rank_high, history[2].actors) == (2, 3, 3)


def test_a_year_without_the_actor_has_no_value() -> None:
    history = actor_history(alive(GRAPH, SPANS), GRAPH.actor_ids.index("a"), "pagerank")
    assert history[2].value is None
    assert history[2].rank_low is None


def test_a_window_keeps_its_years_and_what_lasts_into_them() -> None:
    history = network_history(alive(GRAPH, SPANS, 2011, 2011))
    assert [(year.year, year.events) for year in history] == [(2011, 2)]


def test_nothing_dated_is_said() -> None:
    with pytest.raises(NotResolvable, match="n’est datée"):
        alive(two_mode(["ab"]), [(None, None)])
    with pytest.raises(NotResolvable, match="plus de 60 ans"):
        alive(two_mode(["ab"]), [(1900, 2020)])


def test_a_network_by_lot_changes_by_lot() -> None:
    """Null: alliances dealt over ten years at random: none of the years has more than its share, and the same seed
    gives the same history.
    """
    draw = np.random.default_rng(1)
    graph = two_mode([[f"{at:02}" for at in draw.choice(30, 2, replace=False)] for _ in range(100)])
    spans: list[Span] = [(2000 + int(year), 2000 + int(year)) for year in draw.integers(10, size=100)]
    history = network_history(alive(graph, spans))
    assert sum(len(year.began) for year in history) == 100
    assert max(len(year.began) for year in history) < 25
    assert network_history(alive(graph, spans)) == history
