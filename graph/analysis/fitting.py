"""From counts to a model: the regression of expected alliances with the prior of the true ratios."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graph.analysis.completeness import believed, compared
from graph.analysis.expected import ExpectedFit, covariate_columns, fit_expected, smallest_fit
from graph.analysis.posterior import Posterior, posterior
from graph.analysis.prior import Floats, TwoGammas, fit_prior
from graph.errors import NotResolvable
from graph.model.counts import CoverageState, TerritoryCounts


@dataclass(frozen=True)
class Inputs:
    """What a model is fitted to, for m compared territories: aligned arrays (m,), covariates (m, p) named by `names`.

    `index[j]`: place of the j-th in the counts. Territories stand in order of what is known of them, never of their
    ids or their place in a file, so that neither can change a result.
    """

    index: NDArray[np.int64]
    observed: Floats
    population: Floats
    collected: Floats
    covariates: Floats
    names: tuple[str, ...]

    def without(self, name: str) -> "Inputs":
        kept = [j for j, other in enumerate(self.names) if other != name]
        return replace(self, covariates=self.covariates[:, kept], names=tuple(self.names[j] for j in kept))

    def only(self, kept: NDArray[np.bool_]) -> "Inputs":
        return Inputs(
            self.index[kept], self.observed[kept], self.population[kept], self.collected[kept], self.covariates[kept],
            self.names,
        )  # fmt: skip


def inputs_alone(
    observed: int, population: int, coverage: CoverageState, names: tuple[str, ...] = (), values: Sequence[float] = ()
) -> Inputs:
    """Of one ground that is no territory of a count; `values` of the covariates `names`."""
    return Inputs(
        np.zeros(1, dtype=np.int64), np.array([float(observed)]), np.array([float(population)]),
        np.array([believed(coverage)]), covariate_columns([np.array([value]) for value in values], 1), names,
    )  # fmt: skip


@dataclass(frozen=True)
class Model:
    """A regression with its prior: expected counts of a comparable territory, and the standard error of their log.

    `covariates`: names of those used; `fit` and `core`: what the expected counts were made from. `draws`: models of the
    bootstrap, over which what is believed is averaged in place of that standard error; none where it was not asked.
    `above`: (n, k) ratios that the level above may have, the same chance each (`graph.analysis.nesting`).
    """

    expected: Floats
    error: Floats
    prior: TwoGammas
    covariates: tuple[str, ...]
    fit: ExpectedFit
    raw_prior: TwoGammas
    draws: tuple["Model", ...] = ()
    above: Floats | None = None

    @property
    def dispersion(self) -> float:
        return self.fit.dispersion

    @property
    def core(self) -> float:
        return self.raw_prior.core

    def predict(self, population: Floats, covariates: Floats) -> tuple[Floats, Floats]:
        """The same two of territories that were left out, were they wholly collected."""
        expected, error = self.fit.predict(population, covariates)
        return expected * self.core, error

    def applied_to(self, inputs: Inputs) -> "Model":
        """The same regression read for other territories than those it was fitted to."""
        expected, error = self.predict(inputs.population, inputs.covariates)
        return replace(
            self, expected=expected * inputs.collected, error=error,
            fit=replace(self.fit, expected=expected * inputs.collected / self.core, error=error),
        )  # fmt: skip

    def posterior(self, observed: Floats, share: Floats | float = 1.0) -> Posterior:
        """What is believed of the ratios, were `share` times as many alliances to be expected."""
        if self.draws:
            return Posterior.mean_of([one._believed(observed, share, None) for one in self.draws])
        return self._believed(observed, share, self.error)

    def _believed(self, observed: Floats, share: Floats | float, error: Floats | None) -> Posterior:
        if self.above is None:
            return posterior(self.prior, observed, self.expected * share, error)
        return Posterior.mean_of(
            [
                posterior(self.prior, observed, self.expected * share * ratio, error).times(ratio)
                for ratio in self.above.T
            ]
        )

    def at(self, j: int) -> "Model":
        """The same for one territory."""
        return replace(
            self, expected=self.expected[j : j + 1], error=self.error[j : j + 1],
            draws=tuple(one.at(j) for one in self.draws),
            above=None if self.above is None else self.above[j : j + 1],
        )  # fmt: skip


def fit_model(inputs: Inputs, near: TwoGammas | None = None) -> Model:
    """Raises NotResolvable when nothing was observed, too few territories are there, or the search does not settle."""
    fit = fit_expected(inputs.observed, inputs.population, inputs.covariates, inputs.collected)
    prior = fit_prior(inputs.observed, fit.expected, near)
    return Model(fit.expected * prior.core, fit.error, prior.recentred(), inputs.names, fit, prior)


def inputs_of(counts: TerritoryCounts) -> Inputs:
    """The territories that may be compared, with the covariates that so many can bear.

    Raises NotResolvable when there is none, with what is lacking.
    """
    index = _compared(counts)
    names = tuple(counts.covariates) if len(index) >= smallest_fit(len(counts.covariates)) else ()
    columns = [np.array(counts.covariates[name], dtype=float)[index] for name in names]
    population = np.array(counts.populations, dtype=float)[index]
    observed = np.array(counts.compared_counts, dtype=float)[index]
    collected = np.array([believed(counts.coverage[i]) for i in index])
    order = np.lexsort([*columns, collected, observed, population])
    return Inputs(
        index[order], observed[order], population[order], collected[order],
        covariate_columns(columns, len(index))[order], names,
    )  # fmt: skip


def _compared(counts: TerritoryCounts) -> NDArray[np.int64]:
    collected = [i for i, state in enumerate(counts.coverage) if compared(state)]
    if not collected:
        raise NotResolvable(
            "Aucun territoire de ce niveau n’a de collecte déclarée : rien à comparer. Déclarez ce que vos sources "
            "couvrent (couverture.csv), ou chargez-en une."
        )
    index = [i for i in collected if counts.populations[i] > 0]
    if not index:
        raise NotResolvable(
            "Aucun territoire de ce niveau n’a de population connue : il n’y a pas de quoi dire combien d’alliances "
            "attendre. Choisissez région, département ou intercommunalité."
        )
    return np.array(index, dtype=np.int64)
