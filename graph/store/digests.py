"""Digests of many records in one text of bytes: their sum is what a revision needs, each of them when few are kept."""

import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Self

SIZE = 16
"""Bytes of a digest: `graph.model.record.digest_of`."""


@dataclass(frozen=True, slots=True)
class Digests:
    each: bytes
    total: int

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        """Of texts that hold the key and the claims, as `digest_of` sets them."""
        return cls._summed([blake2b(text.encode(), digest_size=SIZE).digest() for text in texts])

    @classmethod
    def _summed(cls, digests: Sequence[bytes]) -> Self:
        each = b"".join(digests)
        halves = array("Q", each)
        if sys.byteorder == "little":
            halves.byteswap()
        return cls(each, (sum(halves[::2]) << 64) + sum(halves[1::2]))

    def __len__(self) -> int:
        return len(self.each) // SIZE

    def only(self, ranks: Iterable[int]) -> Self:
        return self._summed([self.each[SIZE * rank : SIZE * (rank + 1)] for rank in ranks])
