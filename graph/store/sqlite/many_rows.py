"""Many rows by few statements. The interpreter is free while a statement runs: another thread may compute meanwhile."""

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Any

MOST_VALUES = 16_000
"""Values given to one statement; SQLite takes 32 766 where it was not built to take more."""


def run_with(connection: sqlite3.Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Run a statement whose `{values}` are rows, as many times as it takes."""
    start = 0
    for size in _sizes(len(rows), MOST_VALUES // len(rows[0]) if rows else 1):
        values = list(chain.from_iterable(rows[start : start + size]))
        connection.execute(_for_rows(statement, size, len(rows[0])), values)
        start += size


def _sizes(rows: int, most: int) -> Iterator[int]:
    """Powers of two: statements of few sizes, that are prepared once and kept."""
    size: int = 1 << (most.bit_length() - 1)
    while rows:
        while size > rows:
            size >>= 1
        yield size
        rows -= size


@cache
def _for_rows(statement: str, rows: int, width: int) -> str:
    return statement.replace("{values}", ",".join([f"({','.join('?' * width)})"] * rows))
