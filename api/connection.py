"""The one open store of a running server, opened at the start or, where it was down, at the first request after."""

from threading import Lock

from api.settings import ApiSettings
from graph.store import Store, open_store
from graph.store.base import View


class Connection:
    """Opens the store read-only and keeps it. A store given by the caller (tests) is used as it is and not closed."""

    def __init__(self, settings: ApiSettings, store: Store | None = None) -> None:
        self._settings, self._store, self._given = settings, store, store is not None
        self._lock = Lock()

    @property
    def shared(self) -> bool:
        """Whether another process can open the same graph: not one in memory, nor one that the caller gave."""
        return not self._given and self._settings.store.rstrip("/") != "sqlite:"

    def view(self) -> View:
        """Raises StoreError when the store cannot be opened; the next call tries again."""
        with self._lock:
            if self._store is None:
                self._store = open_store(self._settings, read_only=True)
            return self._store

    def close(self) -> None:
        with self._lock:
            if self._store is not None and not self._given:
                self._store.close()
                self._store = None
