"""How sure a rank is: the alliances drawn again with replacement, the measure computed again, the ranks seen.

Source: B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979); drawn unit: the
alliance, since its participations come and go together. An interval tells how much a rank hangs on few alliances; it
does not tell what the collection missed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from graph.project import TwoMode

DRAWS = 100
LEVEL = 0.90

Values: TypeAlias = Callable[[TwoMode], Sequence[float | None]]
Ranks: TypeAlias = NDArray[np.float64]


def rank_intervals(two_mode: TwoMode, values: Values, draws: int, seed: int) -> list[tuple[int, int]]:
    """The 90 % interval of the rank of each value, 1 being the highest; equal values share their mean rank.

    `values`: a graph → one value for each actor to rank, None where it has none, which ranks last.
    """
    seen = np.array([_ranks(values(drawn)) for drawn in resampled(two_mode, draws, seed)])
    low, high = np.quantile(seen, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return [(int(np.floor(a)), int(np.ceil(b))) for a, b in zip(low.tolist(), high.tolist(), strict=True)]


def resampled(two_mode: TwoMode, draws: int, seed: int) -> Iterator[TwoMode]:
    """The same actors, as many alliances drawn with replacement: one drawn twice counts as two."""
    order = np.argsort(two_mode.cols, kind="stable")
    members, events = two_mode.rows[order], len(two_mode.event_ids)
    sizes = np.bincount(two_mode.cols, minlength=events)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    generator = np.random.default_rng(seed)
    for _ in range(draws):
        drawn = generator.integers(events, size=events) if events else np.zeros(0, dtype=np.int64)
        counts = sizes[drawn]
        first = np.repeat(starts[drawn] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
        rows = members[first + np.arange(int(counts.sum()))] if events else members
        cols = np.repeat(np.arange(events), counts).astype(np.int32)
        yield replace(two_mode, rows=rows, cols=cols)


def _ranks(values: Sequence[float | None]) -> Ranks:
    keys = np.array([-np.inf if value is None else value for value in values])
    return np.asarray(rankdata(-keys, method="average"), dtype=np.float64)
