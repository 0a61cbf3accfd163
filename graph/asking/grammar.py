"""The one grammar of a filter of relations, in its two forms, read into the tree of `graph.model.relation_filter`.

JSON: an object is the conjunction of its members; a member is a field and its value or values, or `and`, `or`, `not`.
URL: `type=PARTICIPATES_IN&role=financeur&role=porteur` is the JSON of the same members, a repeated one being a list.
Whatever is sent is answered in words: bounds are checked on the way down, before anything can be too deep.
"""

import json
import re
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl

from graph.asking.fields import AMOUNTS, fields, shown
from graph.errors import InvalidInput, InvalidRecord
from graph.model.record import canonical_json
from graph.model.relation_filter import (
    DEPTH_MOST,
    EVERYTHING,
    LEAVES_MOST,
    TEXT_MOST,
    AllOf,
    AnyOf,
    Filter,
    Leaf,
    Not,
    as_json,
    leaves,
)

OPERATORS = ("and", "or", "not")
_HALF_SIGN = re.compile(r"\\u[dD][89a-fA-F]")
"""An escape that alone is no sign: no text could be answered with it."""


def read_text(text: str) -> Filter:
    """Either form, told apart by its first sign. Raises InvalidInput, InvalidRecord."""
    _refuse_long(len(text))
    if not text.lstrip().startswith(("{", "[", '"')):
        return read_flat(parse_qsl(text.strip().removeprefix("?"), keep_blank_values=True))
    return read_filter(parsed(text))


def parsed(text: str | bytes) -> object:
    """A JSON text; raises InvalidInput for what is none, for a member said twice, and for one nested out of reach."""
    try:
        text = text.decode() if isinstance(text, bytes) else text
        if _HALF_SIGN.search(text):
            raise InvalidInput("JSON refusé : il porte un signe écrit en deux moitiés (\\ud83d…). Attendu de l’UTF-8.")
        return json.loads(text, object_pairs_hook=_said_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        where = f" (signe {error.pos + 1})" if isinstance(error, json.JSONDecodeError) else ""
        raise InvalidInput(f"JSON illisible{where} : {_EXAMPLE}") from error


def read_flat(pairs: Iterable[tuple[str, str]]) -> Filter:
    """The form of an address. Raises InvalidInput for an unknown field, InvalidRecord for a refused value."""
    members: dict[str, list[object]] = {}
    for name, value in pairs:
        if name not in fields():
            raise _unknown(name, fields())
        members.setdefault(name, []).append(value)
    return read_filter({name: said[0] if len(said) == 1 else said for name, said in members.items()})


def read_filter(said: object) -> Filter:
    """The tree of a parsed JSON value. Raises InvalidInput for its shape, InvalidRecord for a refused value."""
    asked = _read(said, 1)
    if (number := sum(1 for _ in leaves(asked))) > LEAVES_MOST:
        raise InvalidInput(f"Filtre trop large : {number} conditions. Attendu {LEAVES_MOST} au plus.")
    _refuse_long(len(canonical_json(as_json(asked))))
    return asked


def _read(said: object, depth: int) -> Filter:
    if depth > DEPTH_MOST:
        raise InvalidInput(f"Filtre trop profond : plus de {DEPTH_MOST} niveaux. Attendu {DEPTH_MOST} au plus.")
    if not isinstance(said, Mapping):
        raise InvalidInput(f"Filtre refusé, là où est écrit « {shown(said)} » : {_EXAMPLE}")
    parts = [_member(name, value, depth) for name, value in said.items()]
    _refuse_backwards(parts)
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts)) if parts else EVERYTHING


def _member(name: str, value: object, depth: int) -> Filter:
    if name == "not":
        part = _read(value, depth + 1)
        return part.part if isinstance(part, Not) else Not(part)
    if name in OPERATORS:
        return _gathered(name, value, depth)
    if name not in fields():
        raise _unknown(name, (*fields(), *OPERATORS))
    return _leaf(name, value)


def _gathered(name: str, value: object, depth: int) -> Filter:
    if not isinstance(value, list) or not value:
        raise InvalidInput(f"« {name} » : attendu une liste d’au moins un filtre, reçu « {shown(value)} ».")
    parts = tuple(_read(part, depth + 1) for part in value)
    if len(parts) == 1:
        return parts[0]
    return AllOf(parts) if name == "and" else AnyOf(parts)


def _leaf(name: str, value: object) -> Leaf:
    field = fields()[name]
    said = value if isinstance(value, list) else [value]
    if not said or (len(said) > 1 and not field.several):
        number = "au moins une valeur" if not said else "une seule valeur"
        raise InvalidRecord(name, shown(value), f"attendu {number} ; {field.expected}")
    if len(said) > LEAVES_MOST:
        raise InvalidInput(f"{name} : {len(said)} valeurs. Attendu {LEAVES_MOST} au plus.")
    return Leaf(name, tuple(sorted({field.read(name, one) for one in said})))  # type: ignore[arg-type]


def _refuse_backwards(parts: Iterable[Filter]) -> None:
    said = {part.field: part.values[0] for part in parts if isinstance(part, Leaf) and part.field in AMOUNTS}
    if len(said) == 2 and float(said[AMOUNTS[0]]) > float(said[AMOUNTS[1]]):
        raise InvalidRecord(AMOUNTS[1], str(said[AMOUNTS[1]]), f"attendu au moins {AMOUNTS[0]} ({said[AMOUNTS[0]]})")


def _refuse_long(length: int) -> None:
    if length > TEXT_MOST:
        raise InvalidInput(f"Filtre trop long : {length} signes. Attendu {TEXT_MOST} au plus.")


def _unknown(name: str, known: Iterable[str]) -> InvalidInput:
    return InvalidInput(f"Champ inconnu : « {shown(name)} ». Attendu un de : {', '.join(known)}.")


def _said_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """JSON lets a member be said twice, and forgets the first: nothing is dropped silently here."""
    members: dict[str, object] = {}
    for name, value in pairs:
        if name in members:
            raise InvalidInput(f"« {shown(name)} » est dit deux fois : attendu une liste de valeurs, ou « and ».")
        members[name] = value
    return members


def _no_number(name: str) -> float:
    raise ValueError(name)


_EXAMPLE = 'attendu un objet, par exemple {"type": "PARTICIPATES_IN", "role": ["financeur", "porteur"]}.'
