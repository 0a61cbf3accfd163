"""Opening a store by its address. SQLite is the embedded default, Neo4j the production one."""

from graph.errors import InvalidInput
from graph.settings import Settings
from graph.store.base import Store

__all__ = ["Store", "open_store"]


def open_store(settings: Settings, *, read_only: bool = False) -> Store:
    """Open the store that `settings.store` names; it is created where it does not exist, unless `read_only`.

    Raises InvalidInput for an address of no known scheme, StoreUnavailable, StoreFormat, StoreBusy.
    """
    scheme, _, rest = settings.store.partition("://")
    if scheme == "sqlite":
        from graph.store.sqlite import SqliteStore

        return SqliteStore.open(rest.removeprefix("/"), read_only=read_only, timeout=settings.store_timeout)
    if scheme.split("+")[0] in {"neo4j", "bolt"}:
        from graph.store.neo4j import Neo4jStore

        return Neo4jStore.open(settings, read_only=read_only)
    raise InvalidInput(
        f"Adresse de graphe inconnue : « {scheme}://… ». Attendu : sqlite:///fichier.db, sqlite://, "
        "neo4j://hôte:7687 ou bolt://hôte:7687 (option --store ou variable ENTRELACS_STORE)."
    )
