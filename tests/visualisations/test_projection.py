"""Actors tied by what they take part in together; hues and sizes of the picture alone."""

import pytest

from graph.model.subgraph import LinkView, NodeView, Subgraph
from visualisations import channels
from visualisations.projection import WIDEST, projected

pytestmark = pytest.mark.unit


def node(identifier: str, kind: str = "Actor", themes: tuple[str, ...] = ()) -> NodeView:
    return {
        "id": identifier, "kind": kind, "label": identifier.upper(), "degree": 1, "distance": 1, "properties": {},
        "territories": [], "themes": list(themes), "statuses": ["importe"], "origins": [],
    }  # fmt: skip


def tie(actor: str, event: str, start: str | None = "2016", end: str | None = "2018") -> LinkView:
    return {
        "source": actor, "target": event, "type": "PARTICIPATES_IN", "role": "partenaire", "start": start, "end": end,
        "properties": {}, "origins": [{"source": "essai", "line": 1, "status": "importe"}],
    }  # fmt: skip


def world(nodes: list[NodeView], links: list[LinkView]) -> Subgraph:
    return Subgraph(nodes[0]["id"], 1, 300, nodes, links, False, len(nodes), None)


def test_two_actors_are_tied_once_however_often_they_meet() -> None:
    found, said = projected(
        world(
            [node("a"), node("b"), node("p", "Experiment"), node("q", "Experiment")],
            [tie("a", "p", "2014"), tie("b", "p"), tie("a", "q"), tie("b", "q", end=None)],
        )
    )
    assert [(link["source"], link["target"], link["role"]) for link in found.links] == [
        ("a", "b", "2\u00a0participations communes")
    ]
    assert (found.links[0]["start"], found.links[0]["end"]) == ("2014", None), "still running: no end is known"
    assert len(found.links[0]["origins"]) == 2, "the evidence of each is kept"
    assert ([one["id"] for one in found.nodes], said) == (["a", "b"], ())


def test_a_crowd_is_not_tied_two_by_two_and_it_is_said() -> None:
    members = [node(f"a{place}") for place in range(WIDEST + 1)]
    found, said = projected(world([*members, node("p", "Alliance")], [tie(one["id"], "p") for one in members]))
    assert found.links == []
    assert len(said) == 1
    assert "« P »" in said[0]


def test_a_centre_that_is_no_actor_gives_way() -> None:
    found, _ = projected(world([node("region:32", "Territory"), node("a")], []))
    assert found.centre == "a"


def test_groups_and_themes_take_hues_in_order_of_size() -> None:
    """Two triangles with one tie between: two groups of three, told apart by hue."""
    nodes = [node(name, themes=("odd:4",) if name in "abcd" else ()) for name in "abcdef"]
    pairs = ("ab", "bc", "ac", "de", "ef", "df", "cd")
    found = world(nodes, [tie(one, other) for one, other in pairs])
    groups = channels.hues(found, "communaute")
    assert groups is not None
    assert len({groups.by_node[name] for name in "abc"}) == 1
    assert groups.by_node["a"] != groups.by_node["f"]
    themes = channels.hues(found, "theme", lambda code: f"Thème {code}")
    assert themes is not None
    assert themes.legend == [("association", "Thème odd:4")]
    assert "f" not in themes.by_node
    assert channels.hues(found, "profil") is None


@pytest.mark.parametrize("measure", ["intermediarite", "noyau"])
def test_sizes_stay_within_what_a_mark_may_take(measure: channels.Size) -> None:
    """A star: its centre is largest by betweenness; every node is in the 1-core."""
    found = world([node(name) for name in "cabd"], [tie("c", other) for other in "abd"])
    sizes = channels.sizes(found, measure)
    assert sizes is not None
    assert max(sizes.by_node.values()) == channels.LARGEST
    assert all(channels.SMALLEST <= size <= channels.LARGEST for size in sizes.by_node.values())
    assert sizes.by_node["c"] == channels.LARGEST
