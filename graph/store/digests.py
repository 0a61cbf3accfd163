"""The sum of the digests of many records, which is what they add to a revision."""

import sys
from array import array
from collections.abc import Iterable
from hashlib import blake2b

SIZE = 16
"""Bytes of a digest: `graph.model.record.digest_of`."""


def sum_of_digests(texts: Iterable[str]) -> int:
    """Of texts that hold the key and the claims of each, as `digest_of` sets them."""
    halves = array("Q", b"".join([blake2b(text.encode(), digest_size=SIZE).digest() for text in texts]))
    if sys.byteorder == "little":
        halves.byteswap()
    return (sum(halves[::2]) << 64) + sum(halves[1::2])
