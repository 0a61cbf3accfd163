"""The kinds of node, as loaders make them: frozen, checked once, never half valid.

An entity knows how to become a `NodeRecord` given the origin of the row that said it. Vocabulary fields hold codes of
`graph.vocabulary`, checked by the loaders where the row is known, so that the message can name the line.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from graph.model.origin import Origin
from graph.model.plain_fields import plain_fields
from graph.model.record import Claim, Json, NodeRecord


class NodeKind(StrEnum):
    ACTOR = "Actor"
    EXPERIMENT = "Experiment"
    ALLIANCE = "Alliance"
    PROGRAMME = "Programme"
    TERRITORY = "Territory"
    THEME = "Theme"
    DOCUMENT = "Document"
    STATEMENT = "Statement"


FUNDING_TYPES = ("financement", "mecenat")
"""Types of alliance that are money given, counted apart from what is done together."""

EVENT_KINDS = (NodeKind.EXPERIMENT, NodeKind.ALLIANCE)
"""What actors join and what gaps count: joint projects and standing ties."""


class Entity(BaseModel):
    """Base of the kinds. `basis` says how strong the saying is where sources differ (`record.BASIS_ORDER`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    node_kind: ClassVar[NodeKind]

    id: str
    label: str = Field(default="", description="empty where the source gives a number and no name")
    basis: str = "stated"
    others: tuple[str, ...] | None = Field(default=None, description="`column : value` of columns no field asks for")

    @cached_property
    def properties(self) -> Json:
        """What is said beside the name; None values are unsaid. Kept: an entity may be said by thousands of rows."""
        return plain_fields(self, ("id", "label", "basis"))

    def record(self, origin: Origin, lines: Sequence[int] = (), stated_as: str | None = None) -> NodeRecord:
        """`lines` and `stated_as` in place of those of the origin, where one origin stands for many rows."""
        claim = Claim.of(origin, self.label or None, self.properties, self.basis, lines, stated_as)
        return NodeRecord(id=self.id, kind=self.node_kind.value, claims=(claim,))


class Actor(Entity):
    """An organisation, never a person. `profile` is an actor kind of the vocabulary, None when unknown."""

    node_kind = NodeKind.ACTOR
    profile: str | None = None
    legal_category: str | None = Field(default=None, description="Insee level III code, as the register says")
    category: str | None = Field(default=None, description="kind as the source says it, where it is not ours")
    acronym: str | None = None
    siren: str | None = None
    rna: str | None = None
    rnsr: str | None = None
    possible_siren: str | None = Field(default=None, description="found by a third party from the name: no identity")
    country: str | None = Field(default=None, description="as stated; a foreign partner has no territory")
    town: str | None = Field(default=None, description="as stated, where it could not be placed")
    usual_name: str | None = None
    activity: str | None = Field(default=None, description="NAF code, as the source writes it")
    purpose: str | None = Field(default=None, description="object of an association, in its words")
    created: str | None = None
    dissolved: str | None = None
    active: bool | None = Field(default=None, description="whether the register says that it still lives")
    website: str | None = None
    social_economy: bool | None = Field(default=None, description="belongs to the économie sociale et solidaire")


class Experiment(Entity):
    """A joint project with a beginning and an end (domain.md §2.2). Dates are `Period` texts (interfaces.md §7)."""

    node_kind = NodeKind.EXPERIMENT
    start: str | None = None
    end: str | None = None
    phase: str | None = None
    partnership_types: tuple[str, ...] = ()
    contract: str | None = None
    scale: str | None = None
    domain: str | None = None
    frugality: str | None = None
    performance: str | None = None
    relevance: str | None = None
    lessons: str | None = None
    programme: str | None = None
    documents: tuple[str, ...] = ()
    consulted: str | None = Field(default=None, description="date the source was read")


class Alliance(Entity):
    """A standing tie: a network, a grouping and its members, a convention, a grant. `type` is one of `alliance_types`.

    `amount` in euros, `share` the part of it that was granted (0–1), `scheme` the aid it belongs to.
    """

    node_kind = NodeKind.ALLIANCE
    type: str | None = None
    start: str | None = None
    end: str | None = None
    partnership_types: tuple[str, ...] = ()
    contract: str | None = None
    purpose: str | None = Field(default=None, description="what a grant is for, in the words of the source")
    amount: float | None = Field(default=None, ge=0)
    in_kind: float | None = Field(default=None, ge=0, description="value of what was brought otherwise, in euros")
    nature: str | None = None
    conditions: str | None = None
    scheme: str | None = None
    share: float | None = Field(default=None, ge=0, le=1)
    reference: str | None = Field(default=None, description="number of the decision or of the file")
    contracts: tuple[str, ...] | None = Field(default=None, description="codes of the contracts it comes under")
    programme: str | None = Field(default=None, description="id of the public scheme it belongs to")


class Programme(Entity):
    """A public scheme in which territories or actors are enrolled."""

    node_kind = NodeKind.PROGRAMME
    start: str | None = None
    end: str | None = None
    publisher: str | None = None


class Territory(Entity):
    """A territory of one level and vintage. Population is that of the vintage's file, in inhabitants."""

    node_kind = NodeKind.TERRITORY
    level: str
    code: str
    vintage: str
    population: int | None = Field(default=None, ge=0)
    nature: str | None = None


class Theme(Entity):
    """An ODD, a need, a Waldec family, a concept."""

    node_kind = NodeKind.THEME
    scheme: str
    code: str
    description: str | None = None


class Document(Entity):
    node_kind = NodeKind.DOCUMENT
    published: str | None = None
    url: str | None = None
    publisher: str | None = None


class Statement(Entity):
    """A fact of a text that no relation can say. `locator` gives paragraph and offsets, never the sentence."""

    node_kind = NodeKind.STATEMENT
    subject: str
    relation: str
    object: str
    date_stated: str | None = None
    date_resolved: str | None = None
    certainty: str = Field(pattern="^(explicit|inferred)$")
    paragraph: int = Field(ge=1)
    start_offset: int = Field(ge=0)
    end_offset: int = Field(ge=0)
