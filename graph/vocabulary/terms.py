"""What a vocabulary is: a closed list of terms, read from a YAML file and checked once.

A file that does not fit its model fails at load with pydantic's own error: it is ours, shipped and tested.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar, overload

import yaml
from pydantic import BaseModel, ConfigDict, Field

from graph.errors import InvalidRecord

FOLDER = Path(__file__).parent
_SHOWN = 20


class Term(BaseModel):
    """A code for files and machines, a French label for people. `order` is its rank in the list, from 1."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(min_length=1, pattern=r"^\S+$")
    label: str = Field(min_length=1)
    description: str = ""
    source: str = Field(min_length=1, description="a code of sources.yaml")
    order: int = Field(ge=1)


class Measure(Term):
    """A measure of a place in the network: `technical` is its name among specialists, `unit` completes its value."""

    technical: str
    unit: str


class LegalCategory(Term):
    """`kind` is the actor kind that the category suggests, None where it says nothing."""

    kind: str | None


class WaldecFamily(Term):
    """`odd` and `icnpo` are a proposed correspondence, one to many."""

    domain: str
    icnpo: tuple[int, ...]
    odd: tuple[Annotated[int, Field(ge=1, le=17)], ...]


class Source(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    title: str
    url: str | None


T = TypeVar("T", bound=Term)
D = TypeVar("D")


class Vocabulary(Mapping[str, T], Generic[T]):
    """Code → term, in order, closed: `vocabulary[code]` raises InvalidRecord listing what is accepted."""

    def __init__(self, title: str, field: str, description: str, terms: tuple[T, ...]) -> None:
        self.title, self.field, self.description = title, field, description
        self._terms = {term.code: term for term in terms}
        if len(self._terms) != len(terms):
            raise ValueError(f"{title}: a code is there twice")

    def __getitem__(self, code: str) -> T:
        term = self._terms.get(code)
        if term is None:
            raise InvalidRecord(self.field, str(code), f"inconnu\u202f; accepté\u202f: {self._accepted()}")
        return term

    def __contains__(self, code: object) -> bool:
        return code in self._terms

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    @overload
    def get(self, code: str, /) -> T | None: ...

    @overload
    def get(self, code: str, default: T | D, /) -> T | D: ...

    def get(self, code: str, default: object = None, /) -> object:
        """As a mapping's: `default` when the code is unknown."""
        return self._terms.get(code, default)

    def label(self, code: str) -> str:
        """French label of a code; raises InvalidRecord."""
        return self[code].label

    def _accepted(self) -> str:
        shown = ", ".join(list(self._terms)[:_SHOWN])
        return shown if len(self) <= _SHOWN else f"{shown}… ({len(self)} codes)"


def read(name: str, model: type[T]) -> Vocabulary[T]:
    """The vocabulary of `<name>.yaml`."""
    document = _document(name)
    terms = tuple(model(**fields, order=rank) for rank, fields in enumerate(document["terms"], start=1))
    return Vocabulary(document["title"], document["field"], document["description"], terms)


def read_sources() -> dict[str, Source]:
    return {source.code: source for source in (Source(**fields) for fields in _document("sources"))}


def _document(name: str) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)
