"""What the JSON routes answer on who is who, for /docs (see `api.responses`)."""

from typing import Any

from pydantic import BaseModel, ConfigDict


class JsonDocument(BaseModel):
    """A document has the fields that are said and no other."""

    model_config = ConfigDict(extra="forbid")


class JudgedSide(JsonDocument):
    """What was said under one id; `canonical` is the actor it is answered as."""

    id: str
    canonical: str | None
    names: list[str]
    sources: list[str]
    places: list[dict[str, str]]
    siren: str | None
    rna: str | None


class JudgedPair(JsonDocument):
    """`differences`: the words of both names in order, each `in` both, left or right."""

    left: JudgedSide
    right: JudgedSide
    verdict: str
    by: str
    when: str
    score: float | None
    features: dict[str, float]
    evidence: list[str]
    differences: list[dict[str, str]]


class Identities(JsonDocument):
    revision: str
    total: int
    counts: dict[str, int]
    rows: list[JudgedPair]
    cursor: str | None
    truncated: bool


class Reasons(JsonDocument):
    """Why all that is said of an actor is one actor: ids as stated, judgements that join them, pairs still to judge."""

    stated: list[str]
    judgements: list[dict[str, Any]]
    unsure: list[JudgedPair]
    unsure_total: int
