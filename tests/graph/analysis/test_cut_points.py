"""Cut points and bridges: those of networkx, and how many actors each cuts off, counted again by taking it away."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.cut_points import cuts, separated
from graph.project import TwoMode
from tests.graph.analysis.networks import two_mode

pytestmark = pytest.mark.unit

ALLIANCES = st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1, max_size=4), max_size=8)


def bipartite(graph: TwoMode) -> "nx.Graph[int]":
    actors = len(graph.actor_ids)
    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(range(actors + len(graph.event_ids)))
    made.add_edges_from((int(a), int(e) + actors) for a, e in zip(graph.rows, graph.cols, strict=True))
    return made


def test_two_groups_held_by_one_alliance() -> None:
    """a, b, c are three by three allied, so are x, y, z; « bridge » joins c and x: it, c and x each hold three apart."""
    graph = two_mode(["ab", "bc", "ac", "cx", "xy", "yz", "xz"])
    found = cuts(graph)
    held = {graph.actor_ids[at]: int(found.grouped[at]) for at in range(6) if found.grouped[at]}
    assert held == {"c": 2, "x": 2}
    events = {at: int(found.grouped[6 + at]) for at in range(7) if found.grouped[6 + at]}
    assert events == {3: 3}
    assert sorted(found.behind.tolist()) == [3, 3]
    assert separated(graph, 6 + 3) == [[3, 4, 5]]


def test_an_alliance_of_one_cuts_nothing_and_a_leaf_is_no_group() -> None:
    graph = two_mode(["a", "ab", "abc"], alone="z")
    found = cuts(graph)
    assert found.grouped.sum() == 0
    assert found.cut_off.tolist()[4 + 2] == 1  # without the third, c is alone
    assert found.sizes.tolist() == [3, 1]


@pytest.mark.property
@given(ALLIANCES)
def test_the_same_points_and_bridges_as_networkx(alliances: list[set[str]]) -> None:
    graph = two_mode(alliances, alone="abcdefgh")
    found, oracle = cuts(graph), bipartite(graph)
    actors = len(graph.actor_ids)
    expected = {tuple(sorted(edge)) for edge in nx.bridges(oracle)}
    assert {(int(a), int(e) + actors) for a, e in found.bridges} == expected
    points = set(nx.articulation_points(oracle))
    for node in oracle:
        component = nx.node_connected_component(oracle, node)
        rest = oracle.subgraph(component - {node})
        parts = sorted(sum(each < actors for each in part) for part in nx.connected_components(rest))
        parts = [part for part in parts if part]
        assert found.cut_off[node] == sum(parts[:-1])
        assert found.grouped[node] == sum(part for part in parts[:-1] if part > 1)
        assert [len(part) for part in separated(graph, node)] == parts[:-1][::-1]
        if found.cut_off[node]:
            assert node in points


def test_a_long_chain_needs_no_recursion() -> None:
    """Forty thousand nodes in a row: Python would stop a recursive walk at a thousand."""
    size = 20_000
    chain = TwoMode(
        tuple(f"{i:05}" for i in range(size)), ("",) * size, (None,) * size, tuple(f"e{i}" for i in range(size - 1)),
        np.concatenate([np.arange(size - 1), np.arange(1, size)]).astype(np.int32),
        np.tile(np.arange(size - 1), 2).astype(np.int32),
    )  # fmt: skip
    found = cuts(chain)
    assert found.cut_off[size // 2] == size // 2 - 1
    assert len(found.bridges) == 2 * (size - 1)
