"""The embedded default: a property graph in one SQLite file, or in memory."""

from types import TracebackType
from typing import Self

from graph.store.sqlite.connections import Connections
from graph.store.sqlite.reading import SqliteView
from graph.store.sqlite.writing import SqliteWriter

__all__ = ["SqliteStore"]


class SqliteStore(SqliteWriter, SqliteView):
    """Both roles on one database; safe to share between threads."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    @classmethod
    def open(cls, path: str, *, read_only: bool, timeout: float) -> Self:
        """Open the file at `path`, in memory when it is empty; made where it does not exist, unless `read_only`.

        `timeout`: seconds left to a query. Raises StoreUnavailable, StoreFormat, StoreBusy.
        """
        return cls(Connections(path, read_only=read_only, timeout=timeout))

    def close(self) -> None:
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
