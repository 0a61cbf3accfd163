"""Scores that others have published, computed by our kernels on the same networks."""

from collections.abc import Mapping
from typing import Any

import networkx as nx
import pytest

from graph.engine import CsrGraph, backend
from graph.engine.convert import convert_from_nx

pytestmark = pytest.mark.unit

# Woman or event: degree, closeness, betweenness, normalised for two modes, to two digits.
# Source: S. P. Borgatti & D. Halgin, "Analyzing affiliation networks", in The SAGE Handbook of Social Network Analysis,
# 2011, ch. 28, computed by UCINET on Davis, Gardner & Gardner, Deep South, 1941.
SOUTHERN_WOMEN = {
    "Nora Fayette": (0.57, 0.80, 0.11), "Evelyn Jefferson": (0.57, 0.80, 0.10), "Theresa Anderson": (0.57, 0.80, 0.09),
    "Sylvia Avondale": (0.50, 0.77, 0.07), "Laura Mandeville": (0.50, 0.73, 0.05), "Brenda Rogers": (0.50, 0.73, 0.05),
    "Katherina Rogers": (0.43, 0.73, 0.05), "Helen Lloyd": (0.36, 0.73, 0.04), "Ruth DeSand": (0.29, 0.71, 0.02),
    "Verne Sanderson": (0.29, 0.71, 0.02), "Myra Liddel": (0.29, 0.69, 0.02), "Eleanor Nye": (0.29, 0.67, 0.01),
    "Frances Anderson": (0.29, 0.67, 0.01), "Pearl Oglethorpe": (0.21, 0.67, 0.01),
    "Charlotte McDowd": (0.29, 0.60, 0.01), "Olivia Carleton": (0.14, 0.59, 0.01), "Flora Price": (0.14, 0.59, 0.01),
    "Dorothy Murchison": (0.14, 0.65, 0.00),
    "E8": (0.78, 0.85, 0.24), "E9": (0.67, 0.79, 0.23), "E7": (0.56, 0.73, 0.13), "E6": (0.44, 0.69, 0.07),
    "E5": (0.44, 0.59, 0.04), "E3": (0.33, 0.56, 0.02), "E12": (0.33, 0.56, 0.02), "E10": (0.28, 0.55, 0.01),
    "E4": (0.22, 0.54, 0.01), "E11": (0.22, 0.54, 0.02), "E1": (0.17, 0.52, 0.00), "E2": (0.17, 0.52, 0.00),
    "E13": (0.17, 0.52, 0.00), "E14": (0.17, 0.52, 0.00),
}  # fmt: skip
WOMEN, EVENTS = 18, 14


def sizes(name: str) -> tuple[int, int]:
    """How many nodes there are on its own side, and on the other."""
    return (EVENTS, WOMEN) if name in {f"E{i}" for i in range(1, 15)} else (WOMEN, EVENTS)


def most_between(own: int, other: int) -> float:
    """The largest betweenness a node can have in two modes (Borgatti & Everett 1997, Social Networks 19, p. 256)."""
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def women() -> CsrGraph:
    return convert_from_nx(nx.davis_southern_women_graph())


def test_degree_of_the_southern_women() -> None:
    found = backend.degree_centrality(women())
    for name, (degree, _, _) in SOUTHERN_WOMEN.items():
        assert found[name] * (WOMEN + EVENTS - 1) / sizes(name)[1] == pytest.approx(degree, abs=0.0051), name


def test_closeness_of_the_southern_women() -> None:
    found = backend.closeness_centrality(women())
    for name, (_, closeness, _) in SOUTHERN_WOMEN.items():
        own, other = sizes(name)
        away = (WOMEN + EVENTS - 1) / found[name]
        assert (other + 2 * (own - 1)) / away == pytest.approx(closeness, abs=0.0051), name


def test_betweenness_of_the_southern_women() -> None:
    found = backend.betweenness_centrality(women(), normalized=False)
    for name, (_, _, betweenness) in SOUTHERN_WOMEN.items():
        assert found[name] / most_between(*sizes(name)) == pytest.approx(betweenness, abs=0.0051), name


def first(values: Mapping[Any, float], count: int) -> list[tuple[Any, float]]:
    return [(node, round(value, 3)) for node, value in sorted(values.items(), key=lambda each: -each[1])[:count]]


def test_the_karate_club_as_igraph_gives_it() -> None:
    """Zachary's members 34 (the administrator) and 1 (Mr. Hi) lead; igraph's `page_rank(damping = 0.85)`,
    `eigen_centrality` brought to norm 1 and `closeness(normalized = TRUE)` on its own `make_graph("Zachary")`.
    Node i here is member i + 1.
    """
    club = convert_from_nx(nx.karate_club_graph())
    ranks = backend.pagerank(club, tol=1e-14, max_iter=1000)
    assert first(ranks, 5) == [(33, 0.101), (0, 0.097), (32, 0.072), (2, 0.057), (1, 0.053)]
    vector = backend.eigenvector_centrality(club, tol=1e-12, max_iter=1000)
    assert first(vector, 5) == [(33, 0.373), (0, 0.355), (2, 0.317), (32, 0.309), (1, 0.266)]
    assert first(backend.closeness_centrality(club), 4) == [(0, 0.569), (2, 0.559), (33, 0.55), (31, 0.541)]


def test_betweenness_of_the_karate_club_as_igraph_gives_it() -> None:
    """igraph, C library, tutorial, third example (the highest: 231.07, member 1), and R's `betweenness` of the same
    graph as B. Lantz prints it, Machine Learning with R, 2nd ed., 2015, ch. 12 (members 1 to 9).
    """
    found = backend.betweenness_centrality(convert_from_nx(nx.karate_club_graph()), normalized=False)
    listed = [231.0714286, 28.4785714, 75.8507937, 6.2880952, 0.3333333, 15.8333333, 15.8333333, 0.0, 29.5293651]
    assert [found[member] for member in range(9)] == pytest.approx(listed, abs=1e-7)
    assert max(found, key=lambda member: found[member]) == 0


def test_the_florentine_families_as_jackson_gives_them() -> None:
    """M. O. Jackson, Social and Economic Networks, 2008, §2.2.4: closeness of the Medici 14/25, eigenvector .430."""
    families = convert_from_nx(nx.florentine_families_graph())
    assert backend.closeness_centrality(families)["Medici"] == pytest.approx(14 / 25)
    vector = backend.eigenvector_centrality(families, tol=1e-12, max_iter=1000)
    assert first(vector, 3) == [("Medici", 0.43), ("Strozzi", 0.356), ("Ridolfi", 0.342)]


def test_effective_size_of_burts_example() -> None:
    """Borgatti, "Structural holes: unpacking Burt's redundancy measures", Connections 20(1), 1997: G has 6 ties and
    4 links between them, hence 6 − 2·4/6 = 4.67 (table 1).
    """
    example = convert_from_nx(nx.Graph(["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"]))
    assert backend.effective_size(example)["G"] == pytest.approx(4.67, abs=5e-3)
