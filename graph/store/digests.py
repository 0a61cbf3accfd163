"""Digests of many records in one text of bytes: their sum is what a revision needs, each of them when few are kept."""

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
        number = int.from_bytes
        return cls(b"".join(digests), sum(number(digest, "big") for digest in digests))

    def __len__(self) -> int:
        return len(self.each) // SIZE

    def only(self, ranks: Iterable[int]) -> Self:
        return self._summed([self.each[SIZE * rank : SIZE * (rank + 1)] for rank in ranks])
