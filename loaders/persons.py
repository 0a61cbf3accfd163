"""Natural persons stay out: rows that give to one, and columns that name one. Told by words alone, never looked up.

Publishers leave persons in files of organisations: a kind (« Personne physique »), a civility (« Mme … »), sole traders
under their surname among firms. A name that may be a person's is left out rather than kept.
"""

import re

from graph.model.text import fold
from loaders.words import word_lists

_SAID = word_lists("persons")
_CATEGORY = re.compile(
    r"(?:personnes? )?physiques?(?: .*)?|personnes? physiques? .*|particuliers?|menages?|beneficiaires? individuels?|"
    r"entrepreneurs? individuels?|entreprises? individuelles?|auto ?entrepreneurs?|micro ?entrepreneurs?|1000"
)
_NAME = re.compile(
    r"(?:personnes? )?physiques?|particuliers?|anonymes?|beneficiaires? anonymes?|personnes? privees?|\**"
)
_CIVILITY = re.compile(
    r"(?:mr|mme|mlle|melle|monsieur|madame|mademoiselle|m et mme|m ou mme|mr et mme|mme et m|m et m|mm) (.+)"
)
_INITIAL = re.compile(r"M\.? +(?P<rest>[^\W\d_]{2,}(?:[ '’-]+[^\W\d_]{2,})*)")
"""« M. Untel »; « M J C CALONNE » and « M ECHECS » are no persons: without its dot a first name must follow."""

_TITLE = re.compile(r"(?:(?:prof(?:esseure?)?\.?|pr\.|dr\.|docteure?) +){1,2}(?P<rest>.+)", re.IGNORECASE)
"""« Prof. Dr. Une Telle »; « DR INSERM » is a regional office, and « Docteur Souris » a club: two words must follow."""

_LETTERS = re.compile(r"[^\W\d_]+(?:[-'’ ][^\W\d_]+)*")
_SECOND_LETTERS = {"m": None, "*": None, "p": "eEhHaArR", "a": "nN", "b": "eéEÉ", "d": "rRoO"}
"""By the first letter of what may name a person here, its second (None: any): nearly all names are told by the two."""

_LONGEST = 5
"""Words in a name beyond which a civility opens the name of an organisation (« Madame de Sévigné, les amis »)."""


def is_person(name: str, category: str | None = None) -> bool:
    """Whether a beneficiary is, by its name or its kind, a natural person."""
    if category and _CATEGORY.fullmatch(fold(category)):
        return True
    return _may_be_one(name) and (_is_after_initial(name) or _is_after_title(name) or _is_named_as_one(fold(name)))


def is_sole_trader(name: str) -> bool:
    """Among firms: a name of one word of letters alone, or of two of which one is a first name."""
    if not _LETTERS.fullmatch(name.strip()):
        return False
    words = fold(name).split()
    if any(word in _SAID["trades"] for word in words):
        return False
    return len(words) == 1 or (len(words) <= 3 and any(word in _SAID["first_names"] for word in words))


def is_column_of_persons(header: str) -> bool:
    """Whether a column names a person or says how to reach one: mails, telephones, presidents, directors."""
    words = fold(re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", header)).split()
    said = _SAID["columns"]
    return any(word in said or word.rstrip("s") in said for word in words) or words[:1] == ["dir"]


def _may_be_one(name: str) -> bool:
    first = name[:1].lower()
    if first not in _SECOND_LETTERS:
        return False
    second = _SECOND_LETTERS[first]
    return second is None or name[1:2] in second


def _is_after_initial(name: str) -> bool:
    match = _INITIAL.match(name)
    if match is None:
        return False
    rest = fold(match["rest"]).split()
    if any(word in _SAID["bodies"] for word in rest):
        return False
    return name.startswith("M.") or any(word in _SAID["first_names"] for word in rest)


def _is_after_title(name: str) -> bool:
    match = _TITLE.fullmatch(name.strip())
    rest = fold(match["rest"]).split() if match else []
    return 2 <= len(rest) <= 3 and not any(word in _SAID["bodies"] for word in rest)


def _is_named_as_one(words: str) -> bool:
    if _NAME.fullmatch(words):
        return True
    match = _CIVILITY.fullmatch(words)
    if match is None:
        return False
    rest = match[1].split()
    return len(rest) <= _LONGEST and not any(word in _SAID["bodies"] for word in rest)
