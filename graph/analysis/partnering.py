"""Which territories have fewer alliances than comparable ones: verdicts, power, missing alliances, tipping point.

The default method of gap-analysis.md §0.2 and §2: expected counts by a negative-binomial regression with a free
exponent of population, a prior of two gammas on the true ratio, the Bayesian false discovery rate at 10 %. Expected
counts are those of the territories that are not under-partnered, and their own error is carried (docs/adr/0007). Pure
numbers in, pure findings out. Checked against simulated countries (tests/simulation/test_partnering_bar.py).
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graph.analysis.completeness import believed, compared
from graph.analysis.expected import ExpectedFit, covariate_columns, fit_expected, smallest_fit
from graph.analysis.posterior import FAR_UNDER, UNDER, Posterior, false_discovery_flags, posterior, power
from graph.analysis.prior import Floats, TwoGammas, fit_prior
from graph.errors import NotResolvable
from graph.model.counts import CoverageState, TerritoryCounts
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
    of models, of `models`, that flag alike (0 models where no covariate was used); dispersion: alpha of the regression.
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
    models: int
    covariates: tuple[str, ...]
    dispersion: float


@dataclass(frozen=True)
class Model:
    """A regression with its prior: expected counts of a comparable territory, and the standard error of their log.

    `covariates`: names of those used; `fit` and `core`: what the expected counts were made from.
    """

    expected: Floats
    error: Floats
    prior: TwoGammas
    dispersion: float
    covariates: tuple[str, ...]
    fit: ExpectedFit
    core: float

    def predict(self, population: Floats, covariates: Floats) -> tuple[Floats, Floats]:
        """The same two of territories that were left out, were they wholly collected."""
        expected, error = self.fit.predict(population, covariates)
        return expected * self.core, error

    def posterior(self, observed: Floats, share: Floats | float = 1.0) -> Posterior:
        """What is believed of the ratios, were `share` times as many alliances to be expected."""
        return posterior(self.prior, observed, self.expected * share, self.error)

    def at(self, j: int) -> "Model":
        """The same for one territory."""
        return replace(self, expected=self.expected[j : j + 1], error=self.error[j : j + 1])


def assess(counts: TerritoryCounts, *, robust: bool = True) -> Assessment:
    """Fit, flag and qualify every territory that may be compared; `robust` refits without each covariate in turn.

    Raises NotResolvable when too few territories are collected or nothing was observed.
    """
    index = _compared(counts)
    states = [counts.coverage[i] for i in index]
    observed = np.array([counts.observed[i] for i in index], dtype=float)
    model = fit_comparison(counts)
    names = model.covariates
    found = model.posterior(observed)
    p_under, p_far, reach = found.below(UNDER), found.below(FAR_UNDER), power(model.prior, model.expected, model.error)
    flags = false_discovery_flags(p_under)
    tipping = _tipping(model, observed, p_under, flags)
    agreeing = np.zeros(len(index), dtype=np.int64)
    dropped = names if robust else ()
    for left in dropped:
        other = _fit(counts, index, tuple(name for name in names if name != left))
        agreeing += false_discovery_flags(other.posterior(observed).below(UNDER)) == flags
    lowered = _lowered(model, observed, states)
    cut = p_under[flags].min() if flags.any() else 1.0
    verdicts = tuple(
        _verdict(bool(flags[j]), p_far[j], reach[j], _holds(states[j], lowered[j], cut, observed[j], tipping[j]))
        for j in range(len(index))
    )
    low, high = _interval(found)
    return Assessment(
        index=index,
        expected=model.expected,
        ratio=found.mean,
        low=low,
        high=high,
        p_under=p_under,
        p_far_under=p_far,
        power=reach,
        flags=flags,
        verdicts=verdicts,
        tipping=tipping,
        agreeing=agreeing,
        models=len(dropped),
        covariates=names,
        dispersion=model.dispersion,
    )


def fit_comparison(counts: TerritoryCounts) -> Model:
    """The model of the territories that may be compared, with the covariates that so many can bear.

    Raises NotResolvable when too few territories are collected or nothing was observed.
    """
    index = _compared(counts)
    return _fit(counts, index, tuple(counts.covariates) if len(index) >= smallest_fit(len(counts.covariates)) else ())


def _compared(counts: TerritoryCounts) -> NDArray[np.int64]:
    index = np.array(
        [i for i, state in enumerate(counts.coverage) if compared(state) and counts.populations[i] > 0], dtype=np.int64
    )
    if not len(index):
        raise NotResolvable(
            "Aucun territoire de ce niveau n’a de collecte déclarée : rien à comparer. Déclarez ce que vos sources "
            "couvrent (couverture.csv), ou chargez-en une."
        )
    return index


def _fit(counts: TerritoryCounts, index: NDArray[np.int64], names: tuple[str, ...]) -> Model:
    observed = np.array([counts.observed[i] for i in index], dtype=float)
    population = np.array([counts.populations[i] for i in index], dtype=float)
    collected = np.array([believed(counts.coverage[i]) for i in index])
    columns = [np.array(counts.covariates[name], dtype=float)[index] for name in names]
    fit = fit_expected(observed, population, covariate_columns(columns, len(index)), collected)
    prior = fit_prior(observed, fit.expected)
    expected = fit.expected * prior.core
    return Model(expected, fit.error, prior.recentred(), fit.dispersion, names, fit, prior.core)


def _interval(found: Posterior) -> tuple[Floats, Floats]:
    """90 % credible interval of the true ratio."""
    return found.quantile(0.05), found.quantile(0.95)


def _lowered(model: Model, observed: Floats, states: list[CoverageState]) -> Floats:
    """(m,): P(ratio < 0.8) if the share collected were 1.645 standard errors lower; 0 where nothing would be left."""
    kappa = np.array([believed(state) for state in states])
    shrunk = np.maximum(kappa - SURVIVES * COVERAGE_SD, 0.0) / kappa
    probability: Floats = model.posterior(observed, shrunk).below(UNDER)
    return np.where(shrunk > 0, probability, 0.0)


def _holds(state: CoverageState, lowered: float, cut: float, observed: float, tipping: int) -> bool:
    """Whether the collection is known well enough for a low count to be a flag (gap-analysis.md §4.4, §4.5)."""
    if state.state is DataState.PARTIAL and (state.doubtful or lowered < cut):
        return False
    kappa = believed(state)
    may_lack = observed * (1 - kappa) / kappa
    return not 0 < tipping <= may_lack


def _verdict(flag: bool, p_far: float, reach: float, holds: bool) -> Verdict:
    """Precedence of gap-analysis.md §2.6: a low count can be conclusive where power is low."""
    if flag and not holds:
        return Verdict.TO_CHECK
    if flag:
        return Verdict.MAJOR if p_far >= MAJOR else Verdict.FLAGGED
    return Verdict.NOTHING_TO_REPORT if reach >= RESOLVABLE else Verdict.NOT_RESOLVABLE


def _tipping(model: Model, observed: Floats, p_under: Floats, flags: Flags) -> NDArray[np.int64]:
    """(m,): smallest number of unrecorded alliances that lifts each flag, the fit held fixed; -1 without a flag.

    P(ratio < 0.8) falls with the count (the Poisson likelihood is monotone), so the number is found by halving.
    """
    lifts = np.full(len(observed), -1, dtype=np.int64)
    for j in np.flatnonzero(flags).tolist():
        low, high = 0, int(np.ceil(model.expected[j])) + 1
        while high - low > 1:
            middle = (low + high) // 2
            trial = p_under.copy()
            trial[j] = model.at(j).posterior(observed[j : j + 1] + middle).below(UNDER)[0]
            low, high = (middle, high) if false_discovery_flags(trial)[j] else (low, middle)
        lifts[j] = high
    return lifts
