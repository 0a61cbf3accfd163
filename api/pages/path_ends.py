"""The two ends of a path in its form: names to read, ids to find again.

A field shows the name of the sheet and keeps its id beside. A name that comes back unchanged is that id, so that the
address of a path holds ids alone, whatever the sheets are called later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from graph.model.ids import KIND_BY_PREFIX
from graph.store.base import View

SHOWN_MOST = 200
"""Signs of a name in a field: a sheet may bear a sentence."""


@dataclass(frozen=True, slots=True)
class Ends:
    """`start` and `end` as asked: an id, words to look for, or nothing. `names` of those that are ids."""

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
    ids = [one for one in (start, end, *kept.values()) if one and is_id(one)]
    names = {node["id"]: node["label"] for node in view.nodes(ids)}

    def meant(side: str, said: str | None) -> str | None:
        before = kept.get(side)
        return before if said and before in names and _same(said, names[before]) else said

    return Ends(meant("de", start), meant("vers", end), names)


def in_field(name: str) -> str:
    """A name as its field holds it: on one line, and not longer than a field takes."""
    return " ".join(name.split())[:SHOWN_MOST].rstrip()


def is_id(text: str) -> bool:
    return text.partition(":")[0] in KIND_BY_PREFIX


def _same(said: str, name: str) -> bool:
    return in_field(said) == in_field(name)
