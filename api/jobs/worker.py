"""What a worker does: answer one question, say how far it is, keep the answer.

The process itself is `api.jobs.__main__`.
"""

import json
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from api.jobs.question import Question
from api.jobs.results import Kept, Results
from api.settings import ApiSettings
from graph.errors import InvalidInput, StoreBusy
from graph.store import open_store

TELL_EVERY = 0.2
"""Seconds between two words on progress."""


@dataclass(frozen=True, slots=True)
class Task:
    settings: ApiSettings
    question: Question
    results: Path


class Voice:
    """What the worker says, a JSON object on each line."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._told = out, 0.0

    def say(self, **said: Any) -> None:
        self._out.write(json.dumps(said).encode() + b"\n")
        self._out.flush()

    def progress(self, done: int, total: int) -> None:
        if done == total or time.monotonic() - self._told > TELL_EVERY:
            self._told = time.monotonic()
            self.say(progress=[done, total])


def answer(task: Task, voice: Voice) -> None:
    """Compute and keep. Raises what the answer raises, StoreBusy when the graph changed meanwhile, InvalidInput when
    the result cannot be written.
    """
    from graph.engine.progress import listening
    from graph.kept import keeping

    question, start = task.question, time.perf_counter()
    with closing(open_store(task.settings, read_only=True)) as view:
        with listening(voice.progress), keeping(task.results / question.revision):
            document = question.function(view, *question.options)
        if view.revision() != question.revision:
            raise StoreBusy("Le graphe a changé pendant le calcul : reposez la question.")
    generated = datetime.now(UTC).isoformat(timespec="seconds")
    spent = round(time.perf_counter() - start, 3)
    kept = Kept(question.id, question.name, question.revision, generated, spent, document)
    try:
        Results(task.results).keep(kept)
    except OSError as error:
        raise InvalidInput(
            f"Dossier des résultats {task.results} : écriture impossible ({error.strerror}). Donnez-en un autre par "
            "ENTRELACS_RESULTS."
        ) from error
