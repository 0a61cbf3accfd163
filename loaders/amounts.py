"""Numbers and amounts as French files write them: `3 000 €`, `1.254,50`, `8,05E+3`, « 80 % »."""

import re
from decimal import Decimal, InvalidOperation

from graph.errors import InvalidRecord
from loaders.repairs import Repair, Repaired

_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_GAPS = re.compile(r"[\s'’\u00a0\u202f\u2007\u2009]+")
_CURRENCY = re.compile(r"(?:€|EUR(?:OS?)?|\u20ac|\u0080)\.?$|^€", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,20})?E[+-]?[0-9]{1,2}", re.IGNORECASE)
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:([.,])[0-9]{3})+([.,][0-9]{1,6})?")
_LONG = re.compile(r"-?[0-9]{1,15}\.[0-9]{7,30}")

FRENCH = Repair("french_number", "nombre écrit à la française (espaces, virgule, €), lu comme un nombre", quiet=True)
_SPREADSHEET = Repair("scientific_number", "nombre en notation scientifique de tableur : lu en clair")
_ROUNDED = Repair("long_decimals", "décimales de tableur arrondies au centime", quiet=True)
_PERCENT = Repair("percent", "pourcentage lu comme une part entre 0 et 1", quiet=True)


def number(value: str) -> str:
    """A number written the French or the English way: `1 254,50` → `1254.50`."""
    if _PLAIN.fullmatch(value):
        return value
    bare = _GAPS.sub("", value.replace("\u2212", "-"))
    if _SCIENTIFIC.fullmatch(bare):
        return Repaired.by(_SPREADSHEET, _decimal(bare.replace(",", "."), value))
    if _LONG.fullmatch(bare := _ungrouped(bare)):
        return Repaired.by(_ROUNDED, str(Decimal(bare).quantize(Decimal("0.01"))))
    if not _PLAIN.fullmatch(bare):
        raise InvalidRecord("nombre", value, "attendu un nombre (1254,50)")
    return Repaired.by(FRENCH, bare)


def amount(value: str) -> str:
    """Euros, never negative."""
    checked = number(value if _PLAIN.fullmatch(value) else _CURRENCY.sub("", value.strip()).strip())
    if checked.startswith("-"):
        raise InvalidRecord("montant", value, "un montant ne peut être négatif")
    return checked if type(checked) is Repaired or checked == value else Repaired.by(FRENCH, checked)


def rate(value: str) -> str:
    """A part between 0 and 1."""
    bare = number(value)
    if not 0 <= float(bare) <= 1:
        raise InvalidRecord("taux", value, "attendu une part entre 0 et 1 (0,8 pour 80 %)")
    return bare


def share(value: str) -> str:
    """The same, and percentages: the schema of 2018 asks for a part, publishers write `100` or `80 %`."""
    bare = number(value.replace("%", "").strip())
    if float(bare) > 1 or ("%" in value and float(bare) <= 100):
        return Repaired.by(_PERCENT, rate(f"{Decimal(bare) / 100:f}"))
    return rate(bare)


def _ungrouped(bare: str) -> str:
    """Thousands apart from decimals where both signs stand, or where one sign stands twice."""
    if (
        (match := _GROUPED.fullmatch(bare))
        and (match[2] or bare.count(match[1]) > 1)
        and match[1] != (match[2] or "")[:1]
    ):
        bare = bare.replace(match[1], "")
    return bare.replace(",", ".") if bare.count(",") == 1 else bare


def _decimal(bare: str, value: str) -> str:
    try:
        return f"{Decimal(bare):f}"
    except InvalidOperation as error:  # pragma: no cover - the form was matched
        raise InvalidRecord("nombre", value, "attendu un nombre (1254,50)") from error
