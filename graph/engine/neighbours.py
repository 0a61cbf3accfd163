"""The neighbours of many nodes at once: the step all the sweeps share."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.engine.csr import CsrGraph

Positions = NDArray[np.int64]


class Fan(NamedTuple):
    """`ends` lists the neighbours of the first row asked for, then of the second…; `counts` says how many each has."""

    ends: Positions
    counts: Positions


def fan(graph: CsrGraph, rows: Positions) -> Fan:
    """Neighbours of the nodes `rows` (positions), in that order."""
    counts = graph.neighbour_counts[rows]
    stops = np.cumsum(counts)
    total = int(stops[-1]) if len(stops) else 0
    shift = graph.indptr[rows] - stops + counts
    return Fan(graph.indices[np.arange(total) + np.repeat(shift, counts)].astype(np.int64), counts)
