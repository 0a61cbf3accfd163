"""From which score a pair is joined: worked out on scores out of fold, all the training actors together.

Folds apart would hold fewer homonyms than the world does. Pairs are joined as they will be: the surest first, with all
that follows by way of a third.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.identity.forest import UNSURE
from graph.identity.scoring import barred
from graph.identity.table import Floats
from scripts.identity.sample import Sample

EASY = ("BANATIC", "ODF")
"""Groupings of communes, whose names are alike from one list to another: with them a cut would look safer than it is
for associations."""

ENOUGH = 50
"""Joined pairs below which a share says nothing."""


@dataclass(frozen=True, slots=True)
class Cut:
    score: float
    precision: float
    recall: float


def cut(sample: Sample, scored: Floats, wanted: float) -> Cut:
    """The lowest score from which joined pairs are right in that share, and above which they nearly always are."""
    labels = Counter(each.label for each in sample.labelled if each.source not in EASY)
    there = sum(n * (n - 1) // 2 for n in labels.values())
    lowest = Cut(1.0, 1.0, 0.0)
    for score, right, joined in _joins(sample, scored):
        if joined >= ENOUGH and right >= wanted * joined:
            lowest = Cut(round(score, 3), round(right / joined, 4), round(right / there, 3))
    return lowest


def _joins(sample: Sample, scored: Floats) -> Iterator[tuple[float, int, int]]:
    """Score, pairs of one actor, pairs: as joins are made down to this score."""
    groups = {rank: [rank] for rank in range(len(sample.labelled))}
    labels = [each.label for each in sample.labelled]
    joined, right = 0, 0
    easy = np.array([each.source in EASY for each in sample.labelled])
    kept = ~barred(sample.measured) & (scored >= UNSURE) & ~easy[sample.left] & ~easy[sample.right]
    rows = np.flatnonzero(kept)
    for row in rows[np.argsort(-scored[rows], kind="stable")]:
        one, other = groups[sample.left[row]], groups[sample.right[row]]
        if one is other:
            continue
        counts = Counter(labels[each] for each in other)
        right += sum(counts[labels[each]] for each in one)
        joined += len(one) * len(other)
        one += other
        groups.update(dict.fromkeys(other, one))
        yield float(scored[row]), right, joined
