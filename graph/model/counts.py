"""What the gap analysis is given: distinct alliances per territory of one level, and what could not be placed there."""

from dataclasses import dataclass, field
from enum import StrEnum

from graph.model.coverage import DataState
from graph.model.entities import FUNDING_TYPES
from graph.model.levels import Level


class Counted(StrEnum):
    """Which ties an analysis counts: what is done together, money given, or both."""

    ACTION = "action"
    """Experiments, and alliances that are no funding: the default."""
    FUNDING = "funding"
    ALL = "all"

    def keeps(self, alliance_type: str | None) -> bool:
        """Whether an event of this type (None for an experiment) counts."""
        return self is Counted.ALL or (alliance_type in FUNDING_TYPES) == (self is Counted.FUNDING)


class Counting(StrEnum):
    """How an alliance that acts in several territories of a level counts."""

    FULL = "full"
    """Once in each: the default."""
    FRACTIONAL = "fractional"
    """1 / number of territories in each, so that the column adds up to the alliances placed."""


@dataclass(frozen=True, slots=True)
class Placement:
    """How the events of a count were placed. All are numbers of distinct events (experiments, alliances).

    `too_coarse`: known only at a larger level; `unplaced`: no French place at all (foreign partners, nothing said).
    `by_seat`: those whose place is known only by a head office (gap-analysis.md §1: to be read with care), whether they
    are counted there or left unplaced. `undated`: events without any date, kept whatever the window.
    """

    events: int
    placed: int
    too_coarse: int
    unplaced: int
    by_seat: int
    one_partner: int
    """Projects with a single distinct partner: no alliance, not counted in `events`."""
    undated: int = 0


@dataclass(frozen=True, slots=True)
class CoverageState:
    """State of the data of one territory for the sources counted together; `rate` (κ) None where none was given.

    `undeclared`: some part is partial and nobody said how much, so `rate` is at most what was collected.
    `lacking`: the sources that leave the territory without data, to be collected or declared.
    """

    state: DataState
    rate: float | None = None
    undeclared: bool = False
    lacking: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """Indicators of capacity that are used and not known there, so that it cannot be compared."""

    @property
    def doubtful(self) -> bool:
        """Whether the share collected is not known: partial without a rate, here or in a part."""
        return self.undeclared or (self.state is DataState.PARTIAL and self.rate is None)


@dataclass(frozen=True, slots=True)
class TerritoryCounts:
    """Aligned sequences over the n territories of `level`, ordered by id.

    `observed[i]`: distinct alliances acting in territory i; `populations[i]`: inhabitants (0 where unknown);
    `covariates[name][i]`: a capacity covariate already on the scale it enters the model (log per head), NaN-free, whose
    name is a plural noun that sentences say (« ses associations »);
    `coverage[i]`: state and believed share collected; `actors[i]`: distinct actors situated there, where the fabric gap
    is asked; `fractional[i]`: the alliances, each shared out between the territories it acts in; `counting`: which of
    the two counts is compared. `need[i]`: mean rank (0–1) on the indicators of need, never part of the fit.
    `covariates_left_out`: name → why an indicator that is loaded was not used.
    `synthetic`: the records counted are of a demonstration; synthetic and real are never counted together.
    """

    level: Level
    ids: tuple[str, ...]
    names: tuple[str, ...]
    vintage: str
    observed: tuple[int, ...]
    populations: tuple[int, ...]
    coverage: tuple[CoverageState, ...]
    placement: Placement
    synthetic: bool
    period: tuple[str | None, str | None] = (None, None)
    covariates: dict[str, tuple[float, ...]] = field(default_factory=dict)
    actors: tuple[int, ...] | None = None
    fractional: tuple[float, ...] | None = None
    counting: Counting = Counting.FULL
    need: tuple[float | None, ...] | None = None
    need_indicators: tuple[str, ...] = ()
    covariates_left_out: dict[str, str] = field(default_factory=dict)
    counted: Counted = Counted.ACTION
    seats: bool = True
    """Whether those known only by a head office are placed there."""
    sources_used: tuple[str, ...] = ()
    sources_left_out: tuple[str, ...] = ()

    @property
    def compared_counts(self) -> tuple[float, ...]:
        """The counts that the analysis compares, by the counting asked for."""
        if self.counting is Counting.FRACTIONAL and self.fractional is not None:
            return self.fractional
        return self.observed
