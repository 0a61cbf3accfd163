"""Which territories have fewer alliances than comparable ones: verdicts, power, missing alliances, tipping point.

The default method of gap-analysis.md §0.2 and §2: expected counts by a negative-binomial regression with a free
exponent of population, a prior of two gammas on the true ratio, the Bayesian false discovery rate at 10 %. Expected
counts are those of the territories that are not under-partnered, and their own error is carried (docs/adr/0007). Pure
numbers in, pure findings out. Checked against simulated countries (tests/simulation/test_partnering_bar.py).
"""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analysis.completeness import believed
from graph.analysis.fitting import Inputs, Model, fit_model, inputs_of
from graph.analysis.nesting import nested
from graph.analysis.posterior import FAR_UNDER, UNDER, Posterior, false_discovery_flags, power
from graph.analysis.prior import Floats
from graph.analysis.refits import alternatives, bootstrapped
from graph.model.counts import Counting, CoverageState, TerritoryCounts
from graph.model.coverage import DataState
from graph.model.findings import Verdict

MAJOR = 0.8
"""P(ratio < 0.5) from which a flag is major."""
RESOLVABLE = 0.5
"""Power below which silence says nothing."""
COVERAGE_SD = 0.1
"""Standard error of a declared share collected, where none is given (gap-analysis.md §4.4)."""
SURVIVES = 1.645

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Assessment:
    """Results for the m compared territories, aligned; `index[j]` is the place of the j-th in the counts.

    expected, ratio, low, high, p_under, p_far_under, power: (m,) floats; flags: (m,) before the gates of coverage;
    verdicts: m words; tipping: unrecorded alliances that lift each flag, -1 where there is none; agreeing: (m,) number
    of `models` (their names) that flag alike; dispersion: alpha of the regression; refits: models of the bootstrap.
    """

    index: NDArray[np.int64]
    expected: Floats
    ratio: Floats
    low: Floats
    high: Floats
    p_under: Floats
    p_far_under: Floats
    power: Floats
    flags: Flags
    verdicts: tuple[Verdict, ...]
    tipping: NDArray[np.int64]
    agreeing: NDArray[np.int64]
    models: tuple[str, ...]
    covariates: tuple[str, ...]
    dispersion: float
    refits: int = 0
    drawn: bool = False
    """Whether small territories were drawn towards the level above."""

    def ordered(self) -> "Assessment":
        """The same in the order of the counts."""
        order = np.argsort(self.index)
        moved: dict[str, Any] = {
            each.name: value[order]
            for each in fields(self)
            if isinstance(value := getattr(self, each.name), np.ndarray)
        }
        return replace(self, **moved, verdicts=tuple(self.verdicts[j] for j in order))


def assess(
    counts: TerritoryCounts, *, robust: bool = True, bootstrap: int = 0, parent: TerritoryCounts | None = None
) -> Assessment:
    """Fit, flag and qualify every territory that may be compared.

    `robust`: refit without each covariate in turn, without extremes and by the other count. `bootstrap`: number of
    refits over which what is believed is averaged. `parent`: counts of the level above, towards which small territories
    are drawn (`graph.analysis.nesting`). Raises NotResolvable when too few territories are collected, nothing was
    observed or the fit does not settle.
    """
    inputs = inputs_of(counts)
    states = [counts.coverage[i] for i in inputs.index]
    observed = inputs.observed
    model = nested(bootstrapped(fit_model(inputs), inputs, bootstrap), counts, inputs, parent)
    found = model.posterior(observed)
    p_under, p_far, reach = found.below(UNDER), found.below(FAR_UNDER), power(model.prior, model.expected, model.error)
    flags = false_discovery_flags(p_under)
    tipping = _tipping(model, observed, p_under, flags)
    others, agreeing = _agreeing(counts, inputs, parent, flags) if robust else ((), np.zeros(len(flags), np.int64))
    lowered = if_less_collected(model, observed, states)
    cut = p_under[flags].min() if flags.any() else 1.0
    verdicts = tuple(
        verdict_of(bool(flags[j]), p_far[j], reach[j], holds_up(states[j], lowered[j], cut, observed[j], tipping[j]))
        for j in range(len(inputs.index))
    )
    low, high = interval_of(found)
    result = Assessment(
        index=inputs.index, expected=model.expected, ratio=found.mean, low=low, high=high, p_under=p_under,
        p_far_under=p_far, power=reach, flags=flags, verdicts=verdicts, tipping=tipping, agreeing=agreeing,
        models=others, covariates=model.covariates, dispersion=model.dispersion, refits=len(model.draws),
        drawn=model.above is not None,
    )  # fmt: skip
    return result.ordered()


def fit_comparison(counts: TerritoryCounts) -> Model:
    """The model of the territories that may be compared, with the covariates that so many can bear.

    Raises NotResolvable when too few territories are collected or nothing was observed.
    """
    return fit_model(inputs_of(counts))


def _agreeing(
    counts: TerritoryCounts, inputs: Inputs, parent: TerritoryCounts | None, flags: Flags
) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """The other models, and for each territory how many of them flag as the printed one does."""
    names, agreeing = [], np.zeros(len(flags), dtype=np.int64)
    for name, model, observed in alternatives(inputs, _other_count(counts, inputs)):
        below = nested(model, counts, inputs, parent).posterior(observed).below(UNDER)
        names.append(name)
        agreeing += false_discovery_flags(below) == flags
    return tuple(names), agreeing


def _other_count(counts: TerritoryCounts, inputs: Inputs) -> Floats | None:
    """Full where fractional is compared, fractional where full is; None where they were not both counted."""
    if counts.fractional is None:
        return None
    other = counts.observed if counts.counting is Counting.FRACTIONAL else counts.fractional
    return np.array(other, dtype=float)[inputs.index]


def interval_of(found: Posterior) -> tuple[Floats, Floats]:
    """90 % credible interval of the true ratio."""
    return found.quantile(0.05), found.quantile(0.95)


def if_less_collected(model: Model, observed: Floats, states: list[CoverageState]) -> Floats:
    """(m,): P(ratio < 0.8) if the share collected were 1.645 standard errors lower; 0 where nothing would be left."""
    kappa = np.array([believed(state) for state in states])
    shrunk = np.maximum(kappa - SURVIVES * COVERAGE_SD, 0.0) / kappa
    probability: Floats = model.posterior(observed, np.where(shrunk > 0, shrunk, 1.0)).below(UNDER)
    return np.where(shrunk > 0, probability, 0.0)


def holds_up(state: CoverageState, lowered: float, cut: float, observed: float, tipping: int) -> bool:
    """Whether the collection is known well enough for a low count to be a flag (gap-analysis.md §4.4, §4.5)."""
    if state.state is DataState.PARTIAL and (state.doubtful or lowered < cut):
        return False
    kappa = believed(state)
    may_lack = observed * (1 - kappa) / kappa
    return not 0 < tipping <= may_lack


def verdict_of(flag: bool, p_far: float, reach: float, holds: bool) -> Verdict:
    """Precedence of gap-analysis.md §2.6: a low count can be conclusive where power is low."""
    if flag and not holds:
        return Verdict.TO_CHECK
    if flag:
        return Verdict.MAJOR if p_far >= MAJOR else Verdict.FLAGGED
    return Verdict.NOTHING_TO_REPORT if reach >= RESOLVABLE else Verdict.NOT_RESOLVABLE


def _tipping(model: Model, observed: Floats, p_under: Floats, flags: Flags) -> NDArray[np.int64]:
    """(m,): smallest number of unrecorded alliances that lifts each flag, the fit held fixed; -1 without a flag.

    P(ratio < 0.8) falls with the count (the Poisson likelihood is monotone), so the number is found by halving,
    for all territories at once.
    """
    places = np.flatnonzero(flags)
    low, high = np.zeros(len(observed), dtype=np.int64), np.ceil(model.expected).astype(np.int64) + 1
    while (high - low > 1)[places].any():
        middle = (low + high) // 2
        reached = model.posterior(observed + middle).below(UNDER)
        for j in places[(high - low > 1)[places]].tolist():
            trial = p_under.copy()
            trial[j] = reached[j]
            if false_discovery_flags(trial)[j]:
                low[j] = middle[j]
            else:
                high[j] = middle[j]
    lifts: NDArray[np.int64] = np.where(flags, high, -1)
    return lifts
