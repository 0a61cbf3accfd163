"""The trained models, frozen: boosted trees as a small JSON of our own, read with numpy.

Made by `python -m scripts.identity`; nothing is learnt at run time, and no pickle is ever opened.

A tree is asked as one bit for each leaf (Lucchese et al., QuickScorer, SIGIR 2015): a failed test clears the leaves
on its left, and the first leaf still set is the answer. All pairs pass each test at once: walking down node by node
took ten times as long.
"""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from graph.errors import InvalidInput
from graph.identity.features import NAMES
from graph.identity.table import Floats

FILE = Path(__file__).parent / "data" / "model.json.gz"
AT_ONCE = 20_000
LEAVES = 12
"""The most leaves that a tree of ours has."""

UNSURE = 0.35
"""From this score a pair is shown to a person: about one in two is one actor."""

GENERAL, RESEARCH = "general", "research"
"""Two models: laboratories write their names as nobody else does (UMR 7219, tutelles), and drown the others."""

KNOWN = [NAMES.index(name) for name in ("departement", "publisher", "commune", "same_source")]
_FIRST = np.array([(bits & -bits).bit_length() - 1 if bits else 0 for bits in range(1 << LEAVES)], dtype=np.intp)
_ALL = (1 << LEAVES) - 1


@dataclass(frozen=True, slots=True)
class Cuts:
    """Scores from which a pair is one actor without a person's word: sources or places known, or names alone."""

    placed: float
    named: float

    def of(self, measured: Floats) -> Floats:
        known = measured[:, KNOWN].any(axis=1)
        found: Floats = np.where(known, self.placed, self.named)
        return found


@dataclass(frozen=True, slots=True)
class Tree:
    """Tests (column, threshold, leaves left when the measure is above it), and the value of each leaf."""

    tests: tuple[tuple[int, float, int], ...]
    values: Floats


@dataclass(frozen=True, slots=True)
class Forest:
    trees: tuple[Tree, ...]
    start: float
    cuts: Cuts

    def score(self, measured: Floats) -> Floats:
        """Probability that each pair is one actor, six decimals."""
        parts = [self._logit(measured[start : start + AT_ONCE]) for start in range(0, len(measured), AT_ONCE)]
        logit = np.concatenate(parts) if parts else np.zeros(0)
        found: Floats = np.round(1 / (1 + np.exp(-logit)), 6)
        return found

    def _logit(self, measured: Floats) -> Floats:
        columns = np.ascontiguousarray(measured.T)
        total = np.full(len(measured), self.start)
        for tree in self.trees:
            left = np.full(len(measured), _ALL, dtype=np.uint16)
            for column, threshold, mask in tree.tests:
                answers = np.array([_ALL, mask], dtype=np.uint16)
                left &= answers.take((columns[column] > threshold).view(np.uint8))
            total += tree.values.take(_FIRST.take(left))
        return total


@cache
def frozen(kind: str = GENERAL) -> Forest:
    """The model of pairs of that kind; raises InvalidInput where its file speaks of other features than the code."""
    said = json.loads(gzip.decompress(FILE.read_bytes()))
    if tuple(said["features"]) != NAMES:
        raise InvalidInput(f"{FILE.name} : attendu les mesures {', '.join(NAMES)} ; entraînez le modèle de nouveau")
    return thawed(said["forests"][kind])


def thawed(said: Mapping[str, Any]) -> Forest:
    """From the document that the training writes: trees as nodes (column or -1, threshold, left, right, value)."""
    return Forest(tuple(map(_tree, said["trees"])), float(said["start"]), Cuts(**said["cuts"]))


def _tree(nodes: list[list[float]]) -> Tree:
    tests: list[tuple[int, float, int]] = []
    values: list[float] = []

    def visit(number: int) -> int:
        """The bits of the leaves below; leaves are numbered from the left."""
        column, threshold, left, right, value = nodes[number]
        if column < 0:
            values.append(value)
            return 1 << (len(values) - 1)
        low = visit(int(left))
        high = visit(int(right))
        tests.append((int(column), threshold, _ALL & ~low))
        return low | high

    visit(0)
    return Tree(tuple(tests), np.array(values))
