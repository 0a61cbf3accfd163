"""The next piece of work prepared while the store commits the one before.

A commit is waiting: for the disk, for Neo4j. The next batch is read, mapped and gathered meanwhile, in a thread, and
only then: two threads that both compute share one interpreter, and gain nothing. One batch at most is ahead.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")


class Ahead(Generic[T], AbstractContextManager["Ahead[T]"]):
    """The same items in the same order; an error of theirs comes where its item would have come."""

    def __init__(self, items: Iterator[T]) -> None:
        self._items = items
        self._end = object()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="ahead")
        self._coming: Future[T | object] | None = None

    def prepare(self) -> None:
        """Begin to make the next item, unless it is begun."""
        self._coming = self._coming or self._pool.submit(next, self._items, self._end)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> T:
        self.prepare()
        coming, self._coming = self._coming, None
        if coming is None or (item := coming.result()) is self._end:
            raise StopIteration
        return item  # type: ignore[return-value]  # the end is left out above

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()
