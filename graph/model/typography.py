"""French typography of what a person reads: numbers, agreement, no-break spaces. « — » for no value.

One set of rules for pages, pictures, sentences, reports and messages: a thin no-break space before ; : ! ? % € and in
numbers, a whole one inside « » and between a number and its noun.
"""

import re
from collections.abc import Sequence

THIN = "\u202f"
NO_BREAK = "\u00a0"
DASH = "—"
_SIGNS = re.compile(r" ([;:!?%€])")
_QUOTES = re.compile(r"«\s*(.*?)\s*»", re.DOTALL)
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")
_BEYOND = re.compile(r"([<>]) (?=\d)")


def number(value: float | None, digits: int = 0) -> str:
    """`1 254`, `0,36`; a minus sign, not a hyphen."""
    if value is None:
        return DASH
    text = f"{value:,.{digits}f}".replace(",", THIN).replace(".", ",")
    if not any(figure in text for figure in "123456789"):
        text = text.removeprefix("-")
    return text.replace("-", "−")


def decimal(value: float | None) -> str:
    """`0,36`."""
    return number(value, 2)


def amount(value: float | None) -> str:
    """An expected number of alliances: whole from ten on, one decimal below."""
    if value is None:
        return DASH
    return number(value, 0 if round(value, 1) >= 10 else 1)


def percent(share: float | None) -> str:
    """`68 %` of a share 0–1; « > 99 % » and « < 1 % » rather than a certainty nobody has."""
    if share is None:
        return DASH
    if 0.99 < share < 1:
        return f">{THIN}99{THIN}%"
    if 0 < share < 0.01:
        return f"<{THIN}1{THIN}%"
    return f"{number(100 * share)}{THIN}%"


def interval(low: float | None, high: float | None, digits: int = 2) -> str:
    """`[0,24 – 0,53]`, nothing where an end has no meaning."""
    if low is None or high is None:
        return ""
    return f"[{number(low, digits)}{NO_BREAK}–{NO_BREAK}{number(high, digits)}]"


def agree(value: float, singular: str, plural: str | None = None) -> str:
    """The word that goes with the number, singular below two; `plural` when it is more than an s."""
    return singular if abs(value) < 2 else plural or f"{singular}s"


def count(value: int, singular: str, plural: str | None = None, none: str | None = None) -> str:
    """`1 acteur`, `2 acteurs`; `none` in place of `0 acteur` where it is given."""
    if value == 0 and none is not None:
        return none
    return f"{number(value)}{NO_BREAK}{agree(value, singular, plural)}"


def weight(size: int) -> str:
    """Bytes as a person reads them: `850 octets`, `12,3 Mo`; by thousands, as data.gouv.fr shows them."""
    if size < 1000:
        return count(size, "octet")
    value, unit = size / 1000, "ko"
    for larger in ("Mo", "Go"):
        if value >= 999.5:
            value, unit = value / 1000, larger
    return f"{number(value, 1 if value < 99.95 else 0)}{NO_BREAK}{unit}"


def listed(words: Sequence[str]) -> str:
    """`a`, `a et b`, `a, b et c`."""
    return " et ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def fine(text: str | None) -> str:
    """A sentence written with plain spaces, with the no-break spaces of French. Idempotent."""
    joined = _BEYOND.sub(rf"\1{THIN}", _THOUSANDS.sub(THIN, _SIGNS.sub(rf"{THIN}\1", text or "")))
    return _QUOTES.sub(rf"«{NO_BREAK}\1{NO_BREAK}»", joined)
