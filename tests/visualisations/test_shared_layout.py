"""One layout for pictures that follow one another, of as many nodes as they draw together."""

import pytest

from tests.visualisations.subgraphs import generated, link, node, subgraph
from tests.visualisations.test_network import data_of
from visualisations import aggregates, network
from visualisations.layout import CLEARANCE, CLOSER, CORE, positions, shared_positions

pytestmark = pytest.mark.unit


def star(centre: int, *leaves: int) -> list[tuple[int, int]]:
    return [(centre, leaf) for leaf in leaves]


def test_few_nodes_are_laid_out_as_those_of_one_picture() -> None:
    links = [*star(0, 1, 2, 3), *star(4, 3, 5)]
    assert shared_positions(7, links) == positions(7, links)


def test_many_nodes_all_have_a_place_apart_the_same_each_time() -> None:
    """A ring of stars of which one in three is beyond the core, and pairs tied to nothing else."""
    count = CORE + 400
    links = [link for hub in range(0, count - 100, 10) for link in star(hub, *range(hub + 1, hub + 11))]
    links += [(place, place + 1) for place in range(count - 80, count - 1, 2)]
    places = shared_positions(count, links)
    assert places == shared_positions(count, links)
    assert len({*places}) == count
    near = min(
        (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for at, a in enumerate(places[:300]) for b in places[:at]
    ) ** 0.5  # fmt: skip
    assert near > 0.5 * CLEARANCE * CLOSER  # pushed apart in forty rounds, not to the last unit


def test_what_is_beyond_the_core_stands_by_what_it_is_tied_to() -> None:
    """A thousand leaves on two hubs tied together: a leaf is nearer to its own hub."""
    leaves = range(2, 1002)
    links = [(0, 1), *((leaf % 2, leaf) for leaf in leaves)]
    places = shared_positions(1002, links)

    def far(a: int, b: int) -> float:
        return ((places[a][0] - places[b][0]) ** 2 + (places[a][1] - places[b][1]) ** 2) ** 0.5

    beyond = [leaf for leaf in leaves if leaf >= CORE]  # of nodes tied alike, the first are in the core
    assert sum(far(leaf, leaf % 2) < far(leaf, 1 - leaf % 2) for leaf in beyond) >= 0.95 * len(beyond)


def test_pictures_given_shared_places_keep_them_and_are_framed_alike() -> None:
    whole = generated(40)
    places = {each["id"]: (10.0 * at, 5.0 * at) for at, each in enumerate(whole.nodes)}
    nodes = [node("siren:1", "Actor", "A"), node("exp:d:1", "Experiment", "E")]
    part = subgraph(nodes, [link("siren:1", "exp:d:1")])
    places |= {"siren:1": (-30.0, 0.0), "exp:d:1": (0.0, 7.0)}
    one, other = (data_of(network.fragment(each, places=places).figure) for each in (whole, part))
    assert [(shown["x"], shown["y"]) for shown in other["nodes"]] == [(-30.0, 0.0), (0.0, 7.0)]
    assert {shown["key"]: (shown["x"], shown["y"]) for shown in one["nodes"]}.items() <= places.items()
    assert one["frame"] == other["frame"] == list(aggregates.outside((-30.0, 0.0, 390.0, 195.0)))
    assert data_of(network.fragment(part).figure)["frame"] is None
