"""Dates and periods in French words, from the texts in which sources state them."""

from graph.model.period import MONTHS
from graph.model.typography import DASH, NO_BREAK


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


def period(start: str | None, end: str | None, unsaid: str = DASH) -> str:
    """`2013 – 2019`, `depuis 2013`, `jusqu’à 2019`; `unsaid` when neither end is said."""
    if not start and not end:
        return unsaid
    if start == end:
        return date(start)
    if not end:
        return f"depuis {date(start)}"
    return f"{date(start)}{NO_BREAK}–{NO_BREAK}{date(end)}" if start else f"jusqu’à {date(end)}"
