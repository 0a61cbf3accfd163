"""How rare words are: a frozen table of words and counts, made by `scripts/identity` outside the actors of the test."""

import gzip
import json
import math
from functools import cache
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import Any

FILE = Path(__file__).parent / "data" / "words.json.gz"


@cache
def _table() -> MappingProxyType[str, Any]:
    return MappingProxyType(json.loads(gzip.decompress(FILE.read_bytes())))


def forget() -> None:
    """For the training, which writes the table anew."""
    _table.cache_clear()


def weight(word: str) -> float:
    """Inverse document frequency, natural logarithm; a word that the table does not hold is as rare as can be."""
    counts, names = _table()["words"], _table()["names_read"]
    return math.log((names + 1) / (counts.get(word, 1) + 0.5))


def count(word: str) -> int:
    """Actors of the table whose name has the word; 0 where fewer than three do."""
    found: int = _table()["words"].get(word, 0)
    return found


def names_read() -> int:
    found: int = _table()["names_read"]
    return found


def bearers(key: str) -> int:
    """How many identified actors of the table bear exactly this name; 0 where fewer than three do."""
    found: int = _table()["homonyms"].get(digest(key), 0)
    return found


def digest(key: str) -> str:
    """Names stand in the table as hashes: it counts homonyms and lists nobody."""
    return blake2b(key.encode(), digest_size=5).hexdigest()
