"""Pairs of labelled names with their measures, and what a set of merges is worth."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.identity.candidates import candidates
from graph.identity.features import measure
from graph.identity.mention import Mention
from graph.identity.names import read_name
from graph.identity.spelling import spellings

FIRST = 5


@dataclass(frozen=True, slots=True)
class Pairs:
    """`labels[i]` is the actor of the mention at rank i; `same` tells the pairs of one actor."""

    labels: list[str]
    left: Any
    right: Any
    measures: Any
    same: Any

    @property
    def size(self) -> int:
        return len(self.labels)


def compare(mentions: Sequence[Mention], labels: list[str], most: int) -> Pairs:
    """Mentions of one name each."""
    spelt = spellings(mentions)
    left, right, nearness = candidates([each.name for each in spelt], most)
    same = np.array([labels[a] == labels[b] for a, b in zip(left.tolist(), right.tolist(), strict=True)])
    return Pairs(labels, left, right, measure(spelt, left, right, nearness), same)


@dataclass(frozen=True, slots=True)
class Worth:
    precision: float
    recall: float
    right: int
    wrong: int


def worth(labels: Sequence[str], groups: Sequence[object], names: Sequence[str] = ()) -> Worth:
    """Pairwise precision and recall of groups, a label and a group for each mention.

    With `names`, pairs of two labels but of one name in one département are left out of the wrong ones: they look like
    one actor with two numbers, and nothing in their names could tell.
    """
    members: defaultdict[object, list[int]] = defaultdict(list)
    for rank, group in enumerate(groups):
        members[group].append(rank)
    right = sum(_pairs(Counter(labels[rank] for rank in each).values()) for each in members.values())
    wrong = sum(_pairs([len(each)]) for each in members.values()) - right
    if names:
        wrong -= sum(_twins([(labels[rank], names[rank]) for rank in each]) for each in members.values())
    return Worth(right / max(1, right + wrong), right / max(1, _pairs(Counter(labels).values())), right, wrong)


def _twins(named: Sequence[tuple[str, str]]) -> int:
    read = [(label, read_name(name)) for label, name in named]
    return sum(
        label != other and name.joined == twin.joined and name.departement == twin.departement is not None
        for rank, (label, name) in enumerate(read)
        for other, twin in read[:rank]
    )


def _pairs(sizes: Any) -> int:
    return sum(n * (n - 1) // 2 for n in sizes)


def linked(pairs: Pairs, probability: Any, least: float) -> list[int]:
    """The group of each mention when the pairs from `least` on are joined."""
    root = list(range(pairs.size))

    def find(one: int) -> int:
        while root[one] != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    for pair in np.flatnonzero(probability >= least).tolist():
        root[find(int(pairs.left[pair]))] = find(int(pairs.right[pair]))
    return [find(one) for one in range(pairs.size)]


def found_among_first(pairs: Pairs, probability: Any, first: int = FIRST) -> float:
    """Share of the mentions that have a partner for which one is among their `first` likeliest candidates."""
    near: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for one, other, likely in zip(pairs.left.tolist(), pairs.right.tolist(), probability.tolist(), strict=True):
        near[one].append((-likely, other))
        near[other].append((-likely, one))
    counts = Counter(pairs.labels)
    partnered = [one for one, label in enumerate(pairs.labels) if counts[label] > 1]
    hits = sum(any(pairs.labels[o] == pairs.labels[one] for _, o in sorted(near[one])[:first]) for one in partnered)
    return hits / max(1, len(partnered))
