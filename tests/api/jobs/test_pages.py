"""Pages of a large graph: they say that they are being worked out, come back by themselves, then are the answer."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_app
from api.jobs import Jobs, Question
from api.settings import ApiSettings
from graph.errors import NotResolvable
from tests.api.conftest import LEAD, TestClient
from tests.support import slow_answers
from tests.support.french import plain

pytestmark = pytest.mark.unit
PAGES = ("/influence?mesure=harmonic", "/structure?hasard=non", "/ecarts?niveau=region", f"/acteurs/{LEAD}?pistes=oui")


@pytest.fixture
def hurried(store_address: str, tmp_path: Path) -> Iterator[TestClient]:
    """A service where everything is long and nobody waits."""
    settings = ApiSettings(store=store_address, results=tmp_path, jobs_above=0, job_patience=0)
    with TestClient(create_app(settings), raise_server_exceptions=False) as made:
        yield made


def arrived(client: TestClient, address: str) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        told = client.get(address)
        if told.status_code == 200:
            return str(told.text)
        assert told.status_code == 202, told.text
        time.sleep(0.1)
    raise AssertionError("the page did not come")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_it_is_worked_out_then_is_the_answer(address: str, hurried: TestClient, client: TestClient) -> None:
    first = hurried.get(address)
    assert first.status_code == 202
    assert '<meta http-equiv="refresh" content="5">' in first.text
    assert "/api/v1/jobs/" in first.text  # the job is named
    assert first.headers["cache-control"] == "no-store"
    assert "<script" not in first.text
    text = arrived(hurried, address)
    assert "http-equiv" not in text
    assert plain(text) == plain(client.get(address).text)  # as made in place, refusals included


def test_the_data_twin_of_a_page_answers_202_as_the_api_does(hurried: TestClient) -> None:
    told = hurried.get("/structure.json?hasard=non")
    assert told.status_code == 202
    assert told.json()["state"] in {"waiting", "running"}
    assert told.headers["location"].startswith("/api/v1/jobs/")


def test_pistes_are_a_job_then_the_same_document(hurried: TestClient, client: TestClient) -> None:
    address = f"/api/v1/suggestions/{LEAD}"
    first = hurried.get(address)
    assert first.status_code == 202
    assert first.json()["question"].startswith("pistes")
    deadline = time.monotonic() + 60
    while (told := hurried.get(address)).status_code == 202 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert told.content == client.get(address).content


def test_a_refusal_of_the_content_stands_and_is_not_computed_again(store_address: str, tmp_path: Path) -> None:
    """A page that comes back by itself would otherwise start the same computation for ever."""
    jobs = Jobs(ApiSettings(store=store_address, results=tmp_path))
    question = Question(revision_of(store_address), slow_answers.refused)
    with pytest.raises(NotResolvable):
        jobs.answer(question, 60)
    first = jobs.ask(question)
    assert first.ended.is_set()
    assert jobs.ask(question) is first
    jobs.close()


def test_a_computation_cut_short_is_told_once_to_a_page(store_address: str, tmp_path: Path) -> None:
    from api.jobs import Interrupted, Pending

    jobs = Jobs(ApiSettings(store=store_address, results=tmp_path / "r"))
    question = Question(revision_of(store_address), slow_answers.slow, (60.0, str(tmp_path / "a")))
    job = jobs.ask(question)
    jobs.cancel(job.id)
    with pytest.raises(Interrupted):
        jobs.answer(question, 0, tell=True)
    with pytest.raises(Pending):  # asked again, knowingly
        jobs.answer(question, 0, tell=True)
    jobs.close()


def revision_of(address: str) -> str:
    from graph.settings import Settings
    from graph.store import open_store

    with open_store(Settings(store=address), read_only=True) as view:
        return view.revision()
