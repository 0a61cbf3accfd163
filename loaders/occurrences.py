"""How many times a row was met, for files of any length: in memory while they are few, beyond that on the disk.

A file of 2 GB has ten million rows; a count of each in memory would be the only thing that grows with the file.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from struct import unpack
from weakref import finalize

IN_MEMORY = 500_000
_MET = "INSERT INTO met VALUES (?, 1) ON CONFLICT (digest) DO UPDATE SET times = times + 1 RETURNING times"


class Occurrences:
    def __init__(self) -> None:
        self._few: dict[int, int] = {}
        self._many: sqlite3.Connection | None = None

    def all_met(self, digests: Sequence[bytes]) -> list[int]:
        """`met` of each, in order: mostly none was met before."""
        numbers = {*unpack(f">{len(digests)}q", b"".join(digests))}
        few = self._few
        if len(numbers) == len(digests) and len(few) + len(numbers) <= IN_MEMORY and few.keys().isdisjoint(numbers):
            few.update(dict.fromkeys(numbers, 1))
            return [1] * len(digests)
        return [*map(self.met, digests)]

    def met(self, digest: bytes) -> int:
        """How many times it has been met, this one included. `digest`: 8 bytes."""
        number = int.from_bytes(digest, "big", signed=True)
        times = self._few.get(number, 0)
        if times or len(self._few) < IN_MEMORY:
            self._few[number] = times + 1
            return times + 1
        with closing((self._many or self._on_disk()).execute(_MET, (number,))) as cursor:
            return int(cursor.fetchone()[0])

    def _on_disk(self) -> sqlite3.Connection:
        """A file without a name, that goes away with its connection. One thread at a time reads a file."""
        self._many = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        finalize(self, self._many.close)
        self._many.execute("PRAGMA journal_mode = OFF")
        self._many.execute("PRAGMA synchronous = OFF")
        self._many.execute("CREATE TABLE met (digest INTEGER PRIMARY KEY, times INTEGER NOT NULL)")
        self._many.execute("BEGIN")
        return self._many
