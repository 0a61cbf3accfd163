"""The long questions over HTTP: 202 and an address, then the document; the same bytes as computed in place."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_app
from api.settings import ApiSettings
from tests.api.conftest import TestClient
from tests.cli.running import entrelacs

ADDRESS = "/api/v1/centrality?measure=harmonic"


@pytest.fixture
def hurried(store_address: str, tmp_path: Path) -> Iterator[TestClient]:
    """A service where everything is long and nobody waits."""
    settings = ApiSettings(store=store_address, results=tmp_path, jobs_above=0, job_patience=0)
    with TestClient(create_app(settings), raise_server_exceptions=False) as made:
        yield made


def finished(client: TestClient, address: str) -> dict[str, object]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        told = client.get(address)
        if told.status_code == 200:
            document: dict[str, object] = told.json()
            return document
        assert told.status_code == 202, told.text
        assert told.json()["state"] in {"waiting", "running"}
        time.sleep(0.1)
    raise AssertionError("the job did not end")


def test_202_then_the_document_then_the_document_at_once(hurried: TestClient, client: TestClient) -> None:
    first = hurried.get(ADDRESS)
    assert first.status_code == 202
    assert first.headers["location"] == f"/api/v1/jobs/{first.json()['id']}"
    assert first.headers["cache-control"] == "no-store"
    job = finished(hurried, first.headers["location"])
    assert job["state"] == "done"
    assert job["generated_at"]
    now = hurried.get(ADDRESS)
    assert now.status_code == 200
    assert now.content == client.get(ADDRESS).content  # as computed in place, byte for byte
    assert now.json() == job["result"]


def test_a_gap_table_that_refits_is_a_job_too(hurried: TestClient, client: TestClient) -> None:
    address = "/api/v1/gaps?level=region&bootstrap=2&counting=fractional"
    first = hurried.get(address)
    assert first.status_code == 202
    assert first.json()["question"] == "gaps region counting=fractional bootstrap=2"  # what is asked as usual is unsaid
    told, plain = finished(hurried, first.headers["location"]), client.get(address)
    assert (told["state"] == "done") == (plain.status_code == 200)


def test_the_words_of_a_refusal_are_those_of_the_question(hurried: TestClient, client: TestClient) -> None:
    address = "/api/v1/gaps?level=region"
    plain = client.get(address)
    told = finished(hurried, hurried.get(address).headers["location"])
    if plain.status_code == 200:
        assert told["state"] == "done"
    else:
        assert told["state"] == "failed"
        assert told["error"]["code"] == plain.json()["error"]["code"]  # type: ignore[index]
        assert told["error"]["message"] == plain.json()["error"]["message"]  # type: ignore[index]


def test_delete_cancels_what_runs_and_changes_nothing_of_what_is_done(hurried: TestClient) -> None:
    started = hurried.get("/api/v1/centrality?measure=closeness")
    ended = hurried.delete(started.headers["location"])
    assert ended.status_code == 200
    assert ended.json()["state"] == "cancelled"
    assert "annulé" in ended.json()["error"]["message"]
    done = hurried.get(ADDRESS).headers["location"]
    finished(hurried, done)
    assert hurried.delete(done).json()["state"] == "done"


@pytest.mark.parametrize("method", ["get", "delete"])
def test_an_unknown_job_is_404_in_the_one_shape(client: TestClient, method: str) -> None:
    told = getattr(client, method)("/api/v1/jobs/0123456789abcdef01234567")
    assert told.status_code == 404
    assert told.json()["error"]["code"] == "unknown_job"


def test_what_analyse_computed_ahead_is_what_the_service_answers(
    store_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTRELACS_RESULTS", str(tmp_path))
    said = entrelacs("analyse", "--all", "--json", store=store_address)
    assert said.code == 0, said.err
    results = said.document["results"]
    assert {row["state"] for row in results} <= {"done", "failed"}
    assert sum(row["question"].startswith("centrality") and row["state"] == "done" for row in results) == 8
    settings = ApiSettings(store=store_address, jobs_above=0, job_patience=0)
    with TestClient(create_app(settings)) as ready:
        assert ready.get(ADDRESS + "&limit=100").status_code == 200


def test_analyse_says_what_it_needs(store_address: str) -> None:
    assert entrelacs("analyse", store=store_address).code == 2
    assert entrelacs("analyse", "--all", store="sqlite://").code == 2
