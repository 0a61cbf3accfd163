"""Dates and periods in words, from the texts in which sources state them: French, or the reader's language."""

from graph.language import _
from graph.model.period import MONTHS
from graph.model.typography import DASH, NO_BREAK


def date(stated: str | None) -> str:
    """`2016-05-07` → `7 mai 2016`, `~2016` → `2016 environ`; what is not a date of ours is shown as stated."""
    if not stated:
        return DASH
    if "~" in stated:
        return _("%(date)s environ", date=date(stated.strip("~")))
    parts = stated.split("-")
    if not all(part.isdecimal() for part in parts) or not 1 <= len(parts) <= 3 or len(parts[0]) != 4:
        return stated
    if len(parts) == 1:
        return parts[0]
    if not 1 <= int(parts[1]) <= 12:
        return stated
    month = _(MONTHS[int(parts[1]) - 1])
    if len(parts) == 2:
        return _("%(month)s %(year)s", month=month, year=parts[0])
    day = _("1er") if int(parts[2]) == 1 else int(parts[2])
    return _("%(day)s\u00a0%(month)s %(year)s", day=day, month=month, year=parts[0])


def period(start: str | None, end: str | None, unsaid: str = DASH) -> str:
    """`2013 – 2019`, `depuis 2013`, `jusqu’à 2019`; `unsaid` when neither end is said."""
    if not start and not end:
        return unsaid
    if start == end:
        return date(start)
    if not end:
        return _("depuis %(date)s", date=date(start))
    return f"{date(start)}{NO_BREAK}–{NO_BREAK}{date(end)}" if start else _("jusqu’à %(date)s", date=date(end))
