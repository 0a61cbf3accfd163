"""A property worked out once, then kept on the object."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801  (used as a decorator)
    """`functools.cached_property` without its lock, which Python dropped in 3.12: under 3.11 it was a tenth of a load.

    Two threads may both work the value out; it must be the same each time, as everything of a frozen record is.
    """

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, on: None, owner: type) -> Self: ...
    @overload
    def __get__(self, on: object, owner: type) -> T: ...
    def __get__(self, on: object | None, owner: type) -> Self | T:
        if on is None:
            return self
        value: T = self._work(on)
        on.__dict__[self._name] = value
        return value
