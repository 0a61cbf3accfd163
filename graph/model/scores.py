"""A table of scores: interfaces.md §6, "score"."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import TypeAlias

from pydantic import BaseModel, ConfigDict

SIGNIFICANT_DIGITS = 12


class ScoreRow(BaseModel):
    """One actor. Equal values share the interval from `rank_low` to `rank_high` (1 is the highest value).

    `interval_low`–`interval_high`: where the rank stands in nine redraws of the alliances out of ten; None unasked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rank_low: int
    rank_high: int
    id: str
    label: str
    kind: str | None
    value: float | None
    """None where the measure has no meaning for this actor; such rows come last and share one interval."""
    interval_low: int | None = None
    interval_high: int | None = None


class ScoreTable(BaseModel):
    """Scores of one measure on one projection of the graph.

    `counted` says which ties: what is done together, money given, or all. `nodes` and `links` describe the whole graph
    measured, `component` the part that has a value when the measure is defined on one component only; `total` counts
    the rows before `limit` was applied. `pivots` and `seed` are None when `exact`; `tolerance` is the L1 change at
    which an iteration stopped, None where nothing is iterated; `draws` how often the alliances were drawn again for the
    intervals of the ranks, None unasked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: str
    name: str
    technical: str
    description: str
    unit: str
    projection: str
    counted: str
    nodes: int
    links: int
    component: int | None
    exact: bool
    pivots: int | None
    seed: int | None
    tolerance: float | None
    draws: int | None
    kind: str | None
    total: int
    rows: tuple[ScoreRow, ...]
    caveat: str


def rounded(value: float) -> float:
    """To the digits in which two engines and two machines agree."""
    return float(f"{value:.{SIGNIFICANT_DIGITS}g}") or 0.0  # -0.0 would print as another value


Entry: TypeAlias = tuple[str, str, str | None, float | None]


def ranked(scores: Iterable[Entry], limit: int | None = None) -> tuple[ScoreRow, ...]:
    """The first `limit` rows for (id, label, kind, value): values rounded, highest first, None last, then by id."""
    entries = [(i, label, kind, None if value is None else rounded(value)) for i, label, kind, value in scores]
    entries.sort(key=_order)
    groups = (list(tied) for _, tied in groupby(entries, key=lambda entry: entry[3]))
    return tuple(islice(_rows(groups), limit))


def _order(entry: Entry) -> tuple[bool, float, str]:
    value = entry[3]
    return value is None, -(value or 0.0), entry[0]


def _rows(groups: Iterable[list[Entry]]) -> Iterator[ScoreRow]:
    before = 0
    for tied in groups:
        low, high = before + 1, before + len(tied)
        for identifier, label, kind, value in tied:
            yield ScoreRow(rank_low=low, rank_high=high, id=identifier, label=label, kind=kind, value=value)
        before = high
