"""Which words of two names answer each other: equal, cut short (`DEPART`), misspelt, or glued (`RETZEMPLOI`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

CUT, ALIKE = 3, 0.8
"""Letters at least of a word cut short; likeness at least of two misspelt ones."""

Weigh = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Weights of what answers and of what does not. `only_left`, `only_right`: words without an answer."""

    matched: float
    heaviest: float
    pairs: int
    exact: int
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]


def align(left: Sequence[str], right: Sequence[str], weigh: Weigh) -> Alignment:
    """Greedy, equal words first, then the closest in the order of the left name."""
    shared = set(left) & set(right)
    matched = [weigh(word) for word in sorted(shared)]
    rest_left = [word for word in left if word not in shared]
    rest_right = [word for word in right if word not in shared]
    alone: list[str] = []
    for word in rest_left:
        answer, likeness = _closest(word, rest_right)
        if answer is None:
            alone.append(word)
            continue
        rest_right.remove(answer)
        matched.append(likeness * min(weigh(word), weigh(answer)))
    return Alignment(
        sum(matched), max(matched, default=0.0), len(matched), len(shared), tuple(alone), tuple(rest_right)
    )


def _closest(word: str, others: Sequence[str]) -> tuple[str | None, float]:
    best, most = None, 0.0
    for other in others:
        likeness = _likeness(word, other)
        if likeness > most:
            best, most = other, likeness
    return best, most


def _likeness(word: str, other: str) -> float:
    """0 where they are two words."""
    short, long = sorted((word, other), key=len)
    if len(short) >= CUT and long.startswith(short):
        return 0.9 if len(short) >= 2 * CUT or 2 * len(short) >= len(long) else 0.7
    if len(short) <= CUT or word[0] != other[0]:
        return 0.0
    alike = Indel.normalized_similarity(word, other, score_cutoff=ALIKE)
    return alike if alike >= ALIKE else 0.0
