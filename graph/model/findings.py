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


class Finding(BaseModel):
    """A row of the gap table. What has no meaning is None, never NaN and never 0.

    `observed`: distinct alliances; `expected`: alliances a comparable territory has, coverage included; `ratio`:
    shrunk ratio with its 90 % interval; `power`: probability that a missing half would have been seen; `tipping_point`:
    unrecorded alliances that would lift the flag; `robust`: « k/m » models that agree, None without covariates.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    territory: TerritoryRef
    data_state: DataState
    observed: int | None
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
    need: str | None
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
    synthetic: bool
    sources_used: tuple[str, ...]
    sources_left_out: tuple[str, ...]
    placement: dict[str, int]
    rows: tuple[Finding, ...]

    @staticmethod
    def placed(placement: Placement) -> dict[str, int]:
        names = ("events", "placed", "too_coarse", "unplaced", "by_seat", "one_partner")
        return {name: getattr(placement, name) for name in names}
