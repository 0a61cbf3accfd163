"""Loaded indicators → covariates of the fit and need beside it; what cannot be used is said with its reason.

Capacity enters on the log scale, per head where it is a number of things (gap-analysis.md §1). A territory that lacks
an indicator is missing, never zero: it is set aside from the comparison; an indicator that too many lack is set aside
itself. The associations of Moselle, Bas-Rhin and Haut-Rhin are not in the RNA (local law): a number given for them, or
for a larger territory that holds them, is not one (§4.2).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import isfinite, log

from graph.analysis.completeness import compared
from graph.analysis.need import mean_rank
from graph.model.counts import CoverageState, TerritoryCounts
from graph.model.coverage import DataState
from graph.model.indicators import CAPACITY, NEED, Series
from graph.model.levels import Level
from graph.model.text import slug
from graph.model.typography import percent
from graph.territories.hierarchy import communes_of, containing
from graph.territories.reference import communes, exists

MOST_MISSING = 0.10
"""Share of the compared territories beyond which an indicator is not used rather than they set aside."""
LOCAL_LAW = ("57", "67", "68")
"""Départements whose associations are in the registers of the courts and not in the RNA."""


def with_indicators(counts: TerritoryCounts, loaded: Iterable[Series]) -> TerritoryCounts:
    """The counts with covariates, need, and the territories that an indicator lacks set aside."""
    every = list(loaded)
    covariates: dict[str, tuple[float, ...]] = {}
    left_out: dict[str, str] = {}
    coverage = list(counts.coverage)
    for one in (one for one in every if one.role == CAPACITY):
        values, reason = _usable(counts, one)
        if reason:
            left_out[one.name] = reason
            continue
        coverage = [
            _lacking(state, one, counts.ids[i]) if values[i] is None else state for i, state in enumerate(coverage)
        ]
        covariates[one.name] = tuple(0.0 if value is None else value for value in values)
    need = {one.name: [one.values.get(identifier) for identifier in counts.ids] for one in every if one.role == NEED}
    return replace(
        counts, covariates=covariates, covariates_left_out=left_out, coverage=tuple(coverage),
        need=mean_rank(need, len(counts.ids)), need_indicators=tuple(need),
    )  # fmt: skip


def _usable(counts: TerritoryCounts, one: Series) -> tuple[list[float | None], str]:
    """Values on the scale of the model, None where missing; or why the indicator is not used."""
    values = [
        _scaled(one, identifier, people) for identifier, people in zip(counts.ids, counts.populations, strict=True)
    ]
    here = [value for value, state in zip(values, counts.coverage, strict=True) if compared(state)]
    known = [value for value in here if value is not None]
    if not known:
        return values, "aucune valeur à ce niveau"
    if len(set(known)) == 1:
        return values, "la même valeur partout"
    missing = 1 - len(known) / len(here)
    return values, f"manque pour {percent(missing)} des territoires comparés" if missing > MOST_MISSING else ""


def _scaled(one: Series, territory: str, people: int) -> float | None:
    value = one.values.get(territory)
    if value is None or not isfinite(value) or value < 0 or (one.counted and people <= 0):
        return None
    if is_associations(one.name) and outside_register(territory):
        return None
    return on_scale(one, value, people)


def on_scale(one: Series, value: float, people: int) -> float | None:
    """A value ≥ 0 as it enters the model: log, per head where it is a number of things."""
    return log((value + 0.5) / people) if one.counted else log(value) if value > 0 else None


def summed(one: Series, codes: Iterable[str]) -> float | None:
    """An indicator over several communes: their sum, or their mean by inhabitants where it is a rate.

    None where one of them lacks it, or is out of the register: a sum with a hole would pass for a small fabric.
    """
    total, people = 0.0, 0
    for code in codes:
        value = one.values.get(f"commune:{code}")
        if value is None or not isfinite(value) or value < 0:
            return None
        if is_associations(one.name) and communes()[code].departement in LOCAL_LAW:
            return None
        inhabitants = communes()[code].population or 0
        total += value if one.counted else value * inhabitants
        people += inhabitants
    if one.counted:
        return total
    return total / people if people else None


def _lacking(state: CoverageState, one: Series, territory: str) -> CoverageState:
    if not compared(state):
        return state
    if is_associations(one.name) and outside_register(territory):
        return CoverageState(DataState.NOT_IN_REGISTER, without=(one.name,))
    return replace(state, without=(*state.without, one.name))


def is_associations(name: str) -> bool:
    return slug(name).startswith("association")


def outside_register(territory: str) -> bool:
    """Whether the territory is, holds or lies in a département whose associations are not in the RNA."""
    if not exists(territory):  # a perimeter: what it sums was looked at commune by commune
        return False
    above: Sequence[str] = containing(territory, Level.DEPARTEMENT)
    if above:
        return any(identifier.partition(":")[2] in LOCAL_LAW for identifier in above)
    return any(communes()[code].departement in LOCAL_LAW for code in communes_of(territory) if code in communes())
