"""What a cell must be: each check gives the checked text back, or raises InvalidRecord with the reason.

Mappings name them by the keys of `CHECKS`, or `vocabulary:<name>` for a code of `graph.vocabulary`.
"""

import re
from collections.abc import Callable
from functools import cache
from urllib.parse import urlsplit

from graph import vocabulary
from graph.errors import InvalidRecord
from graph.model.cog import CommuneCode
from graph.model.coverage import DataState
from graph.model.ids import check_id, kind_of
from graph.model.indicators import ROLES
from graph.model.origin import Status
from graph.territories import reference
from loaders import amounts, dates, register_numbers

Check = Callable[[str], str]
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_TRUE, _FALSE = ("true", "vrai", "oui", "1"), ("false", "faux", "non", "0")


def text(value: str) -> str:
    return value


def boolean(value: str) -> str:
    said = value.casefold()
    if said not in _TRUE + _FALSE:
        raise InvalidRecord("valeur", value, "attendu oui ou non (true, false, 1, 0)")
    return "true" if said in _TRUE else "false"


def url(value: str) -> str:
    """Only http and https: an address ends up as a link on a page."""
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = None
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc or _SPACES.search(value):
        raise InvalidRecord("adresse", value, "attendu une adresse http:// ou https://")
    return value


def organisation(value: str) -> str:
    """A name: what stands for none (« Total », `#REF!`, a number alone) is none."""
    if not any(sign.isalpha() for sign in value) or value.startswith("#"):
        raise InvalidRecord("nom", value, "attendu le nom d’une organisation")
    return value


def rna(value: str) -> str:
    """Kept as written: the module of the source judges it where the row is known."""
    return value.upper().replace(" ", "")


def postcode(value: str) -> str:
    """Five digits; a lost zero is given back."""
    bare = re.sub(r"[.,]0+$", "", _SPACES.sub("", value))
    if not re.fullmatch(r"[0-9]{4,5}", bare):
        raise InvalidRecord("code postal", value, "attendu 5 chiffres")
    return bare.zfill(5)


def legal_category(value: str) -> str:
    """An Insee code of level III; `9220.0` is how spreadsheets write it."""
    return re.sub(r"[.,]0+$", "", value.strip())


def commune(value: str) -> str:
    """Code of a commune in force; the code of a merged one becomes that of its successor."""
    code = CommuneCode.parse(value)
    current = reference.current_code(code)
    if current is None:
        raise InvalidRecord("commune", value, f"n’existe pas au COG {reference.VINTAGE} : vérifiez le code")
    return current


def territory(value: str) -> str:
    """Id of a territory in force; a merged commune becomes its successor."""
    identifier = check_id(value)
    if kind_of(identifier) != "Territory":
        raise InvalidRecord("territoire", value, "attendu commune:…, epci:…, departement:…, region:… ou pays:FR")
    if identifier.startswith("commune:"):
        return f"commune:{commune(identifier.removeprefix('commune:'))}"
    if not reference.exists(identifier):
        raise InvalidRecord("territoire", value, f"n’existe pas au COG {reference.VINTAGE} : vérifiez le code")
    return identifier


def _member(field: str, accepted: type[Status] | type[DataState]) -> Check:
    codes = [member.value for member in accepted]

    def check(value: str) -> str:
        if value not in codes:
            raise InvalidRecord(field, value, f"attendu un de : {', '.join(codes)}")
        return value

    return check


def indicator_role(value: str) -> str:
    if value not in ROLES:
        raise InvalidRecord("role", value, f"attendu un de : {', '.join(ROLES)}")
    return value


def _vocabulary(name: str) -> Check:
    readers = {reader.__name__: reader for reader in vocabulary.ALL}
    if name not in readers:
        raise ValueError(f"vocabulaire inconnu « {name} » ; attendu un de : {', '.join(readers)}")
    terms = readers[name]()
    return lambda value: terms[value].code


CHECKS: dict[str, Check] = {
    "text": text,
    "organisation": organisation,
    "period": dates.period,
    "date": dates.day,
    "year": dates.year,
    "number": amounts.number,
    "amount": amounts.amount,
    "rate": amounts.rate,
    "share": amounts.share,
    "boolean": boolean,
    "url": url,
    "identifier": register_numbers.identifier,
    "siret": register_numbers.siret,
    "rna": rna,
    "postcode": postcode,
    "legal_category": legal_category,
    "commune": commune,
    "territory": territory,
    "status": _member("statut_donnee", Status),
    "indicator_role": indicator_role,
    "state": _member("etat", DataState),
}


@cache
def find_check(name: str) -> Check:
    """The check of that name. Raises ValueError, which refuses the mapping that asks for it."""
    kind, _, which = name.partition(":")
    if kind == "vocabulary":
        return _vocabulary(which)
    if name not in CHECKS:
        raise ValueError(f"contrôle inconnu « {name} » ; attendu un de : {', '.join(CHECKS)}, vocabulary:<nom>")
    return CHECKS[name]
