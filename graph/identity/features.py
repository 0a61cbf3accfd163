"""What is measured of a pair of spellings: words that answer each other and their rarity, letters, acronyms, numbers,
places, sources. Every measure is symmetric; where a sign tells agreement (+1) from conflict (−1), 0 is not known.
"""

import math
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from graph.identity.alignment import align
from graph.identity.candidates import acronyms
from graph.identity.frequencies import bearers, listing_once, weight
from graph.identity.names import branch_words
from graph.identity.spelling import Spelling
from graph.model.text import fold
from graph.territories import reference

FEATURES = (
    "nearness", "matched", "matched_share", "contained", "heaviest_match", "pairs", "exact",
    "least_unmatched", "most_unmatched", "heaviest_unmatched", "lighter", "heavier", "branch_unmatched",
    "bearers", "same_words", "same_joined", "acronym", "numbers", "departement", "commune", "publisher",
    "place_in_name", "both_placed", "same_source", "listed_once", "words_least", "words_most", "first_word",
    "ratio", "token_sort", "token_set", "partial", "jaro_winkler",
)  # fmt: skip
_LETTERS = ("ratio", "token_sort", "token_set", "partial", "jaro_winkler")


def measure(spellings: Sequence[Spelling], left: Any, right: Any, nearness: Any) -> Any:
    """float32 array, one row for each pair of ranks, one column for each of FEATURES."""
    made = np.zeros((len(left), len(FEATURES)), dtype=np.float32)
    if not len(left):
        return made
    made[:, 0] = nearness
    of_words = len(FEATURES) - len(_LETTERS)
    known = [_Known.of(spelling) for spelling in spellings]
    for row, (one, other) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        made[row, 1:of_words] = _of_words(known[one], known[other])
    made[:, of_words:] = _of_letters(spellings, left, right)
    return made


def _of_letters(spellings: Sequence[Spelling], left: Any, right: Any) -> Any:
    joined = [spelling.name.joined for spelling in spellings]
    spaced = [" ".join(spelling.name.words) for spelling in spellings]
    scorers = (
        (joined, fuzz.ratio), (spaced, fuzz.token_sort_ratio), (spaced, fuzz.token_set_ratio),
        (joined, fuzz.partial_ratio), (joined, JaroWinkler.normalized_similarity),
    )  # fmt: skip
    return np.column_stack(
        [
            process.cpdist([texts[i] for i in left], [texts[i] for i in right], scorer=scorer, dtype=np.float32)
            for texts, scorer in scorers
        ]
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is worked out once of a spelling that is compared many times."""

    said: Spelling
    total: float
    acronyms: frozenset[str]
    words: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of(cls, said: Spelling) -> "_Known":
        words = said.name.words
        places = _place_words(said.communes, said.departements)
        return cls(said, sum(map(weight, words)), frozenset(acronyms(said.name)), frozenset(words), places)


def _of_words(first: _Known, second: _Known) -> list[float]:
    one, other = first.said, second.said
    found = align(one.name.words, other.name.words, weight)
    alone = (_telling(found.only_left, second), _telling(found.only_right, first))
    weights = sorted(sum(map(weight, words)) for words in alone)
    totals = sorted((first.total, second.total))
    lengths = sorted(len(each.name.words) for each in (one, other))
    return [
        found.matched,
        found.matched / max(sum(weights) + found.matched, 1e-6),
        found.matched / max(totals[0], 1e-6),
        found.heaviest,
        found.pairs,
        found.exact,
        *weights,
        max((weight(word) for words in alone for word in words), default=0.0),
        *totals,
        sum(word in branch_words() for words in alone for word in words),
        math.log(max(bearers(one.name.joined), bearers(other.name.joined))),
        float(not alone[0] and not alone[1]),
        float(one.name.joined == other.name.joined),
        _acronym(first, second),
        _numbers(one.name.numbers, other.name.numbers),
        _agree(one.departements, other.departements),
        _agree(one.communes, other.communes),
        _publisher(one, other),
        float(len(alone[0]) < len(found.only_left) or len(alone[1]) < len(found.only_right)),
        float(bool(one.name.departement and other.name.departement)),
        float(bool(one.sources & other.sources)),
        float(bool(one.sources & other.sources & listing_once())),
        *lengths,
        float(one.name.words[:1] == other.name.words[:1]),
    ]


def _telling(words: Sequence[str], other: _Known) -> list[str]:
    """Words without an answer that the place of the other one does not explain."""
    return [word for word in words if word not in other.places]


@lru_cache(maxsize=1 << 16)
def _place_words(communes: frozenset[str], departements: frozenset[str]) -> frozenset[str]:
    named = [reference.communes()[code].name for code in communes if code in reference.communes()]
    named += [reference.name_of(f"departement:{code}") or "" for code in departements]
    return frozenset(word for name in named for word in fold(name).split() if len(word) > 2)


def _acronym(one: _Known, other: _Known) -> float:
    """Letters of the longest acronym of one that is a word of the other, and of the other alone."""
    fitting = (one.acronyms & other.words) | (other.acronyms & one.words)
    return float(max(map(len, fitting - (one.words & other.words)), default=0)) if fitting else 0.0


def _numbers(one: Sequence[str], other: Sequence[str]) -> float:
    if not one and not other:
        return 0.0
    if one == other or "".join(one) == "".join(other):  # « 9.3 » and « 93 »
        return 1.0
    return -1.0 if one and other else -0.5


def _agree(one: Set[str], other: Set[str]) -> float:
    """+1 where they share a place, −1 where both are somewhere else, 0 where one is unknown."""
    if not one or not other:
        return 0.0
    return 1.0 if one & other else -1.0


def _publisher(one: Spelling, other: Spelling) -> float:
    """Publishers help where a place is said by one side at most: who names a body mostly names its neighbours."""
    if one.departements and other.departements:
        return 0.0
    return _agree(one.departements or one.publishers, other.departements or other.publishers)
