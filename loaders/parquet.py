"""Parquet: rows streamed by DuckDB, which reads one group of rows after the other. Nested values become columns."""

import glob
from collections.abc import Iterator

import duckdb

from graph.errors import InvalidInput
from loaders.flattening import flattened
from loaders.inputs import InputFile
from loaders.table import RawRow, Table

BATCH = 5_000
_OUTLINES = ("geometry", "geom", "wkb_geometry", "the_geom", "geo_shape", "shape")
_RANK = "le numéro de ligne est le rang de la fiche"


def parquet_table(file: InputFile) -> Table:
    """One table. Raises InvalidInput for a damaged file."""
    names = tuple(name for name in _columns(file) if name.casefold() not in _OUTLINES)
    header = tuple(dict.fromkeys(key for record in _first(file, names) for key in record)) or names

    def rows() -> Iterator[RawRow]:
        for rank, record in enumerate(_records(file, names), 1):
            for cells in flattened(record):
                yield RawRow(rank, [cells.get(name, "") for name in header] if any(cells.values()) else ())

    return Table(file.name, file.stem, header, rows, encoding="parquet", notes=(_RANK,))


def _first(file: InputFile, names: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The rows that tell the columns: the schema gives all of them, so one batch is enough for what is nested."""
    for rank, record in enumerate(_records(file, names)):
        if rank >= BATCH:
            return
        yield from flattened(record)


def _columns(file: InputFile) -> list[str]:
    with _opened() as database:
        return [str(row[0]) for row in _asked(database, file, "DESCRIBE SELECT * FROM read_parquet(?)").fetchall()]


def _records(file: InputFile, names: tuple[str, ...]) -> Iterator[dict[str, object]]:
    chosen = ", ".join('"' + name.replace('"', '""') + '"' for name in names)
    with _opened() as database:
        answer = _asked(database, file, f"SELECT {chosen} FROM read_parquet(?)")  # noqa: S608  # quoted above
        while batch := _fetched(answer, file):
            yield from (dict(zip(names, row, strict=True)) for row in batch)


def _opened() -> duckdb.DuckDBPyConnection:
    """In memory, on one thread, never fetching an extension: what it cannot read by itself it refuses."""
    return duckdb.connect(
        ":memory:",
        config={
            "threads": 1,
            "memory_limit": "400MB",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )


def _asked(database: duckdb.DuckDBPyConnection, file: InputFile, query: str) -> duckdb.DuckDBPyConnection:
    try:
        return database.execute(query, [glob.escape(str(file.path))])
    except duckdb.Error as error:
        raise _damaged(file) from error


def _fetched(answer: duckdb.DuckDBPyConnection, file: InputFile) -> list[tuple[object, ...]]:
    try:
        return answer.fetchmany(BATCH)
    except duckdb.Error as error:
        raise _damaged(file) from error


def _damaged(file: InputFile) -> InvalidInput:
    return InvalidInput(f"{file.name} : Parquet abîmé ou tronqué. Attendu un fichier entier : retéléchargez-le.")
