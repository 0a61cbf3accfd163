"""How often a word stands in the names of French organisations: frozen, so that the same files give the same answer.

Counted on the reference files outside the actors of the test (`scripts/train_identity.py`): words and numbers of names
only, those of fewer than `LEAST` names left out.
"""

import gzip
import json
import math
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "frequencies.json.gz"
LEAST = 4
"""A word of fewer names is in no table: it is as rare as a word can be."""


@cache
def _table() -> dict[str, Any]:
    return json.loads(gzip.decompress(FILE.read_bytes()))  # type: ignore[no-any-return]


@cache
def weight(word: str) -> float:
    """−log of the share of names that hold the word; 9.6 for a word of no table, 1.6 for `centre`."""
    table = _table()
    return math.log(table["names"] / table["words"].get(word, LEAST / 2))


def bearers(joined: str) -> int:
    """How many known actors bear this very name (`centrecommunalactionsocial`); 1 where it is in no table."""
    return int(_table()["bearers"].get(joined, 1))


@cache
def listing_once() -> frozenset[str]:
    """Sources that list each of their actors under one spelling: two of their rows are two actors."""
    return frozenset(_table()["listing_once"])
