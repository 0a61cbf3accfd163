"""What is asked of a worker, and the name that the answer is kept under."""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
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
        """`centrality harmonic limit=20`, for a person: what is asked as usual is not said."""
        said = [word for option in self.options for word in _said(option)]
        return " ".join([self.function.__name__.removesuffix("_document"), *said])

    @property
    def id(self) -> str:
        """The same for the same question on the same content, whoever asks; another version asks again."""
        asked = repr((FORMAT, self.revision, self.function.__name__, [str(option) for option in self.options]))
        return blake2b(asked.encode(), digest_size=12).hexdigest()


def _said(option: Any) -> list[str]:
    if not is_dataclass(option):
        return [] if option is None else [str(option)]
    asked = [(field, getattr(option, field.name)) for field in fields(option)]
    return [
        str(value) if field.default is MISSING else f"{field.name}={value}"
        for field, value in asked
        if value != field.default
    ]
