"""A figure beside what chance alone gives: mean, spread, and the share of draws below it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from graph.model.scores import rounded


@dataclass(frozen=True, slots=True)
class Beside:
    """`value` is None where it has no meaning; `percentile` in 0–100, draws equal to the value counting half; None for
    all three of the null where nothing was drawn or the value has none.
    """

    value: float | None
    mean: float | None
    spread: float | None
    percentile: float | None
    draws: int


def beside(value: float | None, drawn: ArrayLike) -> Beside:
    """`drawn`: the same figure in each draw; draws in which it has no meaning (NaN) are left out."""
    seen = np.asarray(drawn, dtype=np.float64)
    seen = seen[np.isfinite(seen)]
    if value is None or not np.isfinite(value):
        return Beside(None, None, None, None, 0)
    if not len(seen):
        return Beside(rounded(value), None, None, None, 0)
    below = (seen < value - 1e-12).sum() + 0.5 * (np.abs(seen - value) <= 1e-12).sum()
    return Beside(
        value=rounded(float(value)),
        mean=rounded(float(seen.mean())),
        spread=rounded(float(seen.std())),
        percentile=rounded(round(100.0 * float(below) / len(seen), 1)),
        draws=len(seen),
    )
