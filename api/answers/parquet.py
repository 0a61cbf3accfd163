"""Columns of Parquet files, with what each means."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

ROWS_AT_ONCE = 20_000
TEXT, TEXTS, NUMBER = "string", "list<string>", "double"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str
    meaning: str


def schema_of(columns: Iterable[Column]) -> Any:
    import pyarrow

    types = {TEXT: pyarrow.string(), TEXTS: pyarrow.list_(pyarrow.string()), NUMBER: pyarrow.float64()}
    return pyarrow.schema([(column.name, types[column.type]) for column in columns])
