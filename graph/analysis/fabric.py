"""The gap of fabric: fewer actors than the inhabitants would predict, shown apart from the gap of partnering.

Alliances per inhabitant are actors per inhabitant times alliances per actor: a territory low on the first only lacks
*actors*, on the second only *catalysis* (gap-analysis.md §1).
"""

from dataclasses import dataclass, replace

import numpy as np

from graph.analysis.fitting import fit_model, inputs_of
from graph.errors import NotResolvable
from graph.model.counts import Counting, TerritoryCounts


@dataclass(frozen=True, slots=True)
class Fabric:
    """Actors known there over those a territory of as many inhabitants has, shrunk, with its 90 % interval."""

    ratio: float
    low: float
    high: float


def fabric(counts: TerritoryCounts) -> dict[int, Fabric]:
    """Place in the counts → its gap of fabric; nothing where actors were not counted or too few to be compared."""
    if counts.actors is None:
        return {}
    asked = replace(counts, observed=counts.actors, counting=Counting.FULL, fractional=None, covariates={})
    try:
        inputs = inputs_of(asked)
        found = fit_model(inputs).posterior(inputs.observed)
    except NotResolvable:
        return {}
    low, high = found.quantile(0.05), found.quantile(0.95)
    return {
        int(i): Fabric(float(mean), float(low[j]), float(high[j]))
        for j, (i, mean) in enumerate(zip(inputs.index, np.asarray(found.mean), strict=True))
    }
