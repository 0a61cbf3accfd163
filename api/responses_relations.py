"""What `/api/v1/relations` answers, for /docs (`api.responses`)."""

from typing import Any

from api.judged_responses import JsonDocument as _Document
from api.responses import Origin


class RelationRow(_Document):
    """A relation with what is told of its ends and of the event it touches; `event_amount` is the event's, on each of
    its rows.
    """

    source: str
    source_kind: str
    source_profile: str | None
    source_label: str
    type: str
    target: str
    target_kind: str
    target_profile: str | None
    target_label: str
    role: str | None
    start: str | None
    end: str | None
    amount: float | None
    event: str | None
    event_start: str | None
    event_end: str | None
    event_amount: float | None
    sources: list[str]
    vintages: list[str]
    statuses: list[str]
    properties: dict[str, Any]
    origins: list[Origin]


class Relations(_Document):
    """`filter` as it was understood; rows by (type, source, target, role); `cursor` asks for what follows."""

    revision: str
    filter: dict[str, Any]
    seats: bool
    limit: int
    total: int
    rows: list[RelationRow]
    cursor: str | None
    truncated: bool
    caveat: str
    notice: str | None
