"""Documents: real ones obey the models shown in /docs, hold no NaN, and are the same bytes each time."""

import json
from typing import get_args

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from api import dependencies, responses, responses_network, responses_relations, responses_sources
from graph.model.levels import GAP_LEVELS
from tests.api.conftest import ALONE_ID, HOSTILE_ID, LEAD, MADE_UP, NETWORK

pytestmark = pytest.mark.unit

DOCUMENTS: dict[str, type[BaseModel]] = {
    "stats": responses.Stats,
    "search?q=atelier": responses.Search,
    f"actors/{LEAD}": responses.Actor,
    f"actors/{ALONE_ID}": responses.Actor,
    f"experiments/{MADE_UP}": responses.Event,
    f"alliances/{NETWORK}": responses.Event,
    "territories/commune:33063": responses.Territory,
    "territories/region:75": responses.Territory,
    f"subgraph?centre={LEAD}&depth=2": responses.Subgraph,
    "subgraph?centre=region:75&depth=2": responses.Subgraph,
    f"path?from={LEAD}&to=exp:essai:P-2": responses.Paths,
    f"path?from={LEAD}&to={ALONE_ID}": responses.Paths,
    "centrality?measure=betweenness": responses_network.Scores,
    "centrality?measure=constraint": responses_network.Scores,
    "centrality?measure=eigenvector": responses_network.Scores,
    f"suggestions/{LEAD}": responses_network.Suggestions,
    f"suggestions/{ALONE_ID}?counted=all": responses_network.Suggestions,
    "structure": responses_network.Structure,
    "structure?status=synthetique&draws=0": responses_network.Structure,
    "history": responses_network.NetworkHistory,
    f"history/{LEAD}?measure=core": responses_network.ActorHistory,
    "suggestions/region:75": responses_network.TerritorySuggestions,
    "coverage": responses_sources.Coverage,
    "sources": responses_sources.Sources,
    "relations": responses_relations.Relations,
    "relations?type=PARTICIPATES_IN&territory=departement:33&limit=1": responses_relations.Relations,
}


def refuse(name: str) -> float:
    raise AssertionError(f"{name} n’est pas du JSON")


@pytest.mark.parametrize("address", DOCUMENTS)
def test_a_document_obeys_its_model(client: TestClient, address: str) -> None:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 200, response.text
    document = json.loads(response.text, parse_constant=refuse)
    DOCUMENTS[address].model_validate(document)
    assert client.get(f"/api/v1/{address}").content == response.content
    assert len(document["revision"]) == 32


def test_parameters_name_what_the_analyses_know() -> None:
    from graph.analysis.measures import MEASURES

    assert get_args(dependencies.GapLevel) == tuple(level.value for level in GAP_LEVELS)
    assert set(get_args(dependencies.Measure)) == set(MEASURES)


def test_a_neighbourhood_says_what_was_cut(client: TestClient) -> None:
    document = client.get(f"/api/v1/subgraph?centre={LEAD}&depth=3&limit=2").json()
    assert document["truncated"] is True
    assert document["dropped_by"] == "limit"
    assert len(document["nodes"]) == 2
    # LEAD, its three events, the other actor of one of them, that actor's other event
    assert document["total_nodes"] == 6


def test_a_neighbourhood_keeps_the_kinds_asked(client: TestClient) -> None:
    document = client.get(f"/api/v1/subgraph?centre={LEAD}&kinds=Alliance").json()
    assert {node["id"] for node in document["nodes"]} == {LEAD, NETWORK}


def test_an_id_whose_address_was_decoded_is_still_found(client: TestClient) -> None:
    assert client.get("/api/v1/experiments/exp:essai:P%2F1").json()["id"] == "exp:essai:P%2F1"


def test_no_path_is_an_answer(client: TestClient) -> None:
    document = client.get(f"/api/v1/path?from={LEAD}&to={ALONE_ID}").json()
    assert document["length"] is None
    assert document["paths"] == []


def test_an_isolate_has_no_value_where_the_measure_means_nothing(client: TestClient) -> None:
    rows = client.get("/api/v1/centrality?measure=eigenvector").json()["rows"]
    assert {row["id"]: row["value"] for row in rows}[ALONE_ID] is None


def test_a_participation_carries_its_source_and_line(client: TestClient) -> None:
    rows = client.get(f"/api/v1/actors/{HOSTILE_ID}").json()["participations"]["rows"]
    assert [row["origins"][0]["line"] for row in rows] == [3, 4]
    assert {row["origins"][0]["source"] for row in rows} == {"essai"}


def test_a_list_is_paged_by_cursor(client: TestClient) -> None:
    first = client.get(f"/api/v1/actors/{LEAD}?limit=1").json()["participations"]
    assert first["total"] == 3
    assert first["truncated"] is True
    rest = client.get(f"/api/v1/actors/{LEAD}", params={"cursor": first["cursor"]}).json()["participations"]
    ids = [row["target"] for row in (*first["rows"], *rest["rows"])]
    assert len(set(ids)) == 3


def test_what_acts_in_a_part_acts_in_the_whole(client: TestClient) -> None:
    rows = client.get("/api/v1/territories/region:75").json()["acting"]["rows"]
    assert {row["source"] for row in rows} == {"exp:essai:P%2F1", MADE_UP}
