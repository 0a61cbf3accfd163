"""One ground of a reader's own beside the territories of a level: what it would be expected to hold, and a verdict.

The regression and the prior are those of the whole country, never fitted to the zone nor with it: they are read at its
population and its capacity. The rule of the false discovery rate is applied to the level with the zone as one more
territory, so that asking about a zone is no easier than being on the list. Its inhabitants also count in the
territories it overlaps: it is not independent of them.
"""

from dataclasses import replace

import numpy as np

from graph.analysis.completeness import compared
from graph.analysis.explain import explain
from graph.analysis.fabric import fabric_alone
from graph.analysis.fitting import Inputs, Model, fit_model, inputs_alone, inputs_of
from graph.analysis.gaps import row_alone
from graph.analysis.partnering import Assessment, holds_up, if_less_collected, interval_of, verdict_of
from graph.analysis.posterior import FAR_UNDER, UNDER, false_discovery_flags, power
from graph.analysis.prior import Floats
from graph.analysis.refits import bootstrapped
from graph.model.counts import TerritoryCounts
from graph.model.findings import Finding, TerritoryRef
from graph.model.zone import ZoneCount
from graph.territories.reference import VINTAGE

ZONE = "zone"


def zone_finding(counts: TerritoryCounts, zone: ZoneCount, *, bootstrap: int = 0) -> tuple[Finding, Assessment | None]:
    """The row of the zone, as the table has them, and what it stands on; None where it cannot be compared.

    `counts`: the whole level. Raises NotResolvable where the level cannot be fitted.
    """
    alone = _alone(counts, zone)
    inputs = inputs_of(counts)
    result = None
    if compared(zone.coverage) and zone.population > 0:
        result = _assessed(inputs, bootstrapped(fit_model(inputs), inputs, bootstrap), zone)
    ref = TerritoryRef(
        id=zone.id, level=ZONE, code=zone.id.partition(":")[2], name=zone.name, vintage=VINTAGE
    )  # fmt: skip
    tissue = None if zone.actors is None else fabric_alone(counts, zone.actors, zone.population, zone.coverage)
    found = row_alone(alone, result, tissue).model_copy(update={"territory": ref})
    said = explain(found, zone.coverage, inputs.names if result else (), counts.synthetic)
    return found.model_copy(update={"explanation": said}), result


def _alone(counts: TerritoryCounts, zone: ZoneCount) -> TerritoryCounts:
    """The zone as the only territory of a count."""
    return replace(
        counts, ids=(zone.id,), names=(zone.name,), observed=(zone.observed,), populations=(zone.population,),
        coverage=(zone.coverage,), actors=None if zone.actors is None else (zone.actors,),
        fractional=None, need=None, covariates={},
    )  # fmt: skip


def _assessed(inputs: Inputs, model: Model, zone: ZoneCount) -> Assessment:
    values = [zone.capacity[name] for name in inputs.names]
    own = inputs_alone(zone.observed, zone.population, zone.coverage, inputs.names, values)
    there = model.applied_to(own)
    there = replace(there, draws=tuple(one.applied_to(own) for one in model.draws))
    others = model.posterior(inputs.observed).below(UNDER)
    found = there.posterior(own.observed)
    p_under, p_far = found.below(UNDER), found.below(FAR_UNDER)
    listed = false_discovery_flags(np.append(others, p_under))
    flag = bool(listed[-1])
    tipping = _tipping(there, own.observed, others) if flag else -1
    reach = power(there.prior, there.expected, there.error)
    cut = float(np.append(others, p_under)[listed].min()) if listed.any() else 1.0
    lowered = if_less_collected(there, own.observed, [zone.coverage])[0]
    holds = holds_up(zone.coverage, lowered, cut, zone.observed, tipping)
    low, high = interval_of(found)
    return Assessment(
        index=own.index, expected=there.expected, ratio=found.mean, low=low, high=high, p_under=p_under,
        p_far_under=p_far, power=reach, flags=np.array([flag]),
        verdicts=(verdict_of(flag, float(p_far[0]), float(reach[0]), holds),), tipping=np.array([tipping]),
        agreeing=np.zeros(1, dtype=np.int64), models=(), covariates=inputs.names, dispersion=model.dispersion,
        refits=len(model.draws),
    )  # fmt: skip


def _tipping(model: Model, observed: Floats, others: Floats) -> int:
    """Smallest number of unrecorded alliances that takes the zone off the list, all else held fixed."""
    low, high = 0, int(np.ceil(model.expected[0])) + 1
    while high - low > 1:
        middle = (low + high) // 2
        reached = model.posterior(observed + middle).below(UNDER)
        if false_discovery_flags(np.append(others, reached))[-1]:
            low = middle
        else:
            high = middle
    return high
