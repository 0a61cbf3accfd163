"""What a name of an organisation says: its telling words, its numbers, the place written after it.

« ASS DES AMIS DU MUSÉE - 44 NANTES CEDEX » says `amis`, `musee`, and that it is in Nantes (44). Words are brought to
one form (`words.yaml`), those that stand in every name are left out, numbers are kept apart: two schools that differ by
their number are two schools.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from graph.model.text import fold
from graph.territories import reference
from graph.territories.places import find_commune

_PLACE = re.compile(
    r"^(?P<name>.+?)\s+-\s+(?P<departement>0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-6])(?:\s+(?P<town>[^-].*))?\s*$"
)
_FORMER = re.compile(r"\bex\b.*$")
_LETTERS_APART = re.compile(r"(?<![^\W_])(?:(?:[^\W\d_] ){2,5}[^\W\d_]|[^\W\d_adlnsy] [^\W\d_adlnsy])(?![^\W_])")
"""Three letters in a row, or two that are no elided article: `a l ecole` is not the acronym `al`."""


@dataclass(frozen=True, slots=True)
class Name:
    """`words` and `numbers` in order, `joined` all words without spaces (for cut and glued writings)."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    joined: str
    said: tuple[str, ...]
    departement: str | None = None
    commune: str | None = None

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.words)


@cache
def _vocabulary() -> dict[str, Any]:
    return yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@cache
def _full() -> dict[str, str]:
    return dict(_vocabulary()["full"])


@cache
def _left_out() -> frozenset[str]:
    return frozenset(_vocabulary()["empty"]) | frozenset(_vocabulary()["stop"])


@cache
def branch_words() -> frozenset[str]:
    """Words of a part of a network: federation, comité départemental, section…"""
    return frozenset(_vocabulary()["branch"])


@lru_cache(maxsize=1 << 18)
def read_name(text: str) -> Name:
    """Total: a name of which nothing tells is all its words."""
    match = _PLACE.match(text.strip())
    place = match if match and match["departement"] in reference.departements() else None
    folded = fold(place["name"] if place else text)
    said = tuple(_one_form(word) for word in _together(folded).split())
    telling = tuple(word for word in said if word not in _left_out() and not word.isdigit())
    words = tuple(dict.fromkeys(telling or said))
    numbers = tuple(dict.fromkeys(word.lstrip("0") or "0" for word in said if word.isdigit()))
    return Name(words, numbers, "".join(words), said, *_place(place))


def _together(folded: str) -> str:
    """Single letters in a row are one acronym: `a d m r` → `admr`."""
    return _LETTERS_APART.sub(lambda match: match[0].replace(" ", ""), folded)


def _one_form(word: str) -> str:
    full = _full().get(word)
    if full:
        return full
    return word[:-1] if len(word) > 4 and word[-1] in "sx" and not word.endswith(("ss", "us", "is")) else word


def _place(match: re.Match[str] | None) -> tuple[str | None, str | None]:
    if match is None:
        return None, None
    town = match["town"]
    commune = find_commune(town, departement=match["departement"]).code if town else None
    return match["departement"], commune
