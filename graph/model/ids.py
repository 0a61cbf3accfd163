"""Ids of everything in the graph: stable, readable, made from what a source says, never by a database.

Forms (interfaces.md §1): `siren:` `rna:` `rnsr:` `mention:` for actors; `exp:<source>:<local>`, `alliance:…`,
`statement:…`; `programme:` `document:` `theme:` by slug, `odd:` by number; `<level>:<code>` for territories.
Local ids are percent-encoded, so an id never holds a space, a slash or a second separator.
"""

import re
from hashlib import blake2b
from urllib.parse import quote, unquote

from graph.errors import InvalidRecord
from graph.model.cog import CommuneCode, DepartementCode, EpciCode, RegionCode
from graph.model.registers import Number, Rna, Rnsr, Siren
from graph.model.text import NORMAL_FORM_VERSION, normal_name, slug

MAX_LENGTH = 512
COUNTRY = "pays:FR"

ACTOR_PREFIXES = ("siren", "rna", "rnsr", "mention")
"""Strongest first: the canonical id of an actor that has several."""

KIND_BY_PREFIX = {
    **dict.fromkeys(ACTOR_PREFIXES, "Actor"),
    **dict.fromkeys(("commune", "epci", "departement", "region", "pays", "qpv", "crte"), "Territory"),
    **dict.fromkeys(("odd", "theme"), "Theme"),
    "exp": "Experiment",
    "alliance": "Alliance",
    "programme": "Programme",
    "document": "Document",
    "statement": "Statement",
}
"""Prefix → node kind of interfaces.md §2."""

_NUMBERS: dict[str, type[Number]] = {
    "siren": Siren,
    "rna": Rna,
    "rnsr": Rnsr,
    "commune": CommuneCode,
    "epci": EpciCode,
    "departement": DepartementCode,
    "region": RegionCode,
}
_ENCODED = r"(?:[A-Za-z0-9_.~-]|%[0-9A-F]{2})+"
_SLUG = r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?"
_SHAPES = {
    "mention": (r"[0-9a-f]{16}", "16 chiffres hexadécimaux"),
    "odd": (r"[1-9]|1[0-7]", "un nombre de 1 à 17"),
    "pays": (r"FR", "FR"),
    "qpv": (r"Q[PN][0-9A-Z]{6,7}", "QP ou QN et le numéro du quartier"),
    "crte": (_ENCODED, "l’identifiant du contrat"),
    **dict.fromkeys(("programme", "theme", "document"), (_SLUG, "un nom en minuscules sans accent ni espace")),
    **dict.fromkeys(("exp", "alliance", "statement"), (f"{_SLUG}:{_ENCODED}", "<source>:<identifiant local>")),
}


def siren_id(siren: str) -> str:
    return f"siren:{Siren.parse(siren)}"


def rna_id(rna: str) -> str:
    return f"rna:{Rna.parse(rna)}"


def rnsr_id(rnsr: str) -> str:
    return f"rnsr:{Rnsr.parse(rnsr)}"


def mention_id(source: str, name: str, place_as_stated: str | None = None) -> str:
    """`mention:<16 hex>` of an actor known by name only; the same for ever for the same source, name and place.

    `place_as_stated` is the place in the source's words, never a resolved code: a better matching of places must not
    rename actors. Case, accents, spaces and punctuation make no difference. Raises InvalidRecord on a name without
    any letter or digit.
    """
    normal = normal_name(name)
    if not normal:
        raise InvalidRecord("acteur", name, "un nom est attendu, avec au moins une lettre ou un chiffre")
    said = "\x1f".join((f"v{NORMAL_FORM_VERSION}", slug(source), normal, normal_name(place_as_stated or "")))
    return f"mention:{blake2b(said.encode(), digest_size=8).hexdigest()}"


def experiment_id(source: str, local: str) -> str:
    return _sourced("exp", source, local)


def alliance_id(source: str, local: str) -> str:
    return _sourced("alliance", source, local)


def statement_id(source: str, local: str) -> str:
    return _sourced("statement", source, local)


def programme_id(name: str) -> str:
    return f"programme:{slug(name)}"


def document_id(name: str) -> str:
    return f"document:{slug(name)}"


def theme_id(name: str) -> str:
    return f"theme:{slug(name)}"


def odd_id(number: int | str) -> str:
    """`odd:4`; raises InvalidRecord beyond 1–17."""
    return check_id(f"odd:{str(number).strip()}")


def _sourced(prefix: str, source: str, local: str) -> str:
    local = local.strip()
    if not local:
        raise InvalidRecord("id", local, "identifiant local vide\u202f: chaque fiche doit être nommée dans sa source")
    return check_id(f"{prefix}:{slug(source)}:{quote(local, safe='')}")


def check_id(text: str) -> str:
    """`text` when it is an id of a known form; else raises InvalidRecord saying which forms exist."""
    prefix, _, rest = text.partition(":")
    if prefix not in KIND_BY_PREFIX:
        forms = ", ".join(f"{known}:…" for known in KIND_BY_PREFIX)
        raise InvalidRecord("id", text, f"forme inconnue\u202f; attendu une de\u202f: {forms}")
    if len(text) > MAX_LENGTH:
        raise InvalidRecord("id", text, f"trop long\u202f: {MAX_LENGTH} caractères au plus")
    if prefix in _NUMBERS:
        if _NUMBERS[prefix].parse(rest) != rest:
            raise InvalidRecord("id", text, "un identifiant s’écrit sans espace ni minuscule ajoutée")
        return text
    shape, expected = _SHAPES[prefix]
    if not re.fullmatch(shape, rest):
        raise InvalidRecord("id", text, f"après «\u202f{prefix}:\u202f», attendu {expected}")
    return text


def kind_of(identifier: str) -> str:
    """Node kind of an id (`Actor`, `Territory`…); raises InvalidRecord when the form is unknown."""
    return KIND_BY_PREFIX[check_id(identifier).partition(":")[0]]


def split_id(identifier: str) -> tuple[str, str | None, str]:
    """(prefix, source or None, local id decoded): the inverse of the functions above."""
    prefix, _, rest = check_id(identifier).partition(":")
    source, separator, local = rest.partition(":")
    return (prefix, source, unquote(local)) if separator else (prefix, None, unquote(rest))


def strength(actor_id: str) -> int:
    """0 for the strongest form: SIREN, RNA, RNSR, mention."""
    return ACTOR_PREFIXES.index(actor_id.partition(":")[0])


def strongest(*actor_ids: str) -> str:
    """The canonical one of several ids of one actor; among equals the first in order of text."""
    return min(actor_ids, key=lambda identifier: (strength(identifier), identifier))
