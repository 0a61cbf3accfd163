"""Answers for the tests of jobs: they take as long as they are told to."""

import os
import time
from pathlib import Path
from typing import Any

from graph.errors import NotResolvable


def slow(view: Any, seconds: float, started: str) -> dict[str, Any]:
    """Writes its process number to `started`, says how far it is, then takes its time."""
    from graph.engine.progress import tell

    Path(started).write_text(str(os.getpid()))
    for step in range(20):
        tell(step, 20)
        time.sleep(seconds / 20)
    return {"revision": view.revision(), "seconds": seconds}


def refused(view: Any) -> dict[str, Any]:
    raise NotResolvable("Trop peu d’alliances.", details=[{"needed": 2}])


def broken(view: Any) -> dict[str, Any]:
    raise RuntimeError("a secret path /home/x")


def wait() -> None:
    """A service that asks, and is killed while it waits: store, results, file of the worker's number, revision."""
    import sys

    from api.jobs import Jobs, Question
    from api.settings import ApiSettings

    address, results, started, revision = sys.argv[1:]
    asked = Jobs(ApiSettings(store=address, results=Path(results))).ask(Question(revision, slow, (60.0, started)))
    asked.ended.wait()
