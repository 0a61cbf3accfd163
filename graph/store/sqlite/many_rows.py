"""Many rows by few statements. The interpreter is free while a statement runs: another thread may compute meanwhile."""

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import repeat
from typing import Any

SIZES = (256, 64, 16, 4, 1)
"""Rows of one statement: few sizes, each prepared once and kept; with more rows, its program leaves the near memory of
the processor. SQLite takes 32 766 values at least.
"""


def run_with(connection: sqlite3.Connection, statement: str, *columns: Sequence[Any]) -> int:
    """Run a statement whose `{values}` are the rows of columns, as many times as it takes: how many rows it wrote.

    What stands on all rows is given once to each statement.
    """
    rows = len(columns[0])
    alike = tuple(column.count(column[0]) == rows for column in columns) if rows else ()
    own = [column for column, is_alike in zip(columns, alike, strict=False) if not is_alike]
    shared = [column[0] for column, is_alike in zip(columns, alike, strict=False) if is_alike]
    first, width, start, written = len(shared), len(own), 0, 0
    for size in _sizes(rows):
        values: list[Any] = [*shared, *[None] * (size * width)]
        for rank, column in enumerate(own, first):
            values[rank::width] = column[start : start + size]
        written += connection.execute(_for_rows(statement, size, alike), values).rowcount
        start += size
    return written


def _sizes(rows: int) -> Iterator[int]:
    for size in SIZES:
        times, rows = divmod(rows, size)
        yield from repeat(size, times)


@cache
def _for_rows(statement: str, rows: int, alike: tuple[bool, ...]) -> str:
    """`alike`: of each column, whether one value stands for all rows; those come first."""
    shared, width = sum(alike), len(alike) - sum(alike)
    given = []
    for row in range(rows):
        ranks = iter(range(shared + row * width + 1, shared + (row + 1) * width + 1))
        firsts = iter(range(1, shared + 1))
        given.append(f"({','.join(f'?{next(firsts if one else ranks)}' for one in alike)})")
    return statement.replace("{values}", ",".join(given))
