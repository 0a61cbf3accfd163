"""What is asked of a worker, and the name that the answer is kept under."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import Any

from api.document import FORMAT, Document

ANSWERS = "api.answers."
BRIEF = frozenset({"collection_document", "stats_document"})
"""Answers that a reader waits for: a process would take longer to start."""


@dataclass(frozen=True, slots=True)
class Question:
    """`function` (of `api.answers`, called with a view first) on one content of the graph, with these options."""

    revision: str
    function: Callable[..., Document]
    options: tuple[Any, ...] = ()

    @classmethod
    def of(cls, revision: str, compute: Callable[[], Document]) -> "Question | None":
        """From `partial(function, view, *options)`; None for what is no long question."""
        if not isinstance(compute, partial) or compute.keywords:
            return None
        known = compute.func.__module__.startswith(ANSWERS) and compute.func.__name__ not in BRIEF
        return cls(revision, compute.func, compute.args[1:]) if known else None

    @property
    def name(self) -> str:
        """`centrality harmonic 100 action`, for a person."""
        said = [str(option) for option in self.options if option is not None]
        return " ".join([self.function.__name__.removesuffix("_document"), *said])

    @property
    def id(self) -> str:
        """The same for the same question on the same content, whoever asks; another version asks again."""
        asked = repr((FORMAT, self.revision, self.function.__name__, [str(option) for option in self.options]))
        return blake2b(asked.encode(), digest_size=12).hexdigest()
