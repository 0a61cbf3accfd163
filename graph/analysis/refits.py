"""The same question asked otherwise: bootstrap, fits without extremes, without a covariate, by another count.

What a finding owes to the one fit that was printed is seen by refitting. The parametric bootstrap draws countries from
the fitted model and carries the error of *all* its numbers, prior included (gap-analysis.md §3); the other models
answer « robuste : k modèles sur m » (§2.7, §3).
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from scipy.special import hyp2f1

from graph.analysis.fitting import Inputs, Model, fit_model
from graph.analysis.prior import Floats, TwoGammas
from graph.errors import NotResolvable

EXTREME = 2.0
"""Absolute Anscombe residual beyond which a territory is left out of the robust fit."""
ROUNDS = 2
SEED = 20_260_101
"""Of the bootstrap: one seed, so that the same question has the same answer."""


def bootstrapped(model: Model, inputs: Inputs, refits: int) -> Model:
    """The model with `refits` others fitted to countries drawn from it; itself when 0.

    A draw whose fit does not settle is left out, which `len(draws)` tells. Raises NotResolvable when none settles.
    """
    if refits == 0:
        return model
    draw = np.random.default_rng(SEED)
    drawn = []
    for _ in range(refits):
        observed = draw.poisson(model.expected * _ratios(model.prior, len(model.expected), draw)).astype(float)
        try:
            drawn.append(fit_model(replace(inputs, observed=observed), near=model.raw_prior))
        except NotResolvable:
            continue
    if not drawn:
        raise NotResolvable(
            f"Aucun des {refits} réajustements ne se stabilise : demandez le tableau sans réajustement, ou retirez une "
            "covariable."
        )
    return replace(model, draws=tuple(drawn))


def _ratios(prior: TwoGammas, size: int, draw: np.random.Generator) -> Floats:
    low = (draw.random(size) < prior.share).astype(int)
    ratios: Floats = draw.gamma(prior.shapes[low], 1 / prior.rates[low])
    return ratios


def alternatives(inputs: Inputs, other_count: Floats | None) -> Iterator[tuple[str, Model, Floats]]:
    """(name in French, model, counts it speaks of) of each other model; one that cannot be fitted is left out."""
    for name in inputs.names:
        yield from _tried(f"sans {name}", inputs.without(name))
    yield from _robust(inputs)
    if other_count is not None and not np.array_equal(other_count, inputs.observed):
        yield from _tried("autre décompte", replace(inputs, observed=other_count))


def _tried(name: str, inputs: Inputs) -> Iterator[tuple[str, Model, Floats]]:
    try:
        yield name, fit_model(inputs), inputs.observed
    except NotResolvable:
        return


def _robust(inputs: Inputs) -> Iterator[tuple[str, Model, Floats]]:
    """Fit without the territories that the fit before found extreme, two rounds; applied to all of them."""
    try:
        model = fit_model(inputs)
        for _ in range(ROUNDS):
            kept = np.abs(anscombe(inputs.observed, model.fit.expected, model.dispersion)) <= EXTREME
            part = fit_model(inputs.only(kept), near=model.raw_prior)
            model = part.applied_to(inputs)
    except NotResolvable:
        return
    yield "ajustement robuste", model, inputs.observed


def anscombe(observed: Floats, means: Floats, dispersion: float) -> Floats:
    """(n,): residual on the scale where NB2 is nearly normal, `(A(y) - A(m)) / V(m)^(1/6)` with A' = V^(-1/3)."""

    def scaled(value: Floats) -> Floats:
        transformed: Floats = 1.5 * value ** (2 / 3) * hyp2f1(1 / 3, 2 / 3, 5 / 3, -dispersion * value)
        return transformed

    residual: Floats = (scaled(observed) - scaled(means)) / (means + dispersion * means**2) ** (1 / 6)
    return residual
