"""Texts in the reader's language: the French stands where it is said, as `_("…")`, and the catalogue of the reader's
language, where there is one, has another text for it.

The language in use is that of the task that answers (a ContextVar, which threads started for the answer inherit): two
applications of one process may speak two languages, and what is computed outside any answer is French.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from gettext import NullTranslations


class AsWritten(NullTranslations):
    """French: the texts as they are written; zero and one take the singular."""

    def ngettext(self, msgid1: str, msgid2: str, n: float) -> str:
        return msgid1 if abs(n) < 2 else msgid2


@dataclass(frozen=True, slots=True)
class Language:
    """`code` is that of HTML's `lang`."""

    code: str
    texts: NullTranslations


FRENCH = Language("fr", AsWritten())
_spoken: ContextVar[Language] = ContextVar("spoken", default=FRENCH)


def spoken() -> Language:
    return _spoken.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """What is said inside is said in `language`."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def gettext(text: str) -> str:
    return _spoken.get().texts.gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """The form that goes with a number, by the rule of the language."""
    return _spoken.get().texts.ngettext(one, many, number)


def _(text: str, **slots: object) -> str:
    """A text that a reader sees, with its `%(name)s` filled. Said when it is shown: never at import."""
    said = gettext(text)
    return said % slots if slots else said


def N_(text: str) -> str:  # noqa: N802  # the name by which catalogues are gathered everywhere
    """Marks a text of a constant for the catalogue; `_` says it where it is shown."""
    return text


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802  # as N_
    """Marks the two forms of a word of a constant; `ngettext`, `count` or `agree` say it."""
    return one, many
