"""What was wrong with a parameter, in French: the framework speaks English and names its own types."""

from collections.abc import Mapping, Sequence
from typing import Any

_REASONS = {
    "missing": "attendu, absent",
    "int_parsing": "attendu un nombre entier",
    "float_parsing": "attendu un nombre",
    "bool_parsing": "attendu true ou false",
    "greater_than_equal": "attendu au moins {ge}",
    "less_than_equal": "attendu au plus {le}",
    "string_too_short": "attendu au moins {min_length} caractère",
    "string_too_long": "attendu au plus {max_length} caractères",
    "string_pattern_mismatch": "attendu une année, par exemple 2016",
    "too_long": "attendu au plus {max_length} valeurs",
}
_LONGEST = 80


def explained(problem: Mapping[str, Any]) -> dict[str, object]:
    """`{field, value, reason}` of one problem reported by the framework."""
    given = "" if problem["type"] == "missing" else str(problem.get("input", ""))
    return {
        "field": _field(problem.get("loc", ())),
        "value": given if len(given) <= _LONGEST else given[: _LONGEST - 1] + "…",
        "reason": _reason(problem),
    }


def _reason(problem: Mapping[str, Any]) -> str:
    context = problem.get("ctx", {})
    if problem["type"] in {"enum", "literal_error"}:
        return "attendu " + str(context.get("expected", "")).replace("'", "").replace(" or ", " ou ")
    return _REASONS.get(problem["type"], "valeur refusée").format(**context)


def _field(location: Sequence[object]) -> str:
    return ".".join(str(part) for part in location[1:]) or "requête"
