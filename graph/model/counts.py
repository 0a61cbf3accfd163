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


@dataclass(frozen=True, slots=True)
class Placement:
    """How the events of a count were placed. All are numbers of distinct events (experiments, alliances).

    `too_coarse`: known only at a larger level; `unplaced`: no French place at all (foreign partners, nothing said).
    `by_seat`: those whose place is known only by a head office (gap-analysis.md §1: to be read with care), whether they
    are counted there or left unplaced.
    """

    events: int
    placed: int
    too_coarse: int
    unplaced: int
    by_seat: int
    one_partner: int
    """Projects with a single distinct partner: no alliance, not counted in `events`."""


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
    `coverage[i]`: state and believed share collected; `actors[i]`: distinct actors, where the fabric gap is asked.
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
    counted: Counted = Counted.ACTION
    seats: bool = True
    """Whether those known only by a head office are placed there."""
    sources_used: tuple[str, ...] = ()
    sources_left_out: tuple[str, ...] = ()
