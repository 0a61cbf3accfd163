"""The gap table: an assessment of every territory of a level, as rows a person can read (interfaces.md §6)."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.analysis.explain import explain
from graph.analysis.fabric import Fabric, fabric
from graph.analysis.need import shares_below, tertiles
from graph.analysis.partnering import Assessment, assess
from graph.analysis.refits import SEED
from graph.errors import NotResolvable, UnknownEntity
from graph.model.counts import CoverageState, TerritoryCounts
from graph.model.findings import AboveRef, Finding, GapTable, TerritoryRef, Verdict
from graph.model.levels import Level, split_territory, territory_id
from graph.territories.hierarchy import containing, shares

METHOD = "nb-glm+two-gamma+bfdr-10"
UNIT = "alliances distinctes d’au moins deux partenaires, par lieu d’action"
_FLAGGED = (Verdict.MAJOR, Verdict.FLAGGED, Verdict.TO_CHECK)
DIGITS = 10
"""Decimals kept: what differs beyond is the noise of floating point, and would break equal bytes."""


def gap_table(
    counts: TerritoryCounts,
    parent: TerritoryCounts | None = None,
    *,
    bootstrap: int = 0,
    within: str | None = None,
) -> GapTable:
    """One row for each territory of the level, in order of id; of those `within` a territory where one is asked.

    Every territory is compared whatever is shown. `parent`: counts of the level above, for EPCI. Raises NotResolvable
    (see `assess`), or when no territory of the level lies within.
    """
    shown = [i for i in range(len(counts.ids)) if within is None or _lies_within(counts.ids[i], within)]
    if not shown:
        raise NotResolvable(f"Aucun territoire de ce niveau dans {within} : demandez un territoire plus large.")
    result = assess(counts, bootstrap=bootstrap, parent=parent)
    place = {int(i): j for j, i in enumerate(result.index)}
    beside = _Beside(fabric(counts), tertiles(counts.need), shares_below(counts.need), _verdicts(parent))
    rows = tuple(
        _compared(counts, i, result, place[i], beside) if i in place else _not_compared(counts, i, beside)
        for i in shown
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
        covariates_left_out=counts.covariates_left_out,
        need_indicators=counts.need_indicators,
        models=result.models,
        counting=counts.counting.value,
        refits=result.refits,
        seed=SEED,
        drawn_to=parent.level.value if parent and result.drawn else None,
        within=within,
        synthetic=counts.synthetic,
        sources_used=counts.sources_used,
        sources_left_out=counts.sources_left_out,
        placement=GapTable.placed(counts.placement),
        rows=rows,
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is shown beside the comparison: gaps of fabric and need by place, verdicts of the level above by id."""

    fabric: dict[int, Fabric]
    need: tuple[str | None, ...] | None
    need_share: tuple[float | None, ...] | None
    above: dict[str, AboveRef]

    def of(self, counts: TerritoryCounts, i: int) -> dict[str, Any]:
        known = self.fabric.get(i)
        return {
            "fabric_ratio": _round(known.ratio) if known else None,
            "fabric_low": _round(known.low) if known else None,
            "fabric_high": _round(known.high) if known else None,
            "actors": counts.actors[i] if counts.actors else None,
            "fractional": _round(counts.fractional[i]) if counts.fractional else None,
            "need": self.need[i] if self.need else None,
            "need_share": self._share(i),
            "above": self.above.get(_main_holder(counts.ids[i])) if self.above else None,
        }

    def _share(self, i: int) -> float | None:
        share = self.need_share[i] if self.need_share else None
        return None if share is None else _round(share)


def _verdicts(parent: TerritoryCounts | None) -> dict[str, AboveRef]:
    if parent is None:
        return {}
    try:
        found = assess(parent, robust=False)
    except NotResolvable:
        return {}
    said = dict(zip(found.index.tolist(), found.verdicts, strict=True))
    return {
        identifier: AboveRef(id=identifier, name=name, verdict=said.get(i, Verdict.INSUFFICIENT_DATA))
        for i, (identifier, name) in enumerate(zip(parent.ids, parent.names, strict=True))
    }


def _main_holder(epci: str) -> str:
    """Département with most of the inhabitants of the EPCI."""
    parts = shares(split_territory(epci)[1])
    return territory_id(Level.DEPARTEMENT, max(sorted(parts), key=lambda code: parts[code]))


def _lies_within(territory: str, within: str) -> bool:
    try:
        return within in containing(territory, split_territory(within)[0])
    except ValueError as error:
        raise UnknownEntity(within) from error


def _ref(counts: TerritoryCounts, i: int) -> TerritoryRef:
    return TerritoryRef(
        id=counts.ids[i],
        level=counts.level.value,
        code=counts.ids[i].partition(":")[2],
        name=counts.names[i],
        vintage=counts.vintage,
    )


def row_alone(counts: TerritoryCounts, result: Assessment | None, tissue: Fabric | None = None) -> Finding:
    """The row of the only territory of a count; without a `result` it could not be compared."""
    beside = _Beside({} if tissue is None else {0: tissue}, None, None, {})
    return _not_compared(counts, 0, beside) if result is None else _compared(counts, 0, result, 0, beside)


def _state(counts: TerritoryCounts, i: int) -> CoverageState:
    return counts.coverage[i]


def _round(value: float | np.floating) -> float:
    return round(float(value), DIGITS)


def _not_compared(counts: TerritoryCounts, i: int, beside: _Beside) -> Finding:
    """No ratio: the collection is not known well enough. The count stays, it is not a judgement."""
    state = _state(counts, i)
    said = dict.fromkeys(
        ("expected", "ratio", "ratio_low", "ratio_high", "p_below_08", "p_below_05", "power", "missing", "missing_low",
         "missing_high", "tipping_point", "robust")
    )  # fmt: skip
    known = beside.of(counts, i) | dict.fromkeys(("fabric_ratio", "fabric_low", "fabric_high"))
    finding = Finding(
        territory=_ref(counts, i),
        data_state=state.state,
        observed=counts.compared_counts[i],
        verdict=Verdict.INSUFFICIENT_DATA,
        explanation="",
        **said,
        **known,
    )
    return finding.model_copy(update={"explanation": explain(finding, state, (), counts.synthetic)})


def _compared(counts: TerritoryCounts, i: int, result: Assessment, j: int, beside: _Beside) -> Finding:
    flagged = result.verdicts[j] in _FLAGGED
    expected = float(result.expected[j])

    def missing(ratio: float) -> float | None:
        return max(0.0, _round(expected * (1 - ratio))) if flagged else None

    finding = Finding(
        territory=_ref(counts, i),
        data_state=_state(counts, i).state,
        observed=counts.compared_counts[i],
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
        robust=f"{int(result.agreeing[j])}/{len(result.models)}" if result.models else None,
        explanation="",
        **beside.of(counts, i),
    )
    said = explain(finding, _state(counts, i), result.covariates, counts.synthetic)
    return finding.model_copy(update={"explanation": said})
