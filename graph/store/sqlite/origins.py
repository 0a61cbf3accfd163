"""Who says what a row keeps in brief: few origins, each told once, as the texts that stand around a line."""

import sqlite3
from typing import TypeAlias

from graph.model.origin import Origin
from graph.model.record import Claim
from graph.store.framing import text

ADD = "INSERT OR IGNORE INTO origin(before, status, after, worded) VALUES (?, ?, ?, ?)"
KEY = "SELECT key FROM origin WHERE before = ? AND status = ? AND after = ? AND worded = ?"

_Words: TypeAlias = tuple[str, str, str | None, str, bool]


class OriginKeys:
    """Keys of origins, within one transaction; an origin that is met for the first time gets one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[_Words, int] = {}

    def of(self, said: Origin | Claim, worded: bool | None) -> int | None:
        """None for a row that is kept whole."""
        if worded is None:
            return None
        words = (said.source, said.run, said.vintage, said.status._value_, worded)
        if words not in self._known:
            self._known[words] = self._key(*words)
        return self._known[words]

    def _key(self, source: str, run: str, vintage: str | None, status: str, worded: bool) -> int:
        before = f'{{"source":{text(source)},"run":{text(run)},"line":'
        after = f',"vintage":{text(vintage)},"status":{text(status)}}}'
        row = (before, text(status), after, worded)
        self._connection.execute(ADD, row)
        return int(self._connection.execute(KEY, row).fetchone()[0])
