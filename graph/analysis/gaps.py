"""The gap table: an assessment of every territory of a level, as rows a person can read (interfaces.md §6)."""

import numpy as np

from graph.analysis.explain import explain
from graph.analysis.partnering import Assessment, assess
from graph.model.counts import CoverageState, TerritoryCounts
from graph.model.findings import Finding, GapTable, TerritoryRef, Verdict

METHOD = "nb-glm+two-gamma+bfdr-10"
UNIT = "alliances distinctes d’au moins deux partenaires, par lieu d’action"
_FLAGGED = (Verdict.MAJOR, Verdict.FLAGGED, Verdict.TO_CHECK)
DIGITS = 10
"""Decimals kept: what differs beyond is the noise of floating point, and would break equal bytes."""


def gap_table(counts: TerritoryCounts) -> GapTable:
    """One row for each territory of the level, in order of id. Raises NotResolvable (see `assess`)."""
    result = assess(counts)
    place = {int(i): j for j, i in enumerate(result.index)}
    rows = tuple(
        _compared(counts, i, result, place[i]) if i in place else _not_compared(counts, i)
        for i in range(len(counts.ids))
    )
    return GapTable(
        level=counts.level.value,
        unit=UNIT,
        counted=counts.counted.value,
        seats=counts.seats,
        total=len(rows),
        period=counts.period,
        method=METHOD,
        covariates=("population", *result.covariates),
        synthetic=counts.synthetic,
        sources_used=counts.sources_used,
        sources_left_out=counts.sources_left_out,
        placement=GapTable.placed(counts.placement),
        rows=rows,
    )


def _ref(counts: TerritoryCounts, i: int) -> TerritoryRef:
    return TerritoryRef(
        id=counts.ids[i],
        level=counts.level.value,
        code=counts.ids[i].partition(":")[2],
        name=counts.names[i],
        vintage=counts.vintage,
    )


def _state(counts: TerritoryCounts, i: int) -> CoverageState:
    return counts.coverage[i]


def _round(value: float | np.floating) -> float:
    return round(float(value), DIGITS)


def _not_compared(counts: TerritoryCounts, i: int) -> Finding:
    """No ratio: the collection is not known well enough. The count stays, it is not a judgement."""
    state = _state(counts, i)
    said = dict.fromkeys(
        ("expected", "ratio", "ratio_low", "ratio_high", "p_below_08", "p_below_05", "power", "missing", "missing_low",
         "missing_high", "tipping_point", "fabric_ratio", "need", "robust")
    )  # fmt: skip
    finding = Finding(
        territory=_ref(counts, i),
        data_state=state.state,
        observed=counts.observed[i],
        verdict=Verdict.INSUFFICIENT_DATA,
        explanation="",
        **said,
    )
    return finding.model_copy(update={"explanation": explain(finding, state, (), counts.synthetic)})


def _compared(counts: TerritoryCounts, i: int, result: Assessment, j: int) -> Finding:
    flagged = result.verdicts[j] in _FLAGGED
    expected = float(result.expected[j])

    def missing(ratio: float) -> float | None:
        return max(0.0, _round(expected * (1 - ratio))) if flagged else None

    finding = Finding(
        territory=_ref(counts, i),
        data_state=_state(counts, i).state,
        observed=counts.observed[i],
        expected=_round(expected),
        ratio=_round(result.ratio[j]),
        ratio_low=_round(result.low[j]),
        ratio_high=_round(result.high[j]),
        p_below_08=_round(result.p_under[j]),
        p_below_05=_round(result.p_far_under[j]),
        verdict=result.verdicts[j],
        power=_round(result.power[j]),
        missing=missing(float(result.ratio[j])),
        missing_low=missing(float(result.high[j])),
        missing_high=missing(float(result.low[j])),
        tipping_point=int(result.tipping[j]) if flagged else None,
        fabric_ratio=None,
        need=None,
        robust=f"{int(result.agreeing[j])}/{result.models}" if result.models else None,
        explanation="",
    )
    said = explain(finding, _state(counts, i), result.covariates, counts.synthetic)
    return finding.model_copy(update={"explanation": said})
