"""Many rows by few statements. The interpreter is free while a statement runs: another thread may compute meanwhile."""

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

MOST_VALUES = 8_000
"""Values given to one statement: its program stays near the processor. SQLite takes 32 766 at least."""


def run_with(connection: sqlite3.Connection, statement: str, *columns: Sequence[Any]) -> int:
    """Run a statement whose `{values}` are the rows of columns, as many times as it takes: how many rows it wrote."""
    width, start, written = len(columns), 0, 0
    for size in _sizes(len(columns[0]), MOST_VALUES // width):
        values: list[Any] = [None] * (size * width)
        for rank, column in enumerate(columns):
            values[rank::width] = column[start : start + size]
        written += connection.execute(_for_rows(statement, size, width), values).rowcount
        start += size
    return written


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
