"""What is in the graph: counts, coverage."""

from collections import Counter

from api.answers.naming import territory_name
from api.document import Document
from graph.errors import InvalidInput
from graph.store.base import View


def stats_document(view: View) -> Document:
    """Counts by kind, type, source, status and data state, as the store gives them (`View.stats`)."""
    return view.stats()


def _start(cursor: str | None) -> int:
    if not cursor:
        return 0
    if not cursor.isascii() or not cursor.isdecimal():
        raise InvalidInput(
            f"Curseur inconnu : « {cursor[:40]} ». Attendu celui de la page précédente, ou aucun pour la première page."
        )
    return int(cursor)


def coverage_document(view: View, *, limit: int = 500, cursor: str | None = None) -> Document:
    """`{revision, total, states, rows, cursor, truncated}`: every declaration of what a source set out to collect.

    `cursor` is the number of rows already read. What no row speaks of is unknown, never zero. Raises InvalidInput for
    another kind of cursor.
    """
    rows = view.coverage()
    start = _start(cursor)
    shown = rows[start : start + limit]
    more = start + limit < len(rows)
    return {
        "revision": view.revision(),
        "total": len(rows),
        "states": dict(sorted(Counter(row.state.value for row in rows).items())),
        "rows": [{**row.model_dump(mode="json"), "name": territory_name(row.territory)} for row in shown],
        "cursor": str(start + limit) if more else None,
        "truncated": more or start > 0,
    }
