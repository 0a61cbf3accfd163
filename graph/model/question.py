"""What a gap analysis is asked: which records, which ties, when, counted how, and which part of the answer is shown."""

from dataclasses import dataclass
from enum import StrEnum

from graph.errors import InvalidInput
from graph.model.counts import Counted, Counting
from graph.model.levels import GAP_LEVELS, LOADED_LEVELS, Level

BOOTSTRAP_MOST = 200
"""Refits beyond which nothing is gained and a server is kept busy."""


class Records(StrEnum):
    """Which records are counted; real and synthetic never together."""

    REAL = "reel"
    SYNTHETIC = "synthetique"


@dataclass(frozen=True, slots=True)
class GapQuestion:
    """Every option of the gap table. Equal questions of one revision have equal answers.

    `status`: unsaid, the real records where there are any. `since`, `until`: alliances alive in the window. `source`:
    one source alone, whatever it covers. `capacity`: whether loaded capacity indicators enter the fit. `bootstrap`:
    number of parametric refits, 0 for none. `within`: a territory whose part of the national answer is shown; it never
    narrows the fit. Raises InvalidInput.
    """

    level: Level
    status: str | None = None
    counted: Counted = Counted.ACTION
    seats: bool = True
    since: str | None = None
    until: str | None = None
    counting: Counting = Counting.FULL
    source: str | None = None
    capacity: bool = True
    bootstrap: int = 0
    within: str | None = None

    def __post_init__(self) -> None:
        if self.level not in (*GAP_LEVELS, *LOADED_LEVELS):
            known = ", ".join((*GAP_LEVELS, *LOADED_LEVELS))
            raise InvalidInput(f"Niveau sans analyse d’écarts : {self.level}. Attendu : {known}.")
        if self.level in LOADED_LEVELS and self.within is not None:
            raise InvalidInput(
                f"Une partie ({self.within}) d’un niveau chargé ({self.level}) ne se demande pas : ses périmètres ne "
                "tiennent pas dans les territoires du COG. Demandez tout le niveau."
            )
        if not 0 <= self.bootstrap <= BOOTSTRAP_MOST:
            raise InvalidInput(f"Réajustements : {self.bootstrap}. Attendu de 0 à {BOOTSTRAP_MOST}.")
        refuse_backwards(self.since, self.until)


def refuse_backwards(since: str | None, until: str | None) -> None:
    """Raises InvalidInput for a window of years whose end comes before its beginning."""
    if since and until and until < since:
        raise InvalidInput(
            f"Période à rebours : elle commencerait en {since} et finirait en {until}. "
            "Attendu un début avant la fin : échangez-les."
        )
