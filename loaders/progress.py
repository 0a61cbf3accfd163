"""Progress on standard error, only where a person looks at it."""

import sys
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from tqdm import tqdm

T = TypeVar("T")


class Progress(Protocol):
    """Passes items through, showing how far they are; `total` is None when nobody knows yet."""

    def __call__(self, items: Iterable[T], what: str, total: int | None) -> Iterator[T]: ...


def silent(items: Iterable[T], what: str, total: int | None) -> Iterator[T]:
    del what, total
    return iter(items)


class _Bar(tqdm):  # type: ignore[type-arg]
    """Without the thread that watches for bars that stand still: no second process is forked beside a thread."""

    monitor_interval = 0


def bar(items: Iterable[T], what: str, total: int | None) -> Iterator[T]:
    """A bar on a terminal, nothing in a pipe."""
    return iter(_Bar(items, desc=what, total=total, unit=" lignes", leave=False, disable=not sys.stderr.isatty()))
