"""The shape of the network: published values, figures by hand, and the null that tells order from chance."""

import networkx as nx
import numpy as np
import pytest

from graph.analysis.affinity import codes
from graph.analysis.structure import default_draws, effective_size, figures, structure, transitivity
from tests.graph.analysis.networks import pairwise, two_mode

pytestmark = pytest.mark.unit


def test_effective_size_of_burts_example() -> None:
    """Borgatti, "Structural holes: unpacking Burt's redundancy measures", Connections 20(1), 1997: G 4.67, by UCINET."""
    example = nx.Graph(["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"])
    found = structure(pairwise(example), draws=0)
    sizes = dict(zip(found.links.nodes, found.effective_size.tolist(), strict=True))
    assert sizes["G"] == pytest.approx(4.67, abs=0.005)
    assert sizes == pytest.approx(nx.effective_size(example))


def test_the_florentine_families() -> None:
    """Padgett: the Medici hold Pazzi (behind Salviati) apart; Pucci is alone; closure 3·3/47 (Wasserman & Faust 1994)."""
    families = nx.florentine_families_graph()
    families.add_node("Pucci")
    graph = pairwise(families)
    found = structure(graph, draws=0)
    held = {graph.actor_ids[at] for at in np.flatnonzero(found.cuts.cut_off[:16])}
    assert held == set(nx.articulation_points(families))
    assert found.cuts.grouped[graph.actor_ids.index("Medici")] == 2
    closure = found.figures["closure"].value
    assert closure == pytest.approx(nx.transitivity(families))
    assert found.figures["components"].value == 1
    assert int((found.links.neighbour_counts == 0).sum()) == 1


def test_southern_women_hold_together() -> None:
    """Davis, Gardner & Gardner 1941: eighteen women, fourteen events, 89 attendances, one component, no bridge."""
    women = nx.davis_southern_women_graph()
    events = [sorted(women[event]) for event in women.graph["bottom"]]
    graph = two_mode(events)
    found = structure(graph, draws=30)
    assert (len(graph.rows), len(graph.actor_ids), len(graph.event_ids)) == (89, 18, 14)
    assert found.figures["components"].value == 1
    assert not found.cuts.bridges.size
    # 139 pairs of women share an event (Borgatti & Everett 1997, "Network analysis of 2-mode data", Social Networks 19).
    assert found.links.number_of_edges() == 139


def test_a_planted_divide_is_beyond_chance_and_a_network_by_lot_is_not() -> None:
    """Simulation: two worlds that ally among themselves are in two pieces; swaps join them. By lot, nothing stands out."""
    draw = np.random.default_rng(1)
    apart = [draw.choice(20, 3, replace=False) + 20 * (at % 2) for at in range(40)]
    divided = structure(two_mode([[f"{at:02}" for at in each] for each in apart]), draws=60)
    assert divided.figures["components"].percentile is not None
    assert divided.figures["components"].percentile > 95
    lots = []
    for _ in range(12):
        lot = two_mode([[f"{at:02}" for at in draw.choice(40, 3, replace=False)] for _ in range(40)])
        lots.append(structure(lot, draws=40).figures["closure"].percentile)
    assert sum(each is not None and (each <= 2.5 or each >= 97.5) for each in lots) <= 3


def test_the_null_keeps_what_swaps_keep() -> None:
    found = structure(two_mode(["abc", "cd", "de", "ef", "fab"], alone="z"), draws=25)
    assert found.draws == 25
    assert found.figures["partners"].draws == 25
    assert np.isnan(found.constraint[found.links.nodes.index("z")])
    assert found == found
    assert structure(two_mode(["ab"]), draws=0).figures["closure"].value is None


@pytest.mark.parametrize("graph", [two_mode([]), two_mode([], alone="a"), two_mode(["a"]), two_mode(["ab"])])
def test_small_graphs_have_an_answer(graph: object) -> None:
    found = structure(graph, draws=3)  # type: ignore[arg-type]
    assert found.figures["components"].value in (0, 1)


def test_the_same_seed_gives_the_same_figures() -> None:
    graph = two_mode(["abc", "cd", "de", "ef", "fab", "ghi", "ia"])
    first, again, other = (structure(graph, seed=seed, draws=20).figures for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_draws_fall_with_the_size() -> None:
    assert default_draws(two_mode(["ab"])) == 199
    assert default_draws(two_mode([[f"{at:04}" for at in range(9000)]])) == 19


def test_figures_by_hand() -> None:
    # a–b–c closed by one alliance of three, c–d beside: trios at c: ab closed, ad and bd open; at a, b: one closed each.
    graph = two_mode(["abc", "cd"])
    found = structure(graph, draws=0)
    assert transitivity(found.links.adjacency()) == pytest.approx(3 / 5)
    assert figures(graph, found.cuts, found.links, found.constraint)["partners"] == 2.0
    assert effective_size(found.links.adjacency()).tolist() == pytest.approx([1, 1, 3 - 2 / 3, 1])
    assert codes(["b", None, "a"]).tolist() == [1, -1, 0]
