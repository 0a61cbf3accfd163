"""The types of relation. Each carries dates or evidence, so each is a record with claims, not a bare edge."""

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from graph.model.origin import Origin
from graph.model.plain_fields import plain_fields
from graph.model.record import Claim, Json, RelationRecord


class RelationType(StrEnum):
    PARTICIPATES_IN = "PARTICIPATES_IN"
    ACTS_IN = "ACTS_IN"
    SITUATED_IN = "SITUATED_IN"
    ADDRESSES = "ADDRESSES"
    PART_OF = "PART_OF"
    FOLLOWS = "FOLLOWS"
    ABOUT = "ABOUT"
    STATED_IN = "STATED_IN"


class LocatedBy(StrEnum):
    """How a place of action is known; the first of these that is known wins for a whole project."""

    DECLARED = "declared"
    ESTABLISHMENT = "establishment"
    SEAT = "seat"


class Relation(BaseModel):
    """Base of the types: from `source` to `target`, with an optional role that is part of the key."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    type: ClassVar[RelationType]

    source: str
    target: str
    role: str = ""

    def properties(self) -> Json:
        return plain_fields(self, ("source", "target", "role"))

    def basis(self) -> str:
        return "stated"

    def record(self, origin: Origin, lines: Sequence[int] = (), stated_as: str | None = None) -> RelationRecord:
        """`lines` and `stated_as` in place of those of the origin, where one origin stands for many rows."""
        claim = Claim.of(origin, None, self.properties(), self.basis(), lines, stated_as)
        return RelationRecord(
            source=self.source, type=self.type.value, target=self.target, role=self.role, claims=(claim,)
        )


class Participation(Relation):
    """Actor → Experiment | Alliance | Programme. `amount` in euros; `siret` and `commune` name the establishment."""

    type = RelationType.PARTICIPATES_IN
    start: str | None = None
    end: str | None = None
    amount: float | None = Field(default=None, ge=0)
    siret: str | None = None
    commune: str | None = None


class ActsIn(Relation):
    """Experiment | Alliance | Programme → Territory, placed at the target's level and never below."""

    type = RelationType.ACTS_IN
    located_by: LocatedBy
    contract: str | None = Field(default=None, description="number of the contract that enrols the territory")

    def basis(self) -> str:
        return self.located_by.value


class SituatedIn(Relation):
    """Actor → Territory: seat or establishment."""

    type = RelationType.SITUATED_IN
    nature: str = Field(default="seat", pattern="^(seat|establishment)$")


class Addresses(Relation):
    """Experiment | Alliance | Actor → Theme."""

    type = RelationType.ADDRESSES


class PartOf(Relation):
    """Territory → larger territory. `share`: part of the population of the source that lives in the target, 0–1."""

    type = RelationType.PART_OF
    vintage: str
    share: float | None = Field(default=None, ge=0, le=1)


class Follows(Relation):
    """A phase or a wave → the one before it."""

    type = RelationType.FOLLOWS


class About(Relation):
    """Statement → what it speaks of; role `subject` or `object`."""

    type = RelationType.ABOUT


class StatedIn(Relation):
    """Statement | Experiment → Document."""

    type = RelationType.STATED_IN
