"""Numbers given by the national registers: SIREN, SIRET, RNA, RNSR.

Each type is the number itself (a `str`, so it is stored and printed as such), made only by `parse`, which removes
spaces and says so in `repairs`. A value that fails raises InvalidRecord with a French reason.
"""

import re
from typing import ClassVar, Self

from graph.errors import InvalidRecord

LA_POSTE = "356000000"
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_RNSR_KEYS = "ABCDEFGHJKLMNPRSTUVWXYZ"


_ZERO = ord("0")
_DOUBLED = bytes.maketrans(b"0123456789", bytes(sum(divmod(2 * digit, 10)) for digit in range(10)))
"""Digits of the double, summed."""


def luhn(digits: str) -> bool:
    """Whether the last digit is the key of the others (ISO/IEC 7812-1, mod 10)."""
    odd, even = digits[::-2].encode(), digits[-2::-2].encode()
    return (sum(odd) - _ZERO * len(odd) + sum(even.translate(_DOUBLED))) % 10 == 0


class Number(str):
    """A checked number. `repairs` says in French what was corrected on the way, empty when nothing was."""

    field: ClassVar[str]
    shape: ClassVar[re.Pattern[str]]
    expected: ClassVar[str]
    capital: ClassVar[bool] = False
    repairs: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """The number in `text`; raises InvalidRecord when it is not one."""
        value, repairs = cls._repair(text)
        if not cls.shape.fullmatch(value):
            raise cls._refusal(text, f"attendu {cls.expected}, trouvé {len(value)} caractères")
        if reason := cls.flaw(value):
            raise cls._refusal(text, reason)
        number = cls(value)
        number.repairs = repairs
        return number

    @classmethod
    def flaw(cls, value: str) -> str | None:
        """Why a value of the right shape is wrong all the same, or None."""
        del value
        return None

    @classmethod
    def _repair(cls, text: str) -> tuple[str, tuple[str, ...]]:
        value, repairs = _INVISIBLE.sub("", text), []
        if value != text:
            repairs.append("espaces retirées")
        if cls.capital and value != value.upper():
            value = value.upper()
            repairs.append("lettre mise en majuscule")
        return value, tuple(repairs)

    @classmethod
    def _refusal(cls, text: str, reason: str) -> InvalidRecord:
        return InvalidRecord(cls.field, text, reason)


class Siren(Number):
    """A legal unit of Sirene: 9 digits with a Luhn key; any prefix (communes start with 20, 21, 92…)."""

    field = "siren"
    shape = re.compile(r"[0-9]{9}")
    expected = "9 chiffres"

    @classmethod
    def flaw(cls, value: str) -> str | None:
        if value == "000000000":
            return "une suite de zéros n’est pas un SIREN"
        return None if luhn(value) else "clé de contrôle fausse\u202f: vérifiez les chiffres"


class Siret(Number):
    """An establishment: SIREN then 5 digits. Luhn on the 14 and on the first 9, but for La Poste.

    La Poste has more establishments than the key allows: there, and only where Luhn fails, a digit sum that is a
    multiple of 5 is right. Its head office passes Luhn and fails the sum, so the order matters. A number that ends in
    five zeros was rounded by a spreadsheet; one in ten of those passes the key and would name somebody else.
    """

    field = "siret"
    shape = re.compile(r"[0-9]{14}")
    expected = "14 chiffres"

    @classmethod
    def flaw(cls, value: str) -> str | None:
        if value.endswith("00000"):
            return "aucun établissement n’a le numéro 00000 : chiffres arrondis par un tableur"
        if reason := Siren.flaw(value[:9]):
            return f"les 9 premiers chiffres ne sont pas un SIREN ({reason})"
        if luhn(value):
            return None
        if value[:9] == LA_POSTE and sum(map(int, value)) % 5 == 0:
            return None
        return "clé de contrôle fausse\u202f: vérifiez les chiffres"

    @property
    def siren(self) -> Siren:
        return Siren.parse(self[:9])


class Rna(Number):
    """An association of the RNA: W, a greffe of 3 characters that may end with a letter overseas, 6 digits."""

    field = "rna"
    shape = re.compile(r"W[0-9][0-9A-Z][0-9]{7}")
    expected = "W suivi de 9 caractères (W751092330, W9R1011072)"


class Rnsr(Number):
    """A research unit of the RNSR: 9 digits and a letter.

    The letter is the rank of the number modulo 23 in an alphabet without I, O and Q: observed on each of the 2 744
    well-formed numbers of the ANR file of 2022, so a lower-case letter may be repaired and a wrong one refused.
    """

    field = "rnsr"
    shape = re.compile(r"[0-9]{9}[A-Z]")
    expected = "9 chiffres et une lettre (200611689J)"
    capital = True

    @classmethod
    def flaw(cls, value: str) -> str | None:
        key = _RNSR_KEYS[int(value[:9]) % 23]
        return None if value[9] == key else f"lettre de contrôle fausse, attendu {key}"


def recognise(text: str) -> Number:
    """The number of whichever register `text` belongs to (the column `identifiant` of the experiment files).

    The form tells the register; raises InvalidRecord with that register's reason, or listing the four forms.
    """
    value = _INVISIBLE.sub("", text)
    for register in (Siret, Siren, Rna, Rnsr):
        if register.shape.fullmatch(value.upper() if register.capital else value):
            return register.parse(text)
    raise InvalidRecord("identifiant", text, "attendu un SIREN (9 chiffres), un SIRET (14 chiffres), un RNA ou un RNSR")
