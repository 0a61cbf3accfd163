"""Values that others have published, found again through the whole path: alliances, projection, engine, table."""

from typing import Any

import networkx as nx
import pytest

from graph.analysis.centrality import centrality
from tests.graph.analysis.networks import pairwise, two_mode

pytestmark = pytest.mark.unit


def scores(graph: "nx.Graph[Any]", measure: str) -> dict[str, float | None]:
    return {row.id: row.value for row in centrality(pairwise(graph), measure).rows}


def test_betweenness_of_the_florentine_families() -> None:
    """Padgett's marriages; Wasserman & Faust 1994, Jackson 2008 p. 5 (Medici .522, Guadagni .255, Strozzi .103)."""
    families = scores(nx.florentine_families_graph(), "betweenness")
    expected = {
        "Medici": 0.522, "Guadagni": 0.255, "Albizzi": 0.212, "Salviati": 0.143, "Ridolfi": 0.114, "Bischeri": 0.104,
        "Strozzi": 0.103, "Barbadori": 0.093, "Tornabuoni": 0.092, "Castellani": 0.055, "Peruzzi": 0.022,
        "Acciaiuoli": 0.0, "Ginori": 0.0, "Lamberteschi": 0.0, "Pazzi": 0.0,
    }  # fmt: skip
    assert families == {name: pytest.approx(value, abs=5e-4) for name, value in expected.items()}


def test_betweenness_and_closeness_of_the_kite() -> None:
    """Krackhardt 1990, Administrative Science Quarterly 35, table 1; UCINET gives the same."""
    kite = nx.krackhardt_kite_graph()
    between = {0: 0.023, 1: 0.023, 2: 0, 3: 0.102, 4: 0, 5: 0.231, 6: 0.231, 7: 0.389, 8: 0.222, 9: 0}
    close = {0: 0.529, 1: 0.529, 2: 0.5, 3: 0.6, 4: 0.5, 5: 0.643, 6: 0.643, 7: 0.6, 8: 0.429, 9: 0.310}
    assert scores(kite, "betweenness") == {str(i): pytest.approx(value, abs=5e-4) for i, value in between.items()}
    assert scores(kite, "closeness") == {str(i): pytest.approx(value, abs=5e-4) for i, value in close.items()}
    # Node 3, the best known, has six friends; 5 and 6 are nearest to all; 7 is the only way to the tail.
    assert centrality(pairwise(kite), "degree").rows[0].id == "3"
    assert centrality(pairwise(kite), "betweenness").rows[0].id == "7"


def test_constraint_of_burts_example() -> None:
    """Burt's network as worked out by Borgatti, "Structural holes: unpacking Burt's redundancy measures",
    Connections 20(1), 1997: G .400, A .595, C 1.
    """
    example = nx.Graph(["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"])
    found = scores(example, "constraint")
    assert {name: found[name] for name in "GAC"} == {
        "G": pytest.approx(0.400, abs=1e-3),
        "A": pytest.approx(0.595, abs=1e-3),
        "C": pytest.approx(1.0),
    }


def test_the_core_of_the_karate_club() -> None:
    """Zachary's club has a main core of order 4 with ten members (networkx and igraph documents agree)."""
    rows = centrality(pairwise(nx.karate_club_graph()), "core").rows
    main = [row for row in rows if row.rank_low == 1]
    assert sorted(int(row.id) for row in main) == [0, 1, 2, 3, 7, 8, 13, 30, 32, 33]
    assert {(row.value, row.rank_high) for row in main} == {(4.0, 10)}


def test_betweenness_of_the_karate_club() -> None:
    """Members 1 to 3 in R's igraph (B. Lantz, Machine Learning with R, 2nd ed., 2015, ch. 12), over the 33·32/2 pairs
    of others.
    """
    club = scores(nx.karate_club_graph(), "betweenness")
    listed = [231.0714286 / 528, 28.4785714 / 528, 75.8507937 / 528]
    assert [club["0"], club["1"], club["2"]] == pytest.approx(listed, abs=1e-9)


def test_eigenvector_of_a_path_and_pagerank_of_a_star_by_hand() -> None:
    # Path of 3: (1/2, √2/2, 1/2). Two leaves: c = .05 + .85·2l and l = .05 + .85·c/2, so c = .135/.2775.
    path = two_mode(["ab", "bc"])
    assert [r.value for r in centrality(path, "eigenvector").rows] == pytest.approx([0.5**0.5, 0.5, 0.5], abs=1e-9)
    top = centrality(path, "pagerank").rows[0]
    assert (top.id, top.value) == ("b", pytest.approx(0.135 / 0.2775, abs=1e-9))


def test_harmonic_by_hand() -> None:
    # a — b — c — d: the ends see 1 + 1/2 + 1/3, the middles 1 + 1 + 1/2.
    rows = centrality(two_mode(["ab", "bc", "cd"]), "harmonic").rows
    assert [(r.id, r.value, r.rank_low, r.rank_high) for r in rows] == [
        ("b", 2.5, 1, 2), ("c", 2.5, 1, 2), ("a", pytest.approx(11 / 6), 3, 4), ("d", pytest.approx(11 / 6), 3, 4),
    ]  # fmt: skip
