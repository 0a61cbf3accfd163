"""The Cypher route where it is shut, badly asked, or has no Neo4j behind it."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from api.app import create_app
from api.settings import ApiSettings
from tests.api.conftest import TestClient
from tests.cli.running import entrelacs

pytestmark = pytest.mark.unit
ADDRESS = "/api/v1/cypher"
WITH_TOKEN = {"Authorization": "Bearer jeton"}


@pytest.fixture
def opened(store_address: str) -> Iterator[TestClient]:
    settings = ApiSettings(store=store_address, cypher_token=SecretStr("jeton"))
    with TestClient(create_app(settings), raise_server_exceptions=False) as made:
        yield made


def test_it_is_shut_by_default(client: TestClient, store_address: str) -> None:
    told = client.post(ADDRESS, json={"query": "RETURN 1"}, headers=WITH_TOKEN)
    assert (told.status_code, told.json()["error"]["code"]) == (403, "not_enabled")
    assert entrelacs("cypher", "RETURN 1", store=store_address).code == 3


def test_an_empty_token_opens_nothing(store_address: str) -> None:
    settings = ApiSettings(store=store_address, cypher_token=SecretStr(""))
    with TestClient(create_app(settings)) as client:
        assert client.post(ADDRESS, json={"query": "RETURN 1"}, headers={"Authorization": "Bearer "}).status_code == 403


@pytest.mark.parametrize(
    "header", [None, "", "jeton", "Basic jeton", "Bearer", "Bearer autre", "Bearer jeton2", "Bearer é"]
)
def test_another_token_is_refused(opened: TestClient, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header.encode()}
    told = opened.post(ADDRESS, json={"query": "RETURN 1"}, headers=headers)  # type: ignore[arg-type]
    assert (told.status_code, told.json()["error"]["code"]) == (401, "unauthorised")
    assert told.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "body",
    [b"", b"RETURN 1", b"[]", b"null", b'{"query": 1}', b'{"query": "RETURN 1", "limit": "x"}', b'{"limit": 1}',
     b'{"query": "RETURN 1", "limit": true}', b"[" * 60_000, b'{"a":' * 10_000, b"\xff\xfe"],
)  # fmt: skip
def test_a_body_of_another_shape_is_said_to_be(opened: TestClient, body: bytes) -> None:
    told = opened.post(ADDRESS, content=body, headers=WITH_TOKEN)
    assert told.status_code == 400
    assert "Corps refusé" in told.json()["error"]["message"]


def test_a_body_too_large_is_413(opened: TestClient) -> None:
    assert opened.post(ADDRESS, content=b"x" * 70_000, headers=WITH_TOKEN).status_code == 413


def test_a_file_does_not_speak_cypher(opened: TestClient) -> None:
    told = opened.post(ADDRESS, json={"query": "RETURN 1"}, headers=WITH_TOKEN)
    assert told.status_code == 400
    assert "Neo4j" in told.json()["error"]["message"]
