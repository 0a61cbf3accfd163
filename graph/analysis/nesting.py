"""Two-level shrinkage: an intercommunalité is drawn towards its département, the département towards France.

Where départements truly differ, an EPCI whose own count says little is better known by what its département shows
(gap-analysis.md §6: recall of ratios under 0.8 from .05 to .31 at 5 000 alliances). Its true ratio is that of its
département times its own; the first is averaged over what is believed of the département, the second has the prior of
two gammas. An EPCI of several départements takes their mean, weighted by its inhabitants.
"""

from dataclasses import replace

import numpy as np

from graph.analysis.fitting import Inputs, Model, fit_model, inputs_of
from graph.analysis.prior import Floats, TwoGammas, fit_prior
from graph.errors import NotResolvable
from graph.model.counts import TerritoryCounts
from graph.model.levels import Level, split_territory
from graph.territories.hierarchy import shares

NODES = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Quantiles at which what is believed of a département is read: the middles of five equal parts."""


def nested(model: Model, counts: TerritoryCounts, inputs: Inputs, parent: TerritoryCounts | None) -> Model:
    """The model drawn towards the level above; itself where there is none or nothing can be fitted there.

    Nor where the two levels are not compared by the same covariates: what they explain would be counted twice, once in
    the ratio of the level above (simulated: false alarms .08 → .20).
    """
    if parent is None or set(parent.covariates) != set(counts.covariates):
        return model
    try:
        above = _above(counts, inputs, parent)
    except NotResolvable:
        return model
    middle = above[:, len(NODES) // 2]
    prior = fit_prior(inputs.observed, model.fit.expected * middle)
    drawn = tuple(_with(one, prior, above[:, [b % len(NODES)]]) for b, one in enumerate(model.draws))
    return replace(_with(model, prior, above), draws=drawn)


def _with(model: Model, prior: TwoGammas, above: Floats) -> Model:
    """Not recentred (docs/adr/0007), unlike one level alone: of EPCI that share a département all would be called
    under-partnered together; false alarms .13 instead of .10, simulated, for .08 of recall.
    """
    return replace(model, prior=prior, expected=model.fit.expected, above=above)


def _above(counts: TerritoryCounts, inputs: Inputs, parent: TerritoryCounts) -> Floats:
    """(n, 5): quantiles of the ratio of the level above each territory to the mean, 1 where it was not compared."""
    known = inputs_of(parent)
    model = fit_model(known)
    found = model.posterior(known.observed)
    quantiles = np.column_stack([found.quantile(node) for node in NODES]) * model.core
    by_code = {split_territory(parent.ids[i])[1]: quantiles[j] for j, i in enumerate(known.index)}
    above = [_weighted(split_territory(counts.ids[i])[1], by_code, parent.level) for i in inputs.index]
    return np.array(above)


def _weighted(epci: str, by_code: dict[str, Floats], level: Level) -> Floats:
    parts = {code: part for code, part in shares(epci, level).items() if code in by_code}
    if not parts:
        return np.ones(len(NODES))
    total: Floats = np.sum([part * by_code[code] for code, part in parts.items()], axis=0) / sum(parts.values())
    return total
