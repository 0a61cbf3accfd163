"""Rows of a store as what analyses read."""

import json
from collections.abc import Sequence

from graph.model.coverage import Coverage
from graph.store.base import EventRow


def event(row: Sequence[str]) -> EventRow:
    """From (id, kind, document of `graph.store.views`)."""
    node_id, kind, text = row
    document = json.loads(text)
    said = document["properties"]
    return EventRow(
        id=node_id,
        kind=kind,
        label=document["label"],
        start=_text(said.get("start")),
        end=_text(said.get("end")),
        statuses=tuple(document["statuses"]),
        sources=tuple(sorted({origin["source"] for origin in document["origins"]})),
        type=_text(said.get("type")),
    )


def actor(row: Sequence[str]) -> tuple[str, str, str | None, tuple[str, ...]]:
    """From (id, profile or None, document)."""
    node_id, profile, text = row
    document = json.loads(text)
    return node_id, document["label"], profile, tuple(document["statuses"])


def placement(row: Sequence[str]) -> tuple[str, str, str]:
    """From (event, territory, document of the ACTS_IN)."""
    event_id, territory, text = row
    return event_id, territory, str(json.loads(text)["properties"].get("located_by"))


def coverage_order(row: Coverage) -> tuple[str, str, str, str, str]:
    return (row.territory, row.source, row.start or "", row.end or "", row.run)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
