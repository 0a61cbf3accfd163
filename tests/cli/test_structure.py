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
    said = entrelacs("suggest", "exp:demonstration:EXP-001", store=shown)
    assert said.code == 3
    assert "autre nature" in plain(said.err)


def test_structure_tells_what_holds_the_network(shown: str) -> None:
    said = entrelacs("structure", "--draws", "3", "--limit", "4", store=shown)
    assert said.code == 0
    parts = {row[0] for row in said.rows}
    assert {"taille", "figure", "acteur qui tient", "alliance qui tient", "communauté"} <= parts
    assert "Ces figures portent sur ce qui est recensé" in plain(said.err)
    first, again = (entrelacs("structure", "--draws", "3", "--json", store=shown).out for _ in range(2))
    assert first == again
    assert "NaN" not in first


def test_structure_refuses_what_keeps_nothing(shown: str) -> None:
    said = entrelacs("structure", "--until", "1950", store=shown)
    assert said.code == 3
    assert "Rien ne répond à cette sélection" in plain(said.err)
    assert entrelacs("structure", "--kind", "licorne", store=shown).code == 3
    assert entrelacs("structure", "--draws", "-1", store=shown).code == 2


def test_centrality_with_intervals_prints_them(shown: str) -> None:
    rows = entrelacs("centrality", "--measure", "core", "--draws", "5", "--limit", "3", store=shown).rows
    assert all(row[1].startswith("[") for row in rows)


def test_history_follows_the_network_and_an_actor(shown: str) -> None:
    said = entrelacs("history", store=shown)
    assert said.code == 0
    assert all(" : " in plain(line) for line in said.out.splitlines())
    document = entrelacs("history", actor(shown), "--measure", "core", "--json", store=shown).document
    assert [row["year"] for row in document["rows"]] == list(range(document["years"][0], document["years"][1] + 1))
    assert entrelacs("history", "region:75", store=shown).code == 3


def test_suggest_for_a_territory_tells_which_profiles_do_not_meet(shown: str) -> None:
    said = entrelacs("suggest", "departement:33", "--limit", "5", store=shown)
    assert said.code == 0
    assert all("attendues à la part de tout le pays" in plain(row[2]) for row in said.rows)
    document = entrelacs("suggest", "departement:33", "--json", store=shown).document
    chances = [row["by_chance"] for row in document["rows"]]
    assert chances == sorted(chances)
    assert document["alliances"] < document["compared_with"]
