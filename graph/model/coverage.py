"""What each source set out to collect, and where. No row is `unknown`, never zero (gap-analysis.md §4)."""

from enum import StrEnum
from hashlib import blake2b

from pydantic import BaseModel, ConfigDict, Field

from graph.model.record import canonical_json


class DataState(StrEnum):
    COLLECTED = "collected"
    PARTIAL = "partial"
    NOT_COLLECTED = "not_collected"
    NOT_IN_REGISTER = "not_in_register"
    UNKNOWN = "unknown"


class Coverage(BaseModel):
    """A declaration by a person, or by a load that declared nothing (`partial`, no rate, whole country).

    `territory` is a territory id, or `pays:FR` for the whole country; `rate` is the share believed collected, 0–1.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    territory: str
    source: str
    start: str | None = None
    end: str | None = None
    state: DataState
    rate: float | None = Field(default=None, ge=0, le=1)
    basis: str | None = Field(default=None, description="how the state is known")
    run: str

    @property
    def key(self) -> str:
        """What makes two declarations the same one; a later run of the same words replaces nothing."""
        return canonical_json([self.territory, self.source, self.start, self.end, self.run])

    @property
    def digest(self) -> int:
        text = canonical_json(self.model_dump(mode="json"))
        return int.from_bytes(blake2b(text.encode(), digest_size=16).digest(), "big")
