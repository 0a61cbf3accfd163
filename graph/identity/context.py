"""What the other pairs say of a pair: a second candidate as good, a third spelling that agrees with both.

« OGEC SAINT PIERRE » is like ten others: each pair alone looks sure, together none is. Measured on the probabilities
of the first stage of the model.
"""

from collections import defaultdict
from typing import Any

import numpy as np

CONTEXT = (
    "first_stage", "rival_least", "rival_most", "likely_least", "likely_most", "possible_least", "possible_most",
    "support", "contradiction",
)  # fmt: skip
LIKELY, POSSIBLE, FAINT = 0.5, 0.15, 0.05


def context(left: Any, right: Any, first: Any, size: int) -> Any:
    """One row for each pair, one column for each of CONTEXT; `size` is the number of spellings."""
    rivals = _rivals(left, right, first, size)
    likely, possible = (_degree(left, right, first > least, size) for least in (LIKELY, POSSIBLE))
    support, contradiction = _thirds(left, right, first)
    return np.column_stack(
        [
            first, rivals.min(axis=0), rivals.max(axis=0),
            np.minimum(likely[left], likely[right]), np.maximum(likely[left], likely[right]),
            np.minimum(possible[left], possible[right]), np.maximum(possible[left], possible[right]),
            support, contradiction,
        ]
    ).astype(np.float32)  # fmt: skip


def _rivals(left: Any, right: Any, first: Any, size: int) -> Any:
    """The best probability of each end in another pair."""
    best, second, chosen = np.zeros(size), np.zeros(size), np.full(size, -1)
    for pair in np.argsort(-first, kind="stable").tolist():
        for end in (left[pair], right[pair]):
            if chosen[end] < 0:
                chosen[end], best[end] = pair, first[pair]
            elif second[end] == 0:
                second[end] = first[pair]
    pairs = np.arange(len(left))
    return np.stack([np.where(chosen[end] == pairs, second[end], best[end]) for end in (left, right)])


def _degree(left: Any, right: Any, holds: Any, size: int) -> Any:
    counts = np.zeros(size)
    np.add.at(counts, left, holds)
    np.add.at(counts, right, holds)
    return counts


def _thirds(left: Any, right: Any, first: Any) -> tuple[Any, Any]:
    """Of each pair, how well a third agrees with both, and how much better it agrees with one than with the other."""
    near: defaultdict[int, dict[int, float]] = defaultdict(dict)
    seen = np.flatnonzero(first > FAINT)
    for pair in seen.tolist():
        one, other, likely = int(left[pair]), int(right[pair]), float(first[pair])
        near[one][other] = near[other][one] = likely
    support, contradiction = np.zeros(len(left)), np.zeros(len(left))
    for pair in seen.tolist():
        one, other = int(left[pair]), int(right[pair])
        of_one, of_other = near[one], near[other]
        support[pair] = max((min(of_one[k], of_other[k]) for k in of_one.keys() & of_other.keys()), default=0.0)
        apart = [likely - of_other.get(k, 0.0) for k, likely in of_one.items() if k != other]
        apart += [likely - of_one.get(k, 0.0) for k, likely in of_other.items() if k != one]
        contradiction[pair] = max(apart, default=0.0)
    return support, contradiction
