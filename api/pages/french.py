"""French typography of values: thin no-break spaces, decimal commas, dates in words, agreement. « — » for no value."""

import re
from collections.abc import Mapping
from typing import Any

from graph.model.period import MONTHS

THIN = "\u202f"
NO_BREAK = "\u00a0"
DASH = "—"
_SIGNS = re.compile(r" ([;:!?%])")
_QUOTES = re.compile(r"«\s*(.*?)\s*»")


def number(value: float | None, digits: int = 0) -> str:
    """`1 254`, `0,36`; a minus sign, not a hyphen."""
    if value is None:
        return DASH
    text = f"{value:,.{digits}f}".replace(",", THIN).replace(".", ",")
    if not any(figure in text for figure in "123456789"):
        text = text.removeprefix("-")
    return text.replace("-", "−")


def amount(value: float | None) -> str:
    """An expected number of alliances: whole from ten on, one decimal below."""
    if value is None:
        return DASH
    return number(value, 0 if round(value, 1) >= 10 else 1)


def percent(share: float | None) -> str:
    """`68 %` of a share 0–1; a probability that is not quite one is never printed 100 %."""
    if share is None:
        return DASH
    if 0.995 <= share < 1:
        return f">{THIN}99{THIN}%"
    if 0 < share < 0.005:
        return f"<{THIN}1{THIN}%"
    return f"{number(100 * share)}{THIN}%"


def interval(low: float | None, high: float | None, digits: int = 2) -> str:
    """`[0,24 – 0,53]`, nothing where an end has no meaning."""
    if low is None or high is None:
        return ""
    return f"[{number(low, digits)}{NO_BREAK}–{NO_BREAK}{number(high, digits)}]"


def date(stated: str | None) -> str:
    """`2016-05-07` → `7 mai 2016`, `~2016` → `2016 environ`; what is not a date of ours is shown as stated."""
    if not stated:
        return DASH
    if "~" in stated:
        return f"{date(stated.strip('~'))} environ"
    parts = stated.split("-")
    if not all(part.isdecimal() for part in parts) or not 1 <= len(parts) <= 3 or len(parts[0]) != 4:
        return stated
    if len(parts) == 1:
        return parts[0]
    if not 1 <= int(parts[1]) <= 12:
        return stated
    month = MONTHS[int(parts[1]) - 1]
    day = "" if len(parts) == 2 else f"{'1er' if int(parts[2]) == 1 else int(parts[2])}{NO_BREAK}"
    return f"{day}{month} {parts[0]}"


def period(start: str | None, end: str | None) -> str:
    """`2013 – 2019`, `depuis 2013`, `jusqu’à 2019`, « — » when nothing is said."""
    if not start and not end:
        return DASH
    if start == end:
        return date(start)
    if not end:
        return f"depuis {date(start)}"
    return f"{date(start)}{NO_BREAK}–{NO_BREAK}{date(end)}" if start else f"jusqu’à {date(end)}"


def count(value: int, singular: str, plural: str | None = None) -> str:
    """`1 acteur`, `2 acteurs`, `0 acteur`: French is singular below two."""
    return f"{number(value)}{NO_BREAK}{agree(value, singular, plural)}"


def agree(value: float, singular: str, plural: str | None = None) -> str:
    """The word that goes with the number; `plural` when it is more than an s."""
    return singular if abs(value) < 2 else plural or f"{singular}s"


def fine(text: str | None) -> str:
    """A sentence made elsewhere with the no-break spaces of French: thin before ; : ! ? %, whole inside « »."""
    joined = _SIGNS.sub(rf"{THIN}\1", text or "").replace("> ", f">{THIN}")
    return _QUOTES.sub(rf"«{NO_BREAK}\1{NO_BREAK}»", joined)


def origin(said: Mapping[str, Any]) -> str:
    """`anr, l. 232`: the source and the line of a fact."""
    line = f", l.{NO_BREAK}{number(said['line'])}" if said.get("line") else ""
    more = (
        f" (et {number(said['rows'] - 1)}{NO_BREAK}{agree(said['rows'] - 1, 'autre')})"
        if said.get("rows", 1) > 1
        else ""
    )
    return f"{said['source']}{line}{more}"
