"""Whole lists of a store, read once for one answer: two levels count the same events, two networks share actors."""

from collections.abc import Iterator
from functools import partial
from typing import Any, cast

from graph.store.base import View

_LISTS = ("actors", "events", "participations", "placements")


def read_once(view: View) -> View:
    """The same view; each list that streams is kept after its first reading, for as long as this view is."""
    return cast(View, _ReadOnce(view))


class _ReadOnce:
    def __init__(self, view: View) -> None:
        self._view = view
        self._read: dict[str, list[Any]] = {}

    def __getattr__(self, name: str) -> Any:
        return partial(self._once, name) if name in _LISTS else getattr(self._view, name)

    def _once(self, name: str) -> Iterator[Any]:
        if name not in self._read:
            self._read[name] = list(getattr(self._view, name)())
        return iter(self._read[name])
