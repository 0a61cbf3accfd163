"""Rows of a store as what analyses read."""

from collections.abc import Sequence
from typing import cast

import orjson

from graph.model.coverage import Coverage
from graph.model.subgraph import LinkView
from graph.store.base import Brief, EventRow


def event(row: Sequence[str]) -> EventRow:
    """From (id, kind, document of `graph.store.views`)."""
    node_id, kind, text = row
    document = orjson.loads(text)
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
    document = orjson.loads(text)
    return node_id, document["label"], profile, tuple(document["statuses"])


def placement(row: Sequence[str]) -> tuple[str, str, str]:
    """From (event, territory, document of the ACTS_IN)."""
    event_id, territory, text = row
    return event_id, territory, str(orjson.loads(text)["properties"].get("located_by"))


def brief(row: Sequence[str]) -> Brief:
    """From (id, kind, profile or None, document)."""
    node_id, kind, profile, text = row
    document = orjson.loads(text)
    said = document["properties"]
    amount = said.get("amount")
    return Brief(
        node_id, kind, profile, document["label"], _text(said.get("start")), _text(said.get("end")),
        None if amount is None else float(amount), _text(said.get("phase")),
    )  # fmt: skip


def link(document: str) -> LinkView:
    return cast(LinkView, orjson.loads(document))


def coverage_order(row: Coverage) -> tuple[str, str, str, str, str]:
    return (row.territory, row.source, row.start or "", row.end or "", row.run)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
