"""The writing of town names: what a cell adds to the official name, and names people use instead of it."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from graph.model.text import fold

USUAL_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "auzeville": "31035",
        "evry": "91228",
        "illkirch": "67218",
        "les milles": "13001",
        "montfavet": "84007",
        "saint ouen": "93070",
        "vandoeuvre": "54547",
    }
)
"""Folded former, short or quarter names that the COG does not list → commune. Never a place that several share."""

_CEDEX = re.compile(r"\bcedex.*$")
_BOX = re.compile(r"\b(?:bp|cs|tsa) ?\d+\b")
_NUMBER = re.compile(r"\b\d+(?:er|ere|e|eme|nd|nde)?\b(?: arr(?:ondissement|dt)?\b)?")
_COUNTRY = re.compile(r"^fr? (?=\w)|(?<! de)(?<! en) france$")  # not in Fort-de-France
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
_PARTS = re.compile(r"\s+-\s+|[,;/]")
_IN_FULL = ((re.compile(r"\bste\b"), "sainte"), (re.compile(r"\bst\b"), "saint"), (re.compile(r"\bs(?= )"), "sur"))
_ARTICLE = re.compile(r"^(?:l|le|la|les) ")


def name_key(name: str) -> str:
    """What two writings of one official name share: folded, `lez` and `lès` alike."""
    return re.sub(r"\blez\b", "les", fold(name))


def without_article(key: str) -> str:
    return _ARTICLE.sub("", key)


def town_key(town: str) -> str:
    """The key of a town cell without CEDEX, box, postal code, arrondissement, country or bracket; ST in full."""
    name = _CEDEX.sub("", name_key(_BRACKETS.sub("", town)))
    name = _NUMBER.sub(" ", _BOX.sub(" ", _COUNTRY.sub("", name.strip())))
    for short, full in _IN_FULL:
        name = short.sub(full, name)
    return " ".join(name.split())


def town_parts(town: str) -> tuple[str, ...]:
    """Keys of the parts of a cell that names several places (`VALBONNE - SOPHIA ANTIPOLIS`); () for a single one."""
    parts = [town_key(part) for part in _PARTS.split(town)]
    return tuple(part for part in parts if part) if len(parts) > 1 else ()
