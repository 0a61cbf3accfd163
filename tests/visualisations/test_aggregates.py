"""Aggregates in a picture: each in its place, tied to what is drawn, told in the tables."""

from typing import Any

import pytest

from tests.visualisations.subgraphs import generated
from tests.visualisations.test_network import data_of
from visualisations import aggregates, network

pytestmark = pytest.mark.unit
FRAME = (0.0, 0.0, 1000.0, 600.0)


def group(region: str, count: int, *ties: tuple[str, int]) -> dict[str, Any]:
    """As `api.answers.aggregates` gives it."""
    return {
        "id": f"agregat:{region}", "type": "agregat", "label": region, "count": count,
        "territories": [region] if region.startswith("region:") else [],
        "ties": [{"node": node, "count": weight} for node, weight in ties],
    }  # fmt: skip


def test_regions_stand_round_the_picture_as_round_france() -> None:
    """Bretagne to the west, Grand Est to the east, Hauts-de-France to the north, Occitanie to the south-west."""
    west, east, north, south, unknown = aggregates.placed(
        [f"agregat:{each}" for each in ("region:53", "region:44", "region:32", "region:76", "inconnue")], FRAME
    )
    assert west[0] < FRAME[0]
    assert east[0] > FRAME[2]
    assert north[1] < FRAME[1]
    assert south[1] > west[1]
    assert unknown[1] > FRAME[3]


def test_a_place_does_not_depend_on_the_others() -> None:
    alone = aggregates.placed(["agregat:region:11"], FRAME)
    assert aggregates.placed(["agregat:region:84", "agregat:region:11"], FRAME)[1:] == alone


def test_no_two_stand_on_one_spot_even_round_a_lone_node() -> None:
    ids = [f"agregat:{each}" for each in aggregates._slots()]
    places = aggregates.placed(ids, (0.0, 0.0, 0.0, 0.0))
    assert len(ids) == 20  # 18 régions, those that share one, and what is placed nowhere
    near = [abs(a[0] - b[0]) + abs(a[1] - b[1]) for at, a in enumerate(places) for b in places[:at]]
    assert min(near) > 48  # twice the largest mark


def test_the_picture_and_the_tables_hold_them_and_drawn_nodes_do_not_move() -> None:
    drawn = generated(30)
    known = drawn.nodes[1]["id"]
    groups = [group("region:11", 40, (known, 5), ("absent", 2)), group("inconnue", 3)]
    narrowing = aggregates.Narrowing(
        "Aller", lambda each: f"/la/{each['territories'][0]}" if each["territories"] else None
    )
    made = network.fragment(drawn, groups=groups, narrowing=narrowing)
    data, plain = data_of(made.figure), data_of(network.fragment(drawn).figure)
    assert data["nodes"][:30] == plain["nodes"]
    paris, unknown = data["nodes"][30:]
    assert (paris["id"], paris["kind"], paris["count"], paris["href"], paris["opens"]) == (
        30, "agregat", 40, "/la/region:11", "Aller",
    )  # fmt: skip
    assert (unknown["count"], unknown["href"]) == (3, None)
    ties = data["edges"][len(plain["edges"]) :]
    assert [(tie["from"], tie["to"], tie["weight"]) for tie in ties] == [(1, 30, 5)]  # nobody draws « absent »
    assert "5 fiches liées, non dessinées" in str(ties[0]["role"]).replace("\xa0", " ")
    assert made.tables.count("<tr data-node") == 32
    assert made.tables.count("<tr data-ends") == len(drawn.links) + 1
    assert 'data-code="Aggregate"' in made.figure
    assert "2 agrégats pour ce qui n’est pas dessiné" in made.summary.replace("\xa0", " ")
    assert len(made.nodes) == 30  # an aggregate is no node of the graph


def test_lines_are_capped_in_words_and_each_aggregate_keeps_its_strongest() -> None:
    drawn = generated(200)
    ids = [each["id"] for each in drawn.nodes]
    groups = [group("region:11", 900, *((each, 9) for each in ids)), group("region:94", 1, (ids[7], 1))]
    made = network.fragment(drawn, groups=groups)
    ties = [edge for edge in data_of(made.figure)["edges"] if "weight" in edge]
    assert len(ties) == aggregates.LINKS_MOST
    assert sum(edge["to"] == 201 for edge in ties) == 1
    assert f"{aggregates.LINKS_MOST} liens vers les agrégats sont tracés sur 201" in made.left_out[-1].replace(
        "\xa0", " "
    )


def test_hostile_words_of_an_aggregate_stay_text() -> None:
    bad = group("region:11", 1) | {"label": "</script><script>window.ran=1</script>"}
    made = network.fragment(generated(3), groups=[bad])
    assert "<script>window" not in made.figure + made.tables
