"""Cursors of lists that are cut by rank: the number of rows already read."""

from graph.errors import InvalidInput


def start(cursor: str | None) -> int:
    """Rows to pass over. Raises InvalidInput for a cursor of another kind."""
    if not cursor:
        return 0
    if not cursor.isascii() or not cursor.isdecimal():
        raise InvalidInput(
            f"Curseur inconnu : « {cursor[:40]} ». Attendu celui de la page précédente, ou aucun pour la première page."
        )
    return int(cursor)
