"""Jobs of this process: each a worker, as many at a time as there are slots; the others wait their turn."""

import json
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from api.document import Document
from api.jobs.question import Question
from api.jobs.results import Kept, Results
from api.jobs.worker import Task
from api.settings import ApiSettings
from graph import errors
from graph.errors import EntrelacsError

REMEMBERED = 200
"""Jobs that failed or were cancelled, which a reader may still ask about."""


class State(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class UnknownJob(EntrelacsError):
    """No computation of that id, running or kept."""

    code = "unknown_job"


class Interrupted(EntrelacsError):
    """A computation that was cancelled, killed or out of time; the same question may be asked again."""

    code = "interrupted"


class Pending(Exception):
    """The answer takes longer than a reader waits for."""

    def __init__(self, job: "Job") -> None:
        super().__init__(job.id)
        self.job = job


@dataclass(slots=True)
class Job:
    """One question being answered. `ended` is set in every final state."""

    id: str
    question: str
    revision: str
    state: State = State.WAITING
    progress: tuple[int, int] | None = None
    started_at: str | None = None
    generated_at: str | None = None
    error: EntrelacsError | None = None
    result: Document | None = None
    told: bool = False
    """Whether someone was told why there is no answer."""
    process: subprocess.Popen[bytes] | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    @classmethod
    def finished(cls, kept: Kept) -> "Job":
        job = cls(kept.id, kept.question, kept.revision, State.DONE)
        job.generated_at, job.result = kept.generated_at, kept.document
        job.ended.set()
        return job

    def document(self) -> Document:
        """`{id, state, question, revision, progress: {done, total, share}, started_at, generated_at, result, error}`"""
        done = None
        if self.progress and self.state is State.RUNNING:
            share = self.progress[0] / max(1, self.progress[1])
            done = {"done": self.progress[0], "total": self.progress[1], "share": round(share, 4)}
        told = None
        if self.error is not None:
            told = {"code": self.error.code, "message": self.error.message, "details": self.error.details}
        return {
            "id": self.id, "state": self.state.value, "question": self.question, "revision": self.revision,
            "progress": done, "started_at": self.started_at, "generated_at": self.generated_at,
            "result": self.result, "error": told,
        }  # fmt: skip


class Jobs:
    """Asks, waits, cancels; safe between threads. `close` ends every worker."""

    def __init__(self, settings: ApiSettings) -> None:
        self.settings, self.results = settings, Results(settings.results_folder)
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(settings.analysis_slots, thread_name_prefix="job")

    def ask(self, question: Question) -> Job:
        """The job of this question: kept, running, or started now. One that was cut short starts again; one that the
        content itself refuses stands, since the same revision would refuse again.
        """
        if (kept := self.results.find(question.id)) is not None:
            return Job.finished(kept)
        with self._lock:
            job = self._jobs.get(question.id)
            if job is None or (job.ended.is_set() and not isinstance(job.error, _STANDING)):
                job = self._jobs[question.id] = Job(question.id, question.name, question.revision)
                self._forget()
                self._pool.submit(self._run, job, question)
            return job

    def answer(self, question: Question, patience: float, *, tell: bool = False) -> Document:
        """The answer when it comes within `patience` seconds. Raises Pending, or why there is none.

        `tell`: a computation that was cut short while nobody waited is told once, before it is asked again: a page that
        comes back by itself must not start it for ever.
        """
        if tell and (cut := self._untold(question.id)) is not None:
            raise cut
        job = self.ask(question)
        if not job.ended.wait(patience):
            raise Pending(job)
        if job.error is not None:
            job.told = True
            raise job.error
        assert job.result is not None
        return job.result

    def _untold(self, id: str) -> EntrelacsError | None:
        with self._lock:
            job = self._jobs.get(id)
            if job is None or not job.ended.is_set() or job.told or not isinstance(job.error, Interrupted):
                return None
            job.told = True
            return job.error

    def job(self, id: str) -> Job:
        """Raises UnknownJob."""
        with self._lock:
            found = self._jobs.get(id)
        if found is not None and found.state is not State.DONE:
            return found
        if (kept := self.results.find(id)) is not None:
            return Job.finished(kept)
        raise UnknownJob(
            f"Aucun calcul « {id[:40]} » : il n’a pas été demandé à ce service, ou son résultat n’est plus gardé. "
            "Reposez la question."
        )

    def cancel(self, id: str) -> Job:
        """End the worker; nothing of it stays. A job that is over stays as it is. Raises UnknownJob."""
        job = self.job(id)
        self._end(job, State.CANCELLED, "Calcul annulé : reposez la question pour le reprendre.")
        return job

    def close(self) -> None:
        with self._lock:
            running = list(self._jobs.values())
        for job in running:
            self._end(job, State.CANCELLED, "Le service s’arrête : reposez la question quand il sera revenu.")
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: Job, question: Question) -> None:
        try:
            self._follow(job, Task(self.settings, question, self.results.folder))
        except Exception as error:  # a worker that cannot be started must not leave its readers waiting
            self._end(job, State.FAILED, f"Le calcul n’a pas pu commencer ({type(error).__name__}).")

    def _follow(self, job: Job, task: Task) -> None:
        command = [sys.executable, "-m", "api.jobs"]
        with self._lock:
            if job.ended.is_set():
                return
            # A group of its own: Ctrl-C ends the server, which ends its workers.
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True, cwd=_HERE
            )
            job.process, job.state, job.started_at = process, State.RUNNING, _now()
        with process, _timer(self.settings.job_deadline, lambda: self._out_of_time(job)):
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                pickle.dump(task, process.stdin)
                process.stdin.flush()
            except BrokenPipeError:
                process.stdout.read()
            for line in process.stdout:
                self._hear(job, json.loads(line))
        self._end(job, State.FAILED, f"Le calcul s’est interrompu (code {process.returncode}) : reposez la question.")

    def _hear(self, job: Job, said: dict[str, Any]) -> None:
        if "progress" in said:
            done, total = said["progress"]
            job.progress = (done, total)
        elif "error" in said:
            self._finish(job, State.FAILED, error=_rebuilt(*said["error"]))
        elif (kept := self.results.find(job.id)) is not None:
            self._finish(job, State.DONE, kept=kept)

    def _out_of_time(self, job: Job) -> None:
        self._end(
            job, State.FAILED,
            f"Le calcul a dépassé {self.settings.job_deadline:g} secondes : choisissez un territoire ou une période, "
            "ou augmentez ENTRELACS_JOB_DEADLINE.",
        )  # fmt: skip

    def _end(self, job: Job, state: State, words: str) -> None:
        self._finish(job, state, error=Interrupted(words))
        if job.process is not None and job.process.poll() is None:
            job.process.kill()

    def _finish(self, job: Job, state: State, *, error: EntrelacsError | None = None, kept: Kept | None = None) -> None:
        """Into a final state, once: the first word stands."""
        with self._lock:
            if job.ended.is_set():
                return
            job.state, job.error = state, error
            if kept is not None:
                job.result, job.generated_at = kept.document, kept.generated_at
            job.ended.set()

    def _forget(self) -> None:
        over = [id for id, job in self._jobs.items() if job.ended.is_set()]
        for id in over[:-REMEMBERED]:
            del self._jobs[id]


_HERE = Path(__file__).parents[2]
_STANDING = (errors.NotResolvable, errors.UnknownEntity)
"""Refusals that depend on the content alone."""


def _rebuilt(kind: str, message: str, details: list[dict[str, object]]) -> EntrelacsError:
    """The error as the worker raised it, of its own type, so that it is answered as if it had been raised here."""
    found = getattr(errors, kind, EntrelacsError) if kind else EntrelacsError
    error: EntrelacsError = found.__new__(found)
    EntrelacsError.__init__(error, message, details=details)
    return error


class _timer:  # noqa: N801 - a context manager, read as a verb
    def __init__(self, seconds: float, action: Callable[[], None]) -> None:
        self._timer = threading.Timer(seconds, action)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
