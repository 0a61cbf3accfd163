"""What is in the graph: counts, coverage."""

from collections import Counter

from api.answers.naming import territory_name
from api.answers.paging import start
from api.document import Document
from graph.store.base import View


def stats_document(view: View) -> Document:
    """Counts by kind, type, source, status and data state, as the store gives them (`View.stats`)."""
    return view.stats()


def coverage_document(view: View, *, limit: int = 500, cursor: str | None = None) -> Document:
    """`{revision, total, states, rows, cursor, truncated}`: every declaration of what a source set out to collect.

    `cursor` is the number of rows already read. What no row speaks of is unknown, never zero. Raises InvalidInput for
    another kind of cursor.
    """
    rows = view.coverage()
    first = start(cursor)
    shown = rows[first : first + limit]
    more = first + limit < len(rows)
    return {
        "revision": view.revision(),
        "total": len(rows),
        "states": dict(sorted(Counter(row.state.value for row in rows).items())),
        "rows": [{**row.model_dump(mode="json"), "name": territory_name(row.territory)} for row in shown],
        "cursor": str(first + limit) if more else None,
        "truncated": more or first > 0,
    }
