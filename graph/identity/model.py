"""The frozen model: boosted trees in two stages, kept as numbers, that turn measures of a pair into a probability.

The first stage sees the pair, the second also what the other pairs say (`context`). Trained by `scripts/identity`
(scikit-learn, which the product does not need), run here with numpy.
"""

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from graph.identity.context import CONTEXT, context
from graph.identity.features import FEATURES

FILE = Path(__file__).parent / "data" / "model.json.gz"
DIGITS = 6
"""Probabilities are rounded: the last bits of a sum are not the same on every machine."""


def measures_used() -> list[str]:
    return [*FEATURES, *CONTEXT]


@cache
def _model() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(gzip.decompress(FILE.read_bytes()))
    assert document["measures"] == measures_used(), "the model was trained on other measures: train it again"
    for stage in document["stages"]:
        for tree in stage["trees"]:
            tree.update({name: np.array(tree[name]) for name in ("feature", "threshold", "left", "right", "value")})
    return document


def threshold(name: str) -> float:
    """`join_names`, `join_sources`: from which a pair is joined, without and with its sources as evidence; `ask`: from
    which it is put to a person; `faint`: below which the second stage is not asked.
    """
    return float(_model()["thresholds"][name])


def probabilities(measures: Any, left: Any, right: Any, size: int) -> Any:
    """Of each pair, that both spellings name one actor."""
    first = _stage(0, measures)
    if not len(first):
        return first
    whole = np.hstack([measures, context(left, right, first, size)])
    worth = first > threshold("faint")
    made = first * threshold("faint")  # kept in their order, below all the others
    made[worth] = _stage(1, whole[worth])
    return np.round(made, DIGITS)


def _stage(rank: int, measures: Any) -> Any:
    stage = _model()["stages"][rank]
    score = np.full(len(measures), float(stage["base"]))
    for tree in stage["trees"]:
        score += tree["value"][_leaves(tree, measures)]
    return np.round(1 / (1 + np.exp(-score)), DIGITS + 1)


def _leaves(tree: dict[str, Any], measures: Any) -> Any:
    at = np.zeros(len(measures), dtype=np.int64)
    rows = np.arange(len(measures))
    while len(rows):
        nodes = at[rows]
        inner = tree["feature"][nodes] >= 0
        rows, nodes = rows[inner], nodes[inner]
        goes_left = measures[rows, tree["feature"][nodes]] <= tree["threshold"][nodes]
        at[rows] = np.where(goes_left, tree["left"][nodes], tree["right"][nodes])
    return at
