"""Normal forms of text: one for searching, which may improve, and one for ids, which never changes.

`fold` serves the index and the query alike; a better fold only asks for a new index. `normal_name` is hashed into
the ids of actors known by name only: a change there would rename them all, so it is versioned and frozen.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from graph.errors import InvalidRecord

NORMAL_FORM_VERSION = 1
"""Version of `normal_name`; part of what mention ids hash. A new form is a new function, never an edit of this one."""

_KEPT = 1 << 16
"""Normal forms remembered: files repeat their names, towns and categories from row to row."""

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) != "\n"}
_NOT_WORD = re.compile(r"[\W_]+")
_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?")
_GLUED = re.compile(r"([^\W_]*)\(([^\W_]+)[-'’]?\)([^\W_]*)")


def _plain(text: str) -> str:
    """Lower case without accents or ligatures; punctuation untouched."""
    if text.isascii():
        return text.lower()
    for _ in range(2):  # folding case can uncover a decomposition, and the reverse
        text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if not unicodedata.combining(c)).translate(_LETTERS)


def _words(plain: str) -> str:
    """Acronyms written with dots joined; every other sign becomes one space."""
    if "." in plain:
        plain = _DOTTED.sub(_undotted, plain)
    return _NOT_WORD.sub(" ", plain).strip()


def _undotted(match: re.Match[str]) -> str:
    return f" {match[0].replace('.', '')} "


def _unglue(match: re.Match[str]) -> str:
    """`(re)connaitre` → `reconnaitre connaitre`: a bracket inside a word is read with and without it."""
    before, inside, after = match.groups()
    if not before and not after:
        return match[0]
    alone = f" {inside}" if len(inside) > 2 else ""
    return f" {before}{inside}{after} {before}{after}{alone} "


@lru_cache(_KEPT)
def fold(text: str) -> str:
    """Words of `text` for searching: lower-case letters and digits separated by single spaces.

    Accents, ligatures, case, apostrophes (' ’), hyphens, NBSP and punctuation make no difference; `C.N.R.S.` gives
    `cnrs`; « (Re)Connaître » gives both `reconnaitre` and `connaitre`. Idempotent.
    """
    plain = _plain(text)
    return _words(_GLUED.sub(_unglue, plain) if "(" in plain else plain)


def folds(texts: Sequence[str]) -> list[str]:
    """`fold` of each. Those in ASCII alone are read together: many times faster than one by one."""
    in_ascii = [text for text in texts if text.isascii()]
    plain = "\n".join(in_ascii).lower()
    if plain.count("\n") != len(in_ascii) - 1:  # one of them holds a line break
        return [*map(fold, texts)]
    if "(" in plain:
        plain = _GLUED.sub(_unglue, plain)
    if "." in plain:
        plain = _DOTTED.sub(_undotted, plain)
    folded = [" ".join(words.split()) for words in plain.translate(_SIGNS).split("\n")]
    if len(in_ascii) == len(texts):
        return folded
    made = iter(folded)
    return [next(made) if text.isascii() else fold(text) for text in texts]


def tokens(text: str) -> tuple[str, ...]:
    """The distinct words of `fold(text)`, in order."""
    return tuple(dict.fromkeys(fold(text).split()))


@lru_cache(_KEPT)
def normal_name(text: str) -> str:
    """The frozen normal form, version 1: as `fold`, but brackets are plain punctuation. Idempotent."""
    return _words(_plain(text))


@lru_cache(_KEPT)
def slug(text: str) -> str:
    """`text` as a readable part of an id: `a-z`, `0-9`, `-`, `_`, `.`; other signs become one `-`.

    Raises InvalidRecord when nothing readable is left.
    """
    made = re.sub(r"[^a-z0-9_.]+", "-", _plain(text.strip())).strip("-.")
    if not made:
        raise InvalidRecord("slug", text, "attendu un nom avec au moins une lettre ou un chiffre")
    return made
