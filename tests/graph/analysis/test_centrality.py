"""What a table of scores says, refuses, and never changes."""

import dataclasses
import re
from typing import Any

import networkx as nx
import pytest

from graph.analysis import centrality as module
from graph.analysis.centrality import PIVOTS, SEED, centrality
from graph.analysis.measures import MEASURES, Projection
from graph.errors import InvalidInput, NotResolvable
from tests.graph.analysis.networks import pairwise, two_mode

pytestmark = pytest.mark.unit

# A triangle of alliances, a pair beside it, a project with one partner, an actor without any.
SMALL = two_mode(["abc", "ab", "cd", "xy", "s"], alone="t", kinds={"a": "association", "d": "association", "b": "etat"})


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any link is already too much work for an exact answer."""
    tight = {name: dataclasses.replace(measure, work=measure.work and 1) for name, measure in MEASURES.items()}
    monkeypatch.setattr(module, "measure_named", tight.__getitem__)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_states_what_it_is(measure: str) -> None:
    table = centrality(SMALL, measure)
    assert (table.measure, table.nodes, table.links, table.total) == (measure, 8, 5, 8)
    assert table.projection in set(Projection)
    assert (table.exact, table.pivots, table.seed) == (True, None, None)
    assert table.caveat.startswith(MEASURES[measure].caveat)
    # Sizes by hand: a b c d and x y have partners; the largest component is a b c d.
    assert "8 acteurs, dont 6 avec au moins un partenaire" in table.caveat
    assert "la plus grande composante en compte 4." in table.caveat
    assert len(table.rows) == 8
    assert "NaN" not in table.model_dump_json()


def test_the_projections_are_the_stated_defaults() -> None:
    weighted = {name for name, measure in MEASURES.items() if measure.projection is Projection.ACTORS_WEIGHTED}
    assert weighted == {"eigenvector", "pagerank", "constraint"}


def test_degree_counts_distinct_partners() -> None:
    values = {row.id: row.value for row in centrality(SMALL, "degree").rows}
    assert values == {"c": 3, "a": 2, "b": 2, "d": 1, "x": 1, "y": 1, "s": 0, "t": 0}


def test_eigenvector_has_no_value_outside_the_largest_component() -> None:
    table = centrality(SMALL, "eigenvector")
    assert table.component == 4
    assert [row.id for row in table.rows if row.value is None] == ["s", "t", "x", "y"]
    assert sum((row.value or 0) ** 2 for row in table.rows) == pytest.approx(1)
    assert table.tolerance == 1e-10


def test_constraint_has_no_value_without_partner() -> None:
    rows = centrality(SMALL, "constraint").rows
    assert [(row.id, row.rank_low, row.rank_high) for row in rows if row.value is None] == [("s", 7, 8), ("t", 7, 8)]


def test_the_weighted_measures_equal_networkx_on_its_own_graph() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(SMALL.actor_ids)
    graph.add_weighted_edges_from([("a", "b", 1.5), ("a", "c", 0.5), ("b", "c", 0.5), ("c", "d", 1), ("x", "y", 1)])
    oracle = nx.pagerank(graph, tol=1e-14, max_iter=5000)
    assert {r.id: r.value for r in centrality(SMALL, "pagerank").rows} == pytest.approx(oracle, abs=1e-9)
    largest = nx.eigenvector_centrality(graph.subgraph("abcd"), weight="weight", tol=1e-13, max_iter=5000)
    ours = {r.id: r.value for r in centrality(SMALL, "eigenvector").rows if r.value is not None}
    assert ours == pytest.approx(largest, abs=1e-9)


def test_one_kind_is_ranked_among_its_own_with_values_of_the_whole() -> None:
    table = centrality(SMALL, "degree", kind="association")
    assert (table.kind, table.total, table.nodes) == ("association", 2, 8)
    assert [(row.id, row.rank_low, row.value, row.label) for row in table.rows] == [("a", 1, 2, "A"), ("d", 2, 1, "D")]
    assert centrality(SMALL, "degree", kind="inconnu").rows == ()


def test_the_limit_cuts_rows_not_the_total() -> None:
    table = centrality(SMALL, "degree", limit=2)
    assert ([row.id for row in table.rows], table.total) == (["c", "a"], 8)
    assert (table.rows[1].rank_low, table.rows[1].rank_high) == (2, 3)


def test_the_same_input_gives_the_same_bytes() -> None:
    club = pairwise(nx.karate_club_graph())
    for measure in MEASURES:
        assert centrality(club, measure).model_dump_json() == centrality(club, measure).model_dump_json()


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("graph", [two_mode([]), two_mode([], alone="a"), two_mode(["a", "b"])], ids=["0", "1", "2"])
def test_graphs_without_links_have_an_answer(graph: Any, measure: str) -> None:
    table = centrality(graph, measure)
    assert (table.nodes, table.links, table.exact) == (len(graph.actor_ids), 0, True)
    assert {row.rank_low for row in table.rows} <= {1}


def test_above_its_reach_betweenness_is_estimated_and_says_so(crowded: None) -> None:
    club = pairwise(nx.karate_club_graph())
    table = centrality(club, "betweenness", pivots=10)
    assert (table.exact, table.pivots, table.seed) == (False, 10, SEED)
    assert f"10 acteurs tirés au sort (graine {SEED})" in table.caveat
    # The pivots are drawn among the actors sorted by id, as networkx draws them among the nodes of its graph.
    same = nx.Graph()
    same.add_nodes_from(club.actor_ids)
    same.add_edges_from((str(a), str(b)) for a, b in nx.karate_club_graph().edges)
    oracle = nx.betweenness_centrality(same, k=10, seed=SEED)
    assert {row.id: row.value for row in table.rows} == pytest.approx(oracle, abs=1e-12)
    assert centrality(club, "betweenness").pivots == min(PIVOTS, 34)


def test_pivots_can_be_asked_for_and_another_seed_gives_another_estimate() -> None:
    club = pairwise(nx.karate_club_graph())
    first, second = (centrality(club, "betweenness", pivots=8, seed=seed) for seed in (1, 2))
    assert first.rows != second.rows
    assert (first.seed, second.seed) == (1, 2)
    assert centrality(club, "betweenness", pivots=500).exact


def test_the_estimate_of_harmonic_is_right_on_average() -> None:
    """Eppstein & Wang 2004: unbiased; one draw of 12 strays by 14 %, the mean of 300 by 0.8 %, five of which are 4 %."""
    club = pairwise(nx.karate_club_graph())
    exact = {row.id: row.value or 0 for row in centrality(club, "harmonic").rows}
    sums = dict.fromkeys(exact, 0.0)
    for seed in range(300):
        for row in centrality(club, "harmonic", pivots=12, seed=seed).rows:
            sums[row.id] += (row.value or 0) / 300
    assert sums == pytest.approx(exact, rel=0.04)


@pytest.mark.parametrize("measure", ["betweenness", "closeness", "harmonic"])
def test_an_exact_answer_out_of_reach_is_refused_with_another_way(crowded: None, measure: str) -> None:
    with pytest.raises(NotResolvable) as refused:
        centrality(SMALL, measure, exact=True)
    other = "harmonic" if measure == "closeness" else f"{PIVOTS} acteurs tirés au sort, graine {SEED}"
    assert other in refused.value.message
    assert "6 acteurs reliés et 5 liens" in refused.value.message


def test_an_iteration_that_does_not_settle_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ROUNDS", 2)
    with pytest.raises(NotResolvable, match="pas stable après 2 tours"):
        centrality(SMALL, "eigenvector")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"measure": "katz"}, "Mesure inconnue.*katz.*degree, betweenness"),
        ({"measure": "degree", "limit": 0}, "Limite refusée.*0.*au moins 1"),
        ({"measure": "degree", "limit": -1}, "Limite refusée.*-1"),
        ({"measure": "pagerank", "pivots": 10}, "pagerank.*ne s’estime pas par pivots"),
        ({"measure": "betweenness", "pivots": 1}, "au moins 2"),
        ({"measure": "betweenness", "pivots": 9, "exact": True}, "sans demander un calcul exact"),
    ],
)
def test_wrong_options_are_refused_in_words(options: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        centrality(SMALL, **options)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_caveats_are_written_as_french_is(measure: Any) -> None:
    """A narrow no-break space before ; : ! ? and the typographic apostrophe."""
    for text in (measure.caveat, measure.unit, measure.name):
        assert not re.search(r"[^\u202f][;:!?]|'", text)
