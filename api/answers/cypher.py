"""A reading in Cypher, asked by a person who holds the token. Off unless a token is set."""

import hmac

from api.access import NotEnabled, Unauthorised
from api.document import Document
from api.settings import ApiSettings

ROWS_DEFAULT = 1_000


def check_token(settings: ApiSettings, given: str | None) -> None:
    """Raises NotEnabled, Unauthorised."""
    check_enabled(settings)
    assert settings.cypher_token is not None
    wanted = settings.cypher_token.get_secret_value().encode()
    if not hmac.compare_digest((given or "").encode(), wanted):
        raise Unauthorised("Jeton absent ou refusé : envoyez « Authorization: Bearer … » avec celui de ce service.")


def check_enabled(settings: ApiSettings) -> None:
    if settings.cypher_token is None or not settings.cypher_token.get_secret_value():
        raise NotEnabled(
            "Les requêtes Cypher ne sont pas ouvertes ici : donnez un jeton par ENTRELACS_CYPHER_TOKEN pour les ouvrir."
        )


def cypher_document(settings: ApiSettings, revision: str, query: str, limit: int = ROWS_DEFAULT) -> Document:
    """`{revision, query, columns, rows, limit, truncated}`; rows in the order of the query, or of the engine where it
    states none. Raises InvalidInput, NotResolvable, StoreError.
    """
    from graph.store.neo4j_questions import ask

    found = ask(settings, query, limit)
    return {
        "revision": revision, "query": query, "columns": found.columns, "rows": found.rows, "limit": limit,
        "truncated": found.truncated,
    }  # fmt: skip
