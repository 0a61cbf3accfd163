"""Numbers with their words, and lists, in the reader's language: what pages and pictures say.

`graph.model.typography` has the same for the French sentences of analyses and messages, which no catalogue holds.
"""

from collections.abc import Sequence

from graph.language import _, ngettext
from graph.model.typography import NO_BREAK, number


def agree(value: float, singular: str, plural: str | None = None) -> str:
    """The word that goes with the number; `plural` when it is more than an s."""
    many = plural or f"{singular}s"
    return ngettext(singular, many, int(abs(value)))


def count(value: int, singular: str, plural: str | None = None, none: str | None = None) -> str:
    """`1 acteur`, `2 acteurs`; `none` in place of `0 acteur` where it is given."""
    if value == 0 and none is not None:
        return none
    return f"{number(value)}{NO_BREAK}{agree(value, singular, plural)}"


def listed(words: Sequence[str]) -> str:
    """`a`, `a et b`, `a, b et c`."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s et %(last)s", first=", ".join(words[:-1]), last=words[-1])
