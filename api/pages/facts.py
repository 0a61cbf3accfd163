"""Where a fact comes from, in the few words of a table cell."""

from collections.abc import Mapping
from typing import Any

from graph.model.typography import NO_BREAK, count, number


def origin(said: Mapping[str, Any]) -> str:
    """`anr, l. 232 (et 3 autres)`: the source and the line of a fact."""
    line = f", l.{NO_BREAK}{number(said['line'])}" if said.get("line") else ""
    more = f" (et {count(said['rows'] - 1, 'autre')})" if said.get("rows", 1) > 1 else ""
    return f"{said['source']}{line}{more}"
