"""The test server is part of what the tests rest on: it starts, survives a power cut and says why it is not there."""

import pytest

from tests.support import neo4j as support
from tests.support.artifacts import NotHere, cache_folder
from tests.support.server import Server, connect


@pytest.mark.neo4j
def test_what_was_committed_survives_a_kill(neo4j_server: Server) -> None:
    neo4j_server.empty()
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as driver:
        driver.execute_query("CREATE (:Kept)")
    try:
        neo4j_server.kill()
    except NotImplementedError as lent:
        pytest.skip(str(lent))
    neo4j_server.restart()
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as driver:
        assert driver.execute_query("MATCH (n:Kept) RETURN count(*) AS n").records[0]["n"] == 1


@pytest.mark.unit
def test_none_at_all_is_a_skip_for_a_person_and_a_failure_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="aucun Java"):
        support._missing(str(NotHere("aucun Java")))
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="aucun Java"):
        support._missing(str(NotHere("aucun Java")))


@pytest.mark.unit
def test_the_cache_stands_outside_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENTRELACS_TEST_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert str(cache_folder()) == "/somewhere/entrelacs-tests"
    monkeypatch.setenv("ENTRELACS_TEST_CACHE", "/mine")
    assert str(cache_folder()) == "/mine"


@pytest.mark.unit
def test_the_password_of_a_server_is_not_printed() -> None:
    assert "secret" not in repr(Server("bolt://h:1", "neo4j", "secret"))
