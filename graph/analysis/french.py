"""Numbers and agreement in French sentences: `1 254`, `0,36`, `68 %`, « 1 alliance », « 2 alliances »."""

from collections.abc import Sequence

THIN = "\u202f"


def whole(number: int) -> str:
    """`1 254`, with a narrow no-break space."""
    return f"{number:,}".replace(",", THIN)


def decimal(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def percent(share: float) -> str:
    """A share in [0, 1]; « > 99 % » and « < 1 % » rather than a certainty nobody has."""
    if 0 < share < 0.01:
        return f"<{THIN}1{THIN}%"
    if 0.99 < share < 1:
        return f">{THIN}99{THIN}%"
    return f"{round(100 * share)}{THIN}%"


def listed(words: Sequence[str]) -> str:
    """`a`, `a et b`, `a, b et c`."""
    return " et ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def agreed(number: int, one: str, many: str, none: str | None = None) -> str:
    """The number with its noun: singular up to one, as French has it; `none` for zero where it is given."""
    if number == 0 and none is not None:
        return none
    return f"{whole(number)} {one if abs(number) < 2 else many}"
