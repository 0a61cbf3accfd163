"""What the gap analysis answers: one finding for each territory, and the table that holds them (interfaces.md §6)."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from graph.model.counts import Placement
from graph.model.coverage import DataState


class Verdict(StrEnum):
    """In order of precedence: the first that applies is given (gap-analysis.md §2.6)."""

    INSUFFICIENT_DATA = "insufficient_data"
    MAJOR = "major"
    FLAGGED = "flagged"
    TO_CHECK = "to_check"
    NOT_RESOLVABLE = "not_resolvable"
    NOTHING_TO_REPORT = "nothing_to_report"


class TerritoryRef(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    level: str
    code: str
    name: str
    vintage: str


class AboveRef(BaseModel):
    """A territory of the level above, and what is said of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    verdict: Verdict


class Finding(BaseModel):
    """A row of the gap table. What has no meaning is None, never NaN and never 0.

    `observed`: distinct alliances; `expected`: alliances a comparable territory has, coverage included; `ratio`:
    shrunk ratio with its 90 % interval; `power`: probability that a missing half would have been seen; `tipping_point`:
    unrecorded alliances that would lift the flag; `robust`: « k/m » other models that agree.
    `fabric_ratio`: actors known there over those of a territory as populous, shrunk, with its 90 % interval; `actors`:
    their number. `need`: tertile on the indicators of need, never part of the comparison; `need_share`: share of the
    territories that have less of it (0–1). `above`: verdict of the département that holds most of an EPCI.
    `fractional`: alliances shared out between the territories they act in.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    territory: TerritoryRef
    data_state: DataState
    observed: int | float | None
    expected: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    p_below_08: float | None
    p_below_05: float | None
    verdict: Verdict
    power: float | None
    missing: float | None
    missing_low: float | None
    missing_high: float | None
    tipping_point: int | None
    fabric_ratio: float | None
    fabric_low: float | None = None
    fabric_high: float | None = None
    actors: int | None = None
    fractional: float | None = None
    above: AboveRef | None = None
    need: str | None
    need_share: float | None = None
    robust: str | None
    explanation: str


class GapTable(BaseModel):
    """The whole answer: `rows` in order of territory id; how it was made, and what it could not place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    level: str
    unit: str
    counted: str
    """Which ties: what is done together (action), money given (funding), or all."""
    seats: bool
    """Whether alliances whose place is known by a head office alone are counted there."""
    total: int
    period: tuple[str | None, str | None]
    method: str
    covariates: tuple[str, ...]
    covariates_left_out: dict[str, str]
    """Indicator that is loaded and not used → why."""
    need_indicators: tuple[str, ...]
    models: tuple[str, ...]
    """The other models that `robust` counts."""
    counting: str
    """Whether an alliance of several territories counts once in each (full) or is shared out (fractional)."""
    refits: int
    seed: int
    """Of the bootstrap."""
    drawn_to: str | None
    """Level above towards which small territories are drawn."""
    within: str | None
    """Territory whose part of the answer is shown; all were compared."""
    synthetic: bool
    sources_used: tuple[str, ...]
    sources_left_out: tuple[str, ...]
    placement: dict[str, int]
    rows: tuple[Finding, ...]

    @staticmethod
    def placed(placement: Placement) -> dict[str, int]:
        names = ("events", "placed", "too_coarse", "unplaced", "by_seat", "one_partner", "undated")
        return {name: getattr(placement, name) for name in names}
