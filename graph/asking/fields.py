"""The fields of a filter of relations: what each means, which values it takes, and how one is read.

docs/relations.md and the parameters of /docs are written from this table.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from math import isfinite
from types import MappingProxyType

from graph import vocabulary
from graph.errors import InvalidRecord
from graph.model.entities import NodeKind
from graph.model.ids import MAX_LENGTH
from graph.model.origin import Status
from graph.model.period import EXPECTED, Period
from graph.model.relations import RelationType

Said = str | float
AMOUNTS = ("amount_min", "amount_max")


@dataclass(frozen=True, slots=True)
class Field:
    """`read` gives the value as it is compared, or raises InvalidRecord; `several`: whether a list is understood."""

    name: str
    meaning: str
    expected: str
    example: Said
    read: Callable[[str, object], Said]
    several: bool = True
    words: tuple[str, ...] = ()


@cache
def fields() -> MappingProxyType[str, Field]:
    kinds = (*(kind.value for kind in NodeKind), *vocabulary.actor_kinds())
    each = (
        _closed("source_kind", "partir d’une fiche de cette nature, ou d’un acteur de ce profil", kinds, "association"),
        _closed("target_kind", "arriver à une fiche de cette nature, ou à un acteur de ce profil", kinds, "Alliance"),
        _closed("type", "être de ce type", [kind.value for kind in RelationType], "PARTICIPATES_IN"),
        _closed("role", "porter ce rôle ; vide : aucun n’est dit", [*vocabulary.roles(), ""], "financeur"),
        _closed("phase", "toucher une expérimentation qui en est à cette phase", vocabulary.phases(), "deploiement"),
        Field("period", "avoir cours pendant cette période : ses dates, sinon celles du projet, de l’alliance ou du "
              "programme qu’elle touche ; une borne inconnue n’exclut rien", EXPECTED, "2016/2018", _period),
        Field("territory", "avoir lieu dans ce territoire ou dans un de ceux qu’il contient, par les lieux d’action",
              "attendu un identifiant de territoire : departement:33, region:75, epci:…, commune:…", "departement:33",
              _identifier),
        Field("theme", "toucher un projet, une alliance ou un programme qui traite ce thème",
              "attendu un identifiant de thème : odd:4, theme:…", "odd:4", _identifier),
        Field("source", "être dite par cette source",
              "attendu le nom d’une source chargée (« entrelacs stats » les liste)", "demonstration", _identifier),
        _closed("status", "être dite sous ce statut", [status.value for status in Status], "reel"),
        Field(AMOUNTS[0], "avoir un montant d’au moins tant d’euros : le sien, sinon celui de l’alliance ; inconnu, "
              "elle est exclue", "attendu un nombre d’euros, zéro ou plus", 1000.0, _amount, several=False),
        Field(AMOUNTS[1], "avoir un montant d’au plus tant d’euros, de même", "attendu un nombre d’euros, zéro ou plus",
              50000.0, _amount, several=False),
    )  # fmt: skip
    return MappingProxyType({field.name: field for field in each})


def _closed(name: str, meaning: str, words: Iterable[str], example: str) -> Field:
    known = tuple(words)
    listed = ", ".join(word for word in known if word) + (", ou vide" if "" in known else "")
    expected = f"attendu un de : {listed}"

    def read(field: str, value: object) -> str:
        if not isinstance(value, str) or value not in known:
            raise InvalidRecord(field, shown(value), expected)
        return value

    return Field(name, meaning, expected, example, read, words=known)


def _period(field: str, value: object) -> str:
    text = _text(field, value, EXPECTED)
    try:
        Period.parse(text)
    except InvalidRecord as refused:
        raise InvalidRecord(field, text, refused.reason) from refused
    return text


def _identifier(field: str, value: object) -> str:
    return _text(field, value, fields()[field].expected)


def _text(field: str, value: object, expected: str) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if not isinstance(value, str) or not 0 < len(text) <= MAX_LENGTH:
        raise InvalidRecord(field, shown(value), expected)
    return text


def _amount(field: str, value: object) -> float:
    """A number, or a text of one as an address gives it: `1000`, `1000.50`."""
    expected = fields()[field].expected
    try:
        number = float("nan") if isinstance(value, bool) else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        number = float("nan")
    if not isfinite(number) or number < 0:
        raise InvalidRecord(field, shown(value), expected)
    return number


def shown(value: object) -> str:
    """The beginning of what was sent, never walked to its depth."""
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    text = "null" if value is None else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
