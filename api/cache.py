"""Computed answers, kept by revision and options; one computation runs once however many ask for it.

Analyses take milliseconds to seconds of numpy. They run in the thread pool of the `def` routes, never in the event
loop, and a bounded number of them at a time.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Unfinished
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from api.document import Document
from graph.errors import EntrelacsError


class Overloaded(EntrelacsError):
    """Too many analyses are being computed; the same question can be asked again shortly."""

    code = "overloaded"


class AnswerCache:
    """A bounded map from (revision, question) to a finished document; the least recently asked leaves first."""

    def __init__(self, size: int, slots: int, wait: float) -> None:
        self._kept: OrderedDict[Hashable, Future[Document]] = OrderedDict()
        self._lock = Lock()
        self._slots = BoundedSemaphore(slots)
        self._size, self._wait = size, wait

    def get(self, key: Hashable, compute: Callable[[], Document]) -> Document:
        """The document of `key`. An error is raised to all who wait and is not kept. Raises Overloaded."""
        with self._lock:
            future = self._kept.get(key)
            mine = future is None
            if future is None:
                future = self._kept[key] = Future()
            self._kept.move_to_end(key)
        if mine:
            self._compute(key, future, compute)
            self._forget_oldest()
        try:
            return future.result(timeout=self._wait)
        except Unfinished:
            raise _overloaded() from None

    def finished(self, key: Hashable) -> bool:
        """Whether the document of `key` is there to be had at once."""
        with self._lock:
            future = self._kept.get(key)
        return future is not None and future.done() and future.exception() is None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One of the slots, for what is long and not kept. Raises Overloaded."""
        if not self._slots.acquire(timeout=self._wait):
            raise _overloaded()
        try:
            yield
        finally:
            self._slots.release()

    def _compute(self, key: Hashable, future: Future[Document], compute: Callable[[], Document]) -> None:
        try:
            with self.turn():
                future.set_result(compute())
        except BaseException as error:
            with self._lock:
                self._kept.pop(key, None)
            future.set_exception(error)

    def _forget_oldest(self) -> None:
        with self._lock:
            while len(self._kept) > self._size:
                oldest = next((key for key, future in self._kept.items() if future.done()), None)
                if oldest is None:
                    return
                del self._kept[oldest]


def _overloaded() -> Overloaded:
    return Overloaded("Trop d’analyses sont en cours de calcul sur ce serveur : reposez la question dans un instant.")
