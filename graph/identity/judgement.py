"""A judgement: who said that two ids are one actor, or two, or that it is not sure; when, and on what evidence.

Merges follow from judgements and from nothing else: taking one back gives the graph of before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

import orjson

RULE, MODEL = "regle", "modele"
"""Who judged, where it was a machine: identifiers, or the frozen model. Else the name that a person gave."""


class Verdict(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """On the ids `left` < `right`, as stated. `score` is the probability that both are one, where the model gave it."""

    left: str
    right: str
    verdict: Verdict
    by: str
    when: str = ""
    score: float | None = None
    features: Mapping[str, float] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()

    @classmethod
    def of(cls, one: str, other: str, verdict: Verdict, by: str, **more: Any) -> Self:
        """Raises ValueError for one id judged with itself."""
        if one == other:
            raise ValueError(f"{one} is one id")
        return cls(min(one, other), max(one, other), verdict, by, **more)

    @property
    def by_machine(self) -> bool:
        return self.by in (RULE, MODEL)

    @property
    def pair(self) -> tuple[str, str]:
        return self.left, self.right

    def as_json(self) -> dict[str, Any]:
        return {
            "left": self.left, "right": self.right, "verdict": self.verdict.value, "by": self.by, "when": self.when,
            "score": self.score, "features": dict(self.features), "evidence": list(self.evidence),
        }  # fmt: skip

    @classmethod
    def from_text(cls, text: str) -> Self:
        said = orjson.loads(text)
        return cls(**{**said, "verdict": Verdict(said["verdict"]), "evidence": tuple(said["evidence"])})
