"""The words of a header, whatever its writing: `nomBeneficiaire`, `NOM_BENEF`, « Nom du bénéficiaire* ».

A header becomes a set of canonical words: folded, in the singular, abbreviations in full, glued words parted,
typing errors mended where one word alone is near. What the words mean is said in `headers/*.yaml`, not here.
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache, lru_cache

from graph.model.text import fold
from loaders.words import FOLDER
from loaders.yaml_files import load_yaml

TARGETS = ("grants", "actors")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-zà-ÿ])")
_SIGNS = (("%", " pourcentage "), ("n°", " numero "), ("N°", " NUMERO "), ("€", " "))
_GLUED = 7
"""Letters from which an unknown word may be several glued together, or a known one misspelt."""


@lru_cache(10_000)
def words(header: str) -> frozenset[str]:
    """The canonical words; what is not known stays as it is, so that it counts against a match."""
    for sign, said in _SIGNS:
        header = header.replace(sign, said)
    if header != header.upper():
        header = _CAMEL.sub(" ", header)
    found = (part for word in fold(header).split() if not word.isdigit() for part in _canonical(word))
    return frozenset(word for word in found if word not in _silent())


def _canonical(word: str) -> tuple[str, ...]:
    if (known := _known(word)) is not None:
        return known
    if len(word) >= _GLUED:
        if parts := _parted(word):
            return parts
        if near := get_close_matches(word, _long_words(), 1, 0.84):
            return _known(near[0]) or (near[0],)
    return (word,)


def _known(word: str) -> tuple[str, ...] | None:
    for form in (word, word[:-1] if word[-1] in "sx" and len(word) > 3 else word):
        if form in _silent():
            return ()
        if (full := _short().get(form)) is not None:
            return tuple(full.split())
        if form in _vocabulary():
            return (form,)
    return None


def _parted(word: str) -> tuple[str, ...]:
    """The fewest known words that make up `word`, () when none do."""
    best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
    for end in range(1, len(word) + 1):
        for start in range(end - 1, -1, -1):
            before = best[start]
            piece = word[start:end]
            if before is None or (len(piece) < 2 and piece not in "dl") or (known := _known(piece)) is None:
                continue
            made = (*before, *(known or ("",)))
            if best[end] is None or len(made) < len(best[end] or ()):
                best[end] = made
    return tuple(part for part in best[-1] or () if part)


def is_said(cell: str) -> bool:
    """Whether every word of a cell is one of headers."""
    found = words(cell)
    return bool(found) and found <= _vocabulary()


@cache
def _file() -> Mapping[str, Mapping[str, str]]:
    loaded: Mapping[str, Mapping[str, str]] = load_yaml((FOLDER / "words.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def _silent() -> frozenset[str]:
    return frozenset(_file()["silent"])


@cache
def _short() -> Mapping[str, str]:
    return {**_file()["short"], **_file()["joined"]}


@cache
def _vocabulary() -> frozenset[str]:
    """Every word that a field of a target is told by."""
    said: set[str] = set(_file()["subjects"])
    for target in TARGETS:
        for field in load_yaml((FOLDER / f"{target}.yaml").read_text(encoding="utf-8"))["fields"].values():
            said |= {word for line in (*field["named"], *field["hinted"], *field["never"]) for word in line.split()}
    return frozenset(said)


@cache
def _long_words() -> list[str]:
    return sorted(word for word in _vocabulary() | set(_short()) if len(word) >= 6)
