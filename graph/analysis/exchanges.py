"""Do two territories ally as much as their size and distance would have it: a gravity model, and the same shrinkage
and flags as the gap table.

log m = b0 + b1·log(P_i·P_j) + b2·log distance, negative binomial (`graph.analysis.expected`); an alliance that acts in
three territories counts for each of their three pairs. Source: J. Tinbergen, "Shaping the World Economy" (1962), for
trade; on research partnerships, K. Frenken et al., Journal of Informetrics 3 (2009).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from graph.analysis.completeness import believed, compared
from graph.analysis.expected import fit_expected
from graph.analysis.posterior import false_discovery_flags, posterior
from graph.analysis.prior import fit_prior
from graph.errors import NotResolvable
from graph.model.counts import CoverageState
from graph.model.coverage import DataState
from graph.model.scores import rounded

UNDER = 0.8
FEWEST = 4


@dataclass(frozen=True, slots=True)
class Exchange:
    """`ratio` with its 90 % interval: alliances across the two beside what is expected, shrunk. `verdict`: `flagged`
    among those that are probably below 0.8, a tenth of errors at most; `to_check` where it may be the collection.
    """

    one: str
    other: str
    observed: int
    expected: float
    ratio: float
    ratio_low: float
    ratio_high: float
    p_below_08: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Exchanges:
    """`mass` and `distance`: exponents of the fit; `left_out`: territories without a place on the map or data to
    compare.
    """

    rows: tuple[Exchange, ...]
    mass: float
    distance: float
    dispersion: float
    left_out: tuple[str, ...]


Point = tuple[float, float]


def exchanges(
    acting: Sequence[frozenset[str]],
    people: Mapping[str, int],
    centres: Mapping[str, Point],
    coverage: Mapping[str, CoverageState],
) -> Exchanges:
    """`acting`: territories of one level where each alliance acts; `people`: inhabitants of every territory; `centres`:
    points on a plane; `coverage`: state of the data, one that cannot be compared is left out, one whose collected share
    is not known can be no more than `to_check` (gap-analysis.md §4.4). Raises NotResolvable when too few cross.
    """
    ids = sorted(each for each in people if each in centres and people[each] and compared(_state(coverage, each)))
    pairs = list(combinations(ids, 2))
    counts = dict.fromkeys(pairs, 0)
    for held in acting:
        for pair in combinations(sorted(held & set(ids)), 2):
            counts[pair] += 1
    observed = np.array([counts[pair] for pair in pairs], dtype=np.float64)
    if len(ids) < FEWEST or observed.sum() < len(ids):
        raise NotResolvable(
            f"Liens entre territoires : {int(observed.sum())} en joignent deux, pour {len(ids)} territoires ; "
            "trop peu pour estimer ce qui serait attendu. Chargez d’autres sources ou prenez un niveau plus large."
        )
    mass = np.array([float(people[a]) * people[b] for a, b in pairs])
    distance = np.log([np.hypot(*np.subtract(centres[a], centres[b])) for a, b in pairs])[:, None]
    collected = np.array([min(believed(_state(coverage, each)) for each in pair) for pair in pairs])
    fit = fit_expected(observed, mass, distance, collected)
    after = posterior(fit_prior(observed, fit.expected), observed, fit.expected, fit.error)
    low, high = after.quantile(0.05), after.quantile(0.95)
    below = after.below(UNDER)
    flags = false_discovery_flags(below)
    rows = [
        Exchange(
            one=one, other=other, observed=int(observed[at]), expected=rounded(float(fit.expected[at])),
            ratio=rounded(float(after.mean[at])), ratio_low=rounded(float(low[at])),
            ratio_high=rounded(float(high[at])), p_below_08=rounded(float(below[at])),
            verdict=_verdict(bool(flags[at]), [_state(coverage, each) for each in (one, other)]),
        )
        for at, (one, other) in enumerate(pairs)
    ]  # fmt: skip
    rows.sort(key=lambda row: (-row.p_below_08, row.one, row.other))
    return Exchanges(
        rows=tuple(rows),
        mass=rounded(float(fit.coefficients[1])),
        distance=rounded(float(fit.coefficients[2] / fit.scale.spreads[0])),
        dispersion=rounded(fit.dispersion),
        left_out=tuple(sorted(set(people) - set(ids))),
    )


def _state(coverage: Mapping[str, CoverageState], territory: str) -> CoverageState:
    return coverage.get(territory, CoverageState(DataState.UNKNOWN))


def _verdict(flagged: bool, states: Sequence[CoverageState]) -> str:
    if not flagged:
        return "nothing_to_report"
    return "to_check" if any(state.doubtful for state in states) else "flagged"
