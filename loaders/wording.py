"""French typography of the sentences that reach a person: thin no-break spaces where French wants them."""

import re

THIN = "\u202f"
_BEFORE = re.compile(r" ([;:!?%»€])")
_AFTER = re.compile(r"« ")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")


def typeset(text: str) -> str:
    """`text` with U+202F before `; : ! ? % » €`, after `«` and in numbers. Idempotent."""
    return _THOUSANDS.sub(THIN, _AFTER.sub(f"«{THIN}", _BEFORE.sub(rf"{THIN}\1", text)))


def number(value: int) -> str:
    """`1 254`, with thin spaces."""
    return f"{value:,}".replace(",", THIN)


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 ligne`, `3 lignes`: the plural begins at 2 in French."""
    return f"{number(count)} {one if abs(count) < 2 else many or one + 's'}"
