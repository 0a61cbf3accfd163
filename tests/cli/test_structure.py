"""The commands on the shape of the network, on the demonstration."""

import pytest

from tests.cli.running import entrelacs
from tests.support.french import plain

pytestmark = pytest.mark.unit


def actor(shown: str) -> str:
    nodes = entrelacs("subgraph", "exp:demonstration:EXP-001", "--json", store=shown).document["nodes"]
    return str(next(node["id"] for node in nodes if node["kind"] == "Actor"))


def test_suggest_explains_each_piste_and_warns(shown: str) -> None:
    someone = actor(shown)
    said = entrelacs("suggest", someone, "--limit", "5", store=shown)
    assert len(said.rows) == 5
    assert all(row[2].endswith(".") for row in said.rows)
    assert "Une piste n’est pas une alliance" in said.err
    document = entrelacs("suggest", someone, "--limit", "5", "--json", store=shown).document
    assert [row["id"] for row in document["rows"]] == [row[0] for row in said.rows]
    partners = {
        node["id"] for node in entrelacs("subgraph", someone, "--depth", "2", "--json", store=shown).document["nodes"]
    }
    assert not partners & {row["id"] for row in document["rows"]}  # nobody already tied is proposed


def test_suggest_gives_the_same_bytes(shown: str) -> None:
    first, again = (entrelacs("suggest", actor(shown), "--json", store=shown).out for _ in range(2))
    assert first == again


def test_suggest_refuses_what_is_no_actor(shown: str) -> None:
    said = entrelacs("suggest", "region:75", store=shown)
    assert said.code == 3
    assert "autre nature" in plain(said.err)
