"""Fields of a form that hold a sheet: its name to read, its id to find it again.

A field shows the name and keeps the id beside. A name that comes back unchanged is that id, so that addresses hold ids
alone, whatever the sheets are called later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from api.answers.naming import labels
from graph.model.ids import KIND_BY_PREFIX
from graph.store.base import View

SHOWN_MOST = 200
"""Signs of a name in a field: a sheet may bear a sentence."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Of a path. `start` and `end` as asked: an id, words to look for, or nothing. `names` of those that are ids."""

    start: str | None
    end: str | None
    names: Mapping[str, str]

    @property
    def sides(self) -> dict[str, str | None]:
        """By the name of the field."""
        return {"de": self.start, "vers": self.end}

    @property
    def address(self) -> str:
        return "/chemin?" + urlencode({side: said for side, said in self.sides.items() if said}, safe=":")


def read(view: View, start: str | None, end: str | None, kept: Mapping[str, str | None]) -> Ends:
    """`kept`: by the name of the field, the id whose name was in it."""
    names = names_of(view, start, end, *kept.values())
    return Ends(meant(start, kept.get("de"), names), meant(end, kept.get("vers"), names), names)


def names_of(view: View, *said: str | None) -> dict[str, str]:
    """Of those that are ids of the graph."""
    return labels(view, (one for one in said if one and is_id(one)))


def meant(said: str | None, kept: str | None, names: Mapping[str, str]) -> str | None:
    """The id kept beside a field whose name came back unchanged; else what was said in it."""
    return kept if said and kept and kept in names and _same(said, names[kept]) else said


def in_field(name: str) -> str:
    """A name as its field holds it: on one line, and not longer than a field takes."""
    return " ".join(name.split())[:SHOWN_MOST].rstrip()


def is_id(text: str) -> bool:
    return text.partition(":")[0] in KIND_BY_PREFIX


def _same(said: str, name: str) -> bool:
    return in_field(said) == in_field(name)
