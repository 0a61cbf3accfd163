"""Work done in a second process, its results handed over one by one: two processors read and write at once.

The process is forked, so that what it reads is already open and nothing has to be loaded again. That is sound only
where no other thread runs; elsewhere, and where there is one processor, the same work is done here (`can_fork`).
"""

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, TypeVar

from graph.errors import EntrelacsError, InvalidInput

T = TypeVar("T")
E = TypeVar("E")
_TASKS = Path("/proc/self/task")
_ITEM, _END, _FAILED = range(3)


class ReaderLost(EntrelacsError):
    """The process that reads is gone."""

    code = "reader_lost"


def can_fork() -> bool:
    """Whether a second process would help and may be forked: Linux, two processors, one thread."""
    return (
        sys.platform == "linux"
        and (os.cpu_count() or 1) > 1
        and threading.active_count() == 1
        and len(list(_TASKS.iterdir())) == 1
    )


class Beside(AbstractContextManager["Beside[T, E]"], Generic[T, E]):
    """The items in their order, then `end`: what `at_end` answers there. An error of theirs comes in its place."""

    end: E

    def __init__(self, items: Iterator[T], at_end: Callable[[], E]) -> None:
        context = multiprocessing.get_context("fork")
        self._results, handing = context.Pipe(duplex=False)
        self._process = context.Process(target=_work, args=(items, at_end, handing, self._results), daemon=True)
        self._process.start()
        handing.close()

    def __iter__(self) -> Iterator[T]:
        while True:
            kind, said = self._next()
            if kind == _FAILED:
                raise said
            if kind == _END:
                self.end = said
                return
            yield said

    def _next(self) -> tuple[int, Any]:
        try:
            told: tuple[int, Any] = pickle.loads(self._results.recv_bytes())  # noqa: S301  (of our own process)
        except EOFError as error:
            raise ReaderLost(
                "Le processus qui lit les fichiers s’est arrêté (mémoire épuisée ?) : rien n’a été écrit. "
                "Recommencez, ou chargez moins de fichiers à la fois."
            ) from error
        return told

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._results.close()
        if error is not None:
            self._process.terminate()
        self._process.join()


def _work(items: Iterator[T], at_end: Callable[[], E], handing: Connection, results: Connection) -> None:
    """In the second process. An interruption is for the first, which ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    results.close()
    gc.freeze()
    with suppress(BrokenPipeError):
        try:
            for item in items:
                handing.send_bytes(pickle.dumps((_ITEM, item), pickle.HIGHEST_PROTOCOL))
            handing.send_bytes(pickle.dumps((_END, at_end())))
        except BrokenPipeError:
            raise
        except Exception as error:
            handing.send_bytes(pickle.dumps((_FAILED, _portable(error))))


def _portable(error: Exception) -> Exception:
    """Errors made of more than their message do not cross as they are."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301
    except Exception:
        return InvalidInput(str(error))
    return error
