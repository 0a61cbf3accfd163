"""Where a fact comes from, in the few words of a table cell."""

from collections.abc import Mapping
from typing import Any

from graph.language import _
from graph.model.counting import count
from graph.model.entities import FUNDING_TYPES
from graph.model.french_dates import date, period
from graph.model.typography import number


def origin(said: Mapping[str, Any]) -> str:
    """`anr, l. 232 (et 3 autres)`: the source and the line of a fact."""
    line = _(", l.\u00a0%(line)s", line=number(said["line"])) if said.get("line") else ""
    more = _(" (et %(more)s)", more=count(said["rows"] - 1, "autre")) if said.get("rows", 1) > 1 else ""
    return f"{said['source']}{line}{more}"


def when(event: Mapping[str, Any], tie: Mapping[str, Any] | None = None) -> str:
    """When an event was: by the dates of the tie where it has some. A grant is of a day or a year, not « since » it."""
    tie = tie or {}
    start, end = tie.get("start") or event.get("start"), tie.get("end") or event.get("end")
    if event.get("type") in FUNDING_TYPES and start and not end:
        return date(start)
    return period(start, end)
