"""Cypher that a person wrote, on a real Neo4j: readings are answered, what harms is refused, the server goes on."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import neo4j
import pytest
from pydantic import SecretStr

from api.app import create_app
from api.settings import ApiSettings
from graph.errors import EntrelacsError, InvalidInput, NotResolvable, StoreBusy
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store import neo4j_questions as module
from graph.store.neo4j_questions import ask
from tests.api.conftest import TestClient
from tests.cli.running import entrelacs
from tests.contract.conftest import small_graph
from tests.support.hostile_cypher import HARMLESS, HOSTILE

pytestmark = [pytest.mark.contract, pytest.mark.neo4j]

TOKEN = "un-jeton-d-essai"
MANY = ", ".join(map(str, range(100)))
HEAVY = {
    "a product of lists": "".join(f"UNWIND [{MANY}] AS x{i} " for i in range(6)) + "RETURN count(*)",
    "ten million rows": "".join(f"UNWIND [{MANY}] AS x{i} " for i in range(4)) + "RETURN x0, x1, x2, x3",
    "a product of the graph": "MATCH " + ", ".join(f"(n{i})" for i in range(12)) + " RETURN count(*)",
    "a list of all of it": "".join(f"UNWIND [{MANY}] AS x{i} " for i in range(5)) + "RETURN collect([x0, x1, x2, x3])",
    "sorting it": "".join(f"UNWIND [{MANY}] AS x{i} " for i in range(5))
    + "RETURN x0, x1 ORDER BY x0 * x1 DESC LIMIT 1",
    "every walk": "MATCH p = (a)-[*]-(b), q = (c)-[*]-(d) RETURN count(p), count(q)",
    "ors at the bound": "MATCH (n) WHERE "
    + " OR ".join(f"(n.a{i} = 1 AND n.b{i} = 2)" for i in range(50))
    + " RETURN n",
    "a long chain": "MATCH " + "".join(f"(n{i})--" for i in range(60)) + "(z) RETURN count(z)",
}


@pytest.fixture(scope="module")
def filled(neo4j_server: object) -> Iterator[tuple[Settings, Store]]:
    from tests.support.neo4j import settings_for

    neo4j_server.empty()  # type: ignore[attr-defined]
    settings = settings_for(neo4j_server)  # type: ignore[arg-type]
    store = open_store(settings)
    nodes, relations = small_graph()
    with store.batch():
        store.merge(nodes, relations)
    yield settings, store
    store.close()


def answers(settings: Settings) -> float:
    """Seconds in which the server answers something simple."""
    start = time.perf_counter()
    assert ask(settings, "RETURN 1 AS one", 1).rows == [[1]]
    return time.perf_counter() - start


@pytest.mark.parametrize("query", HARMLESS)
def test_readings_are_answered(filled: tuple[Settings, Store], query: str) -> None:
    found = ask(filled[0], query, 100)
    assert found.columns
    assert not found.truncated


def test_values_are_plain_and_rows_are_cut_at_the_limit(filled: tuple[Settings, Store]) -> None:
    settings, _ = filled
    found = ask(settings, "MATCH (n:Actor) RETURN n.id ORDER BY n.id", 2)
    assert (found.rows, found.truncated) == ([["mention:000000000000000b"], ["mention:000000000000000c"]], True)
    ((node, path, nan, day),) = ask(
        settings,
        "MATCH p = (a:Actor {id: 'siren:552100554'})-[:PARTICIPATES_IN]->(e) "
        "RETURN a, p, 0.0 / 0.0 AS nan, date('2016-05-07') AS day",
        5,
    ).rows
    assert node["properties"]["id"] == "siren:552100554"
    assert [step.get("type") for step in path] == [None, "PARTICIPATES_IN", None]
    assert (nan, day) == (None, "2016-05-07")


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_what_harms_is_refused_and_changes_nothing(filled: tuple[Settings, Store], query: str) -> None:
    settings, store = filled
    before = store.revision(), store.stats()
    with pytest.raises(InvalidInput, match="Requête Cypher refusée"):
        ask(settings, query, 10)
    assert (store.revision(), store.stats()) == before


@pytest.mark.parametrize("name", ["settings", "create", "merge", "a file of the server", "kill", "delete", "index"])
def test_the_plan_alone_would_stop_it_too(
    filled: tuple[Settings, Store], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two locks: with the first one open, the server's own plan is refused, or the server refuses it."""
    settings, store = filled
    before = store.revision()
    monkeypatch.setattr(module, "check_text", lambda query: None)
    with pytest.raises(EntrelacsError):
        ask(settings, HOSTILE[name], 10)
    assert store.revision() == before


@pytest.mark.parametrize("name", ["a file of the server", "an address"])
def test_the_hardened_server_reads_no_file_and_no_address(filled: tuple[Settings, Store], name: str) -> None:
    """With both gates open: what docker-compose.yml sets, on the server itself."""
    settings, _ = filled
    assert settings.neo4j_password is not None
    auth = (settings.neo4j_user, settings.neo4j_password.get_secret_value())
    with (
        neo4j.GraphDatabase.driver(settings.store, auth=auth) as driver,
        driver.session() as session,
        pytest.raises(neo4j.exceptions.Neo4jError, match="Cannot load from URL|(?i:blocked|blocklist)"),
    ):
        session.run(HOSTILE[name]).consume()


@pytest.mark.parametrize("query", HEAVY.values(), ids=HEAVY)
def test_what_is_heavy_ends_in_time_and_the_server_goes_on(
    filled: tuple[Settings, Store], query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SECONDS", 2.0)
    start = time.perf_counter()
    with suppress(NotResolvable):  # in words: out of time or of memory
        assert len(ask(filled[0], query, 1_000).rows) <= 1_000
    assert time.perf_counter() - start < 30
    assert answers(filled[0]) < 10


def test_one_at_a_time(filled: tuple[Settings, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 4.0)
    monkeypatch.setattr(module, "WAIT", 0.1)
    settings, _ = filled
    ended: list[str] = []

    def first() -> None:
        with pytest.raises(NotResolvable):
            ask(settings, HEAVY["a product of lists"], 1)
        ended.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    while not module._ONE_AT_A_TIME.locked():
        time.sleep(0.01)
    with pytest.raises(StoreBusy, match="en cours"):
        ask(settings, "RETURN 1", 1)
    thread.join()
    assert ended == ["first"]


def test_the_route_asks_for_its_token_and_answers(filled: tuple[Settings, Store]) -> None:
    settings = ApiSettings(**filled[0].model_dump() | {"cypher_token": SecretStr(TOKEN)})
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        asked = {"query": "MATCH (n:Actor) RETURN n.id AS id ORDER BY id", "limit": 1}
        assert client.post("/api/v1/cypher", json=asked).status_code == 401
        told = client.post("/api/v1/cypher", json=asked, headers={"Authorization": f"Bearer {TOKEN}"})
        assert told.status_code == 200, told.text
        assert (told.json()["columns"], told.json()["rows"]) == (["id"], [["mention:000000000000000b"]])
        assert told.json()["truncated"] is True
        refused = client.post(
            "/api/v1/cypher", json={"query": "MATCH (n) DETACH DELETE n"}, headers={"Authorization": f"Bearer {TOKEN}"}
        )
        assert (refused.status_code, refused.json()["error"]["code"]) == (400, "invalid_input")


def test_the_command_answers_once_it_is_switched_on(
    filled: tuple[Settings, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, _ = filled
    monkeypatch.setenv("ENTRELACS_NEO4J_USER", settings.neo4j_user)
    assert settings.neo4j_password is not None
    monkeypatch.setenv("ENTRELACS_NEO4J_PASSWORD", settings.neo4j_password.get_secret_value())
    off = entrelacs("cypher", "RETURN 1 AS one", store=settings.store)
    assert off.code == 3
    assert "ENTRELACS_CYPHER_TOKEN" in off.err
    monkeypatch.setenv("ENTRELACS_CYPHER_TOKEN", TOKEN)
    on = entrelacs("cypher", "RETURN 1 AS one", "--json", store=settings.store)
    assert (on.code, on.document["rows"]) == (0, [[1]])
    assert entrelacs("cypher", "SHOW SETTINGS", store=settings.store).code == 3
