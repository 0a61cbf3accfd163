"""Where a fact comes from. Every node and relation carries at least one origin; nothing is known without one."""

from enum import StrEnum
from hashlib import blake2b

from pydantic import BaseModel, ConfigDict, Field


class Status(StrEnum):
    """Whether a record speaks of the world."""

    REAL = "reel"
    IMPORTED = "importe"
    SYNTHETIC = "synthetique"


class Origin(BaseModel):
    """One row of one file that said a fact.

    `run` names the file and its reading, not the moment: the same file read by the same mapping is the same run,
    which is what makes a second load change nothing. `line` is the line in the file, 1 for the first one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(min_length=1, description="slug of the catalogued source, or the file's own `source` cell")
    run: str = Field(min_length=1)
    line: int | None = Field(default=None, ge=1)
    stated_as: str | None = Field(default=None, description="the words of the source, before any cleaning")
    vintage: str | None = None
    status: Status = Status.IMPORTED


def run_id(source: str, sha256: str, mapping_version: str) -> str:
    """16 hex digits that name a reading: same source, same bytes, same mapping → same run."""
    return blake2b("\n".join((source, sha256, mapping_version)).encode(), digest_size=8).hexdigest()
