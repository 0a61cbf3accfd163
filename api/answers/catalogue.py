"""What is in the graph and where it comes from: counts, sources, coverage."""

from collections import Counter
from typing import Any

from api.answers.naming import territory_name
from api.document import Document
from graph.errors import InvalidInput
from graph.store.base import View


def stats_document(view: View) -> Document:
    """Counts by kind, type, source, status and data state, as the store gives them (`View.stats`)."""
    return view.stats()


def sources_document(view: View) -> Document:
    """`{revision, total, rows: [{id, publisher, licence, vintages, nodes, relations, files, open}]}`, by id.

    `nodes` and `relations` count the records that the source said something of; one record may have several sources.
    """
    stats: Any = view.stats()
    runs: dict[str, list[Any]] = {}
    for run in stats["runs"]:
        runs.setdefault(run["source"], []).append(run)
    rows = [
        _source(name, stats["sources"].get(name, {}), runs.get(name, [])) for name in sorted({*stats["sources"], *runs})
    ]
    return {"revision": stats["revision"], "total": len(rows), "rows": rows}


def _source(name: str, counts: Any, runs: list[Any]) -> Document:
    def said(field: str) -> list[Any]:
        return sorted({run[field] for run in runs if run[field]})

    return {
        "id": name,
        "publisher": next(iter(said("publisher")), None),
        "licence": next(iter(said("licence")), None),
        "vintages": said("vintage"),
        "nodes": counts.get("nodes", 0),
        "relations": counts.get("relations", 0),
        "files": [{key: run[key] for key in ("file", "id", "sha256", "rows", "open")} for run in runs],
        "open": any(run["open"] for run in runs),
    }


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
