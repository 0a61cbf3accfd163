"""What a catalogue of open data publishes for a source: the rules that find it, and what is known of what was found."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Pattern = Annotated[str, Field(min_length=1, pattern=r"^[a-z0-9* ]+$")]
"""Of a title in lower case without accents or signs (`graph.model.text.fold`), `*` for anything."""


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ResourceRule(_Rule):
    """The newest resource of a dataset that one of `titles` fits and none of `without`; `every`: all of them.

    Patterns are tried on the title and on the name of the file: publishers reword the one and keep the other.
    `formats`: those that are read, the preferred first.
    """

    titles: tuple[Pattern, ...] = ("*",)
    without: tuple[Pattern, ...] = ()
    formats: tuple[str, ...] = Field(default=("csv", "xlsx", "zip"), min_length=1)
    every: bool = False


class DatasetRule(_Rule):
    """A dataset of data.gouv.fr, by slug or id, and what is taken of it."""

    dataset: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    resources: tuple[ResourceRule, ...] = Field(default=(ResourceRule(),), min_length=1)


@dataclass(frozen=True, slots=True)
class Published:
    """A resource as its catalogue describes it. `page`: of the dataset; `last_modified`: ISO 8601, as said there.

    `vintage`: the edition of this file alone, where files of one source have each their own.
    """

    page: str
    address: str
    title: str
    licence: str | None
    last_modified: str | None
    vintage: str | None = None
