"""A worker for each long question: one computation, progress, a deadline, a way to cancel, nothing left by a killed one."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.jobs import Interrupted, Jobs, Pending, Question, State, UnknownJob
from api.settings import ApiSettings
from graph.errors import InvalidInput, NotResolvable
from graph.settings import Settings
from graph.store import open_store
from tests.support.slow_answers import broken, refused, slow

LONG = 60.0
ROOT = Path(__file__).parents[3]


def settings(store: str, folder: Path, **given: float) -> ApiSettings:
    return ApiSettings(store=store, results=folder, **given)  # type: ignore[arg-type]


@pytest.fixture
def jobs(store_address: str, tmp_path: Path) -> Iterator[Jobs]:
    made = Jobs(settings(store_address, tmp_path / "results"))
    yield made
    made.close()


@pytest.fixture
def revision(store_address: str) -> str:
    with open_store(Settings(store=store_address), read_only=True) as store:  # type: ignore[attr-defined]
        return str(store.revision())


def pid(started: Path) -> int:
    """The worker's process number, once it has begun."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if started.exists() and (text := started.read_text()):
            return int(text)
        time.sleep(0.05)
    raise AssertionError("the worker did not begin")


def gone(process: int) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_an_answer_is_computed_once_dated_and_kept(jobs: Jobs, revision: str, tmp_path: Path) -> None:
    question = Question(revision, slow, (0.1, str(tmp_path / "a")))
    assert jobs.answer(question, LONG) == {"revision": revision, "seconds": 0.1}
    kept = jobs.job(question.id)
    assert (kept.state, kept.revision) == (State.DONE, revision)
    assert kept.generated_at is not None
    (tmp_path / "a").unlink()
    again = jobs.ask(question)
    assert (again.generated_at, again.result) == (kept.generated_at, kept.result)
    assert not (tmp_path / "a").exists()
    assert files(jobs.results.folder) == [f"{question.id}.json"]


def test_two_who_ask_the_same_share_one_worker_and_see_it_advance(jobs: Jobs, revision: str, tmp_path: Path) -> None:
    question = Question(revision, slow, (3.0, str(tmp_path / "a")))
    first = jobs.ask(question)
    assert jobs.ask(question) is first
    with pytest.raises(Pending) as waiting:
        jobs.answer(question, 0)
    assert waiting.value.job is first
    pid(tmp_path / "a")
    seen: list[int] = []
    while not first.ended.wait(0.05):
        if told := first.document()["progress"]:
            assert told["total"] == 20
            assert 0 <= told["share"] < 1
            seen.append(told["done"])
    assert seen == sorted(seen)
    assert len(set(seen)) > 2
    assert first.state is State.DONE


def test_a_cancelled_worker_is_ended_and_leaves_nothing(jobs: Jobs, revision: str, tmp_path: Path) -> None:
    question = Question(revision, slow, (LONG, str(tmp_path / "a")))
    job = jobs.ask(question)
    worker = pid(tmp_path / "a")
    assert jobs.cancel(job.id).state is State.CANCELLED
    assert gone(worker)
    assert files(jobs.results.folder) == []
    with pytest.raises(Interrupted, match="annulé"):
        raise job.error or AssertionError
    assert jobs.ask(question) is not job  # asked again, it starts again


def test_a_worker_killed_in_the_middle_is_told_and_the_next_one_answers(
    jobs: Jobs, revision: str, tmp_path: Path, store_address: str
) -> None:
    before = Path(store_address.removeprefix("sqlite:///")).read_bytes()
    question = Question(revision, slow, (2.0, str(tmp_path / "a")))
    job = jobs.ask(question)
    os.kill(pid(tmp_path / "a"), signal.SIGKILL)
    assert job.ended.wait(LONG)
    assert job.state is State.FAILED
    assert job.error is not None
    assert "s’est interrompu (code -9)" in job.error.message
    assert files(jobs.results.folder) == []
    assert Path(store_address.removeprefix("sqlite:///")).read_bytes() == before
    assert jobs.answer(question, LONG)["seconds"] == 2.0


def test_a_deadline_ends_the_worker(store_address: str, revision: str, tmp_path: Path) -> None:
    jobs = Jobs(settings(store_address, tmp_path / "results", job_deadline=3.0))
    with pytest.raises(Interrupted, match="3 secondes.*ENTRELACS_JOB_DEADLINE"):
        jobs.answer(Question(revision, slow, (LONG, str(tmp_path / "a"))), LONG)
    assert gone(pid(tmp_path / "a"))
    jobs.close()


def test_workers_end_with_the_service(store_address: str, revision: str, tmp_path: Path) -> None:
    jobs = Jobs(settings(store_address, tmp_path / "results"))
    jobs.ask(Question(revision, slow, (LONG, str(tmp_path / "a"))))
    worker = pid(tmp_path / "a")
    jobs.close()
    assert gone(worker)


def test_a_worker_leaves_when_its_service_was_killed(store_address: str, revision: str, tmp_path: Path) -> None:
    given = [store_address, str(tmp_path / "results"), str(tmp_path / "a"), revision]
    command = [sys.executable, "-c", "from tests.support.slow_answers import wait; wait()", *given]
    with subprocess.Popen(command, cwd=ROOT) as service:
        worker = pid(tmp_path / "a")
        service.kill()
    assert gone(worker)
    assert files(tmp_path / "results") == []


def test_those_beyond_the_slots_wait_and_may_be_cancelled_before_they_begin(
    store_address: str, revision: str, tmp_path: Path
) -> None:
    jobs = Jobs(settings(store_address, tmp_path / "results", analysis_slots=1))
    jobs.ask(Question(revision, slow, (LONG, str(tmp_path / "a"))))
    pid(tmp_path / "a")
    second = jobs.ask(Question(revision, slow, (LONG, str(tmp_path / "b"))))
    assert second.state is State.WAITING
    assert jobs.cancel(second.id).state is State.CANCELLED
    jobs.close()
    assert not (tmp_path / "b").exists()


def test_what_an_answer_refuses_is_refused_in_the_same_words(jobs: Jobs, revision: str) -> None:
    with pytest.raises(NotResolvable, match=r"Trop peu d’alliances\.") as told:
        jobs.answer(Question(revision, refused), LONG)
    assert told.value.details == [{"needed": 2}]


def test_an_unexpected_error_tells_nothing_of_itself(jobs: Jobs, revision: str) -> None:
    question = Question(revision, broken)
    job = jobs.ask(question)
    assert job.ended.wait(LONG)
    assert "secret" not in json.dumps(job.document())
    assert "RuntimeError" in json.dumps(job.document())


def test_a_graph_that_changed_meanwhile_is_no_answer(jobs: Jobs, tmp_path: Path) -> None:
    job = jobs.ask(Question("0" * 32, slow, (0.0, str(tmp_path / "a"))))
    assert job.ended.wait(LONG)
    assert job.state is State.FAILED
    assert "a changé" in str(job.error)
    assert files(jobs.results.folder) == []


@pytest.mark.parametrize("id", ["0" * 24, "../../etc/passwd", "", "x" * 5000])
def test_an_unknown_job_is_said_to_be(jobs: Jobs, id: str) -> None:
    with pytest.raises(UnknownJob, match="Aucun calcul"):
        jobs.job(id)


def test_a_spoilt_result_is_computed_again(jobs: Jobs, revision: str, tmp_path: Path) -> None:
    question = Question(revision, slow, (0.0, str(tmp_path / "a")))
    file = jobs.results.folder / revision / f"{question.id}.json"
    file.parent.mkdir(parents=True)
    file.write_text('{"id": "half')
    assert jobs.answer(question, LONG)["seconds"] == 0.0
    assert json.loads(file.read_text())["id"] == question.id


def test_a_folder_that_cannot_be_written_is_said_to_be(store_address: str, revision: str, tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("x")
    jobs = Jobs(settings(store_address, taken))
    with pytest.raises(InvalidInput, match="écriture impossible.*ENTRELACS_RESULTS"):
        jobs.answer(Question(revision, slow, (0.0, str(tmp_path / "a"))), LONG)
    jobs.close()
    assert taken.read_text() == "x"
