"""Numbers of registers as files write them: spaces, apostrophes, lost zeros, and what spreadsheets do to long ones.

What a spreadsheet rounded is refused: `35181600000000` passes its key one time in ten and names nobody. Its first nine
digits are evidence for judging who is who, never identity.
"""

import re
from functools import lru_cache

from graph.errors import InvalidRecord
from graph.model.registers import Siren, Siret, recognise
from loaders.repairs import Repair, Repaired

_MARKS = re.compile(r"[\s\u00a0\u202f\u200b-\u200f\u2060\ufeff.'’`\"_-]+")
_LABEL = re.compile(r"^(?:siret|siren|rna|n°|no)\s*:?\s*", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"([0-9])[.,]?([0-9]*)E\+?([0-9]{1,2})", re.IGNORECASE)
_DECIMALS = re.compile(r"(?<=[0-9]{9})[.,]0+$")

SCIENTIFIC = "écrit en notation scientifique par un tableur, ses derniers chiffres sont perdus"
_SIGNS = Repair("number_signs", "espaces, points ou apostrophes ôtés d’un identifiant", quiet=True)
_ZEROS = Repair("lost_zero", "zéro de tête perdu par un tableur : rétabli, la clé est juste")
_WHOLE = Repair("scientific_number", "identifiant en notation scientifique, entier : lu en clair")
_SHORT = Repair("siren_for_siret", "SIREN dans une colonne de SIRET : l’établissement n’est pas dit", quiet=True)


@lru_cache(1 << 16)
def identifier(value: str) -> str:
    """A SIREN, SIRET, RNA or RNSR with its key checked."""
    if value.isascii() and value.isdigit() and len(value) in (9, 14) and _register(value).flaw(value) is None:
        return value
    bare = _LABEL.sub("", value.strip())
    if match := _SCIENTIFIC.fullmatch(bare.replace(" ", "")):
        return _written_out(value, *match.groups())
    bare = _MARKS.sub("", _DECIMALS.sub("", bare))
    if bare[:1] in "wW":
        bare = bare.upper()
    if bare.isdigit() and len(bare) in (8, 13) and (found := _with_zero(bare)):
        return Repaired.by(_ZEROS, found)
    try:
        number = str(recognise(bare))
    except InvalidRecord as error:
        raise InvalidRecord(error.field, value, error.reason) from error
    return number if number == value else Repaired.by(_SIGNS, number)


def siret(value: str) -> str:
    """The same in a column that says SIRET."""
    number = identifier(value)
    return Repaired.by(_SHORT, number) if len(number) == len("356000000") and number.isdigit() else number


def siren_prefix(value: str | None) -> str | None:
    """The SIREN that a refused number begins with, where its key holds: rounded (`…00000`), or with a wrong end."""
    if value is None:
        return None
    bare = _MARKS.sub("", _DECIMALS.sub("", value))
    if match := _SCIENTIFIC.fullmatch(value.replace(" ", "")):
        bare = f"{match[1]}{match[2]}"
    known = bare.isdigit() and len("356000000") <= len(bare) <= len("35600000000048")
    return bare[:9] if known and Siren.flaw(bare[:9]) is None else None


def _written_out(value: str, first: str, rest: str, power: str) -> str:
    digits = f"{first}{rest}"
    if len(digits) - 1 < int(power) - 1:
        raise InvalidRecord("identifiant", value, SCIENTIFIC)
    return Repaired.by(_WHOLE, str(recognise(digits.ljust(int(power) + 1, "0"))))


def _register(digits: str) -> type[Siren | Siret]:
    return Siret if len(digits) == 14 else Siren


def _with_zero(digits: str) -> str | None:
    whole = f"0{digits}"
    return whole if _register(whole).flaw(whole) is None else None
