"""The gap of fabric: fewer actors than the inhabitants would predict, shown apart from the gap of partnering.

Alliances per inhabitant are actors per inhabitant times alliances per actor: a territory low on the first only lacks
*actors*, on the second only *catalysis* (gap-analysis.md §1).
"""

from dataclasses import dataclass, replace

from graph.analysis.completeness import compared
from graph.analysis.fitting import Inputs, Model, fit_model, inputs_alone, inputs_of
from graph.analysis.posterior import Posterior
from graph.errors import NotResolvable
from graph.model.counts import Counting, CoverageState, TerritoryCounts


@dataclass(frozen=True, slots=True)
class Fabric:
    """Actors known there over those a territory of as many inhabitants has, shrunk, with its 90 % interval."""

    ratio: float
    low: float
    high: float


def fabric(counts: TerritoryCounts) -> dict[int, Fabric]:
    """Place in the counts → its gap of fabric; nothing where actors were not counted or too few to be compared."""
    fitted = _fitted(counts)
    if fitted is None:
        return {}
    inputs, model = fitted
    told = _told(model.posterior(inputs.observed))
    return dict(zip(map(int, inputs.index), told, strict=True))


def fabric_alone(counts: TerritoryCounts, actors: int, population: int, coverage: CoverageState) -> Fabric | None:
    """Of a ground that is no territory of the level, read in the fit of the level; None as in `fabric`."""
    fitted = _fitted(counts) if population > 0 and compared(coverage) else None
    if fitted is None:
        return None
    own = inputs_alone(actors, population, coverage)
    (told,) = _told(fitted[1].applied_to(own).posterior(own.observed))
    return told


def _fitted(counts: TerritoryCounts) -> tuple[Inputs, Model] | None:
    if counts.actors is None:
        return None
    asked = replace(counts, observed=counts.actors, counting=Counting.FULL, fractional=None, covariates={})
    try:
        inputs = inputs_of(asked)
        return inputs, fit_model(inputs)
    except NotResolvable:
        return None


def _told(found: Posterior) -> list[Fabric]:
    low, high = found.quantile(0.05), found.quantile(0.95)
    return [Fabric(*map(float, each)) for each in zip(found.mean, low, high, strict=True)]
