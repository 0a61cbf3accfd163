"""Dates as files write them → the form of the graph: `13/01/2022`, `2022/01/13`, `01-12-2021`, `44574`, periods.

Day before month, always: no French publisher writes the month first.
"""

import re
from datetime import date, timedelta
from functools import lru_cache

from graph.model.period import MONTHS, Period
from graph.model.text import fold
from loaders.repairs import Repair, Repaired

_ISO = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")
_TIME = re.compile(
    r"[T ][0-9]{1,2}[:h][0-9]{2}(?:[:m][0-9]{2}(?:[.,][0-9]+)?)?(?: ?(?:Z|[+-][0-9]{2}:?[0-9]{2}))?", re.IGNORECASE
)
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([/.])([0-9]{1,2})\2([0-9]{1,2})")
_GLUED = re.compile(r"(19[0-9]{2}|20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
_SERIAL = re.compile(r"([0-9]{5})(?:[.,]0+)?")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{4})")
_WORDS = re.compile(rf"(?:(?:le )?([0-9]{{1,2}})(?:er)? )?({'|'.join(map(fold, MONTHS))}) ([0-9]{{4}})")
_YEARS = re.compile(r"((?:19|20)[0-9]{2})\s*[-–/]\s*((?:19|20)[0-9]{2})")
_ONE = r"([0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}|[0-9]{8}|[0-9]{4}-[0-9]{2}|[0-9]{4}|[0-9]{1,2}/[0-9]{4})"
_BETWEEN = r"(?:\s*[_;|→]\s*|\s+[-–/]\s+|/|(?<=/[0-9]{4})-|\s*(?:au|à|jusqu['’]au|et le)\s+)"
_INTERVAL = re.compile(rf"(?:du |de |entre le )?{_ONE}{_BETWEEN}{_ONE}", re.IGNORECASE)

_FRENCH = Repair("french_date", "date écrite autrement que 2022-01-13, lue jour, mois et année", quiet=True)
_PERIOD = Repair("french_period", "période lue comme un intervalle de dates", quiet=True)
_NUMBER = Repair("date_serial", "date laissée en nombre par un tableur : lue en jours depuis 1900, vérifiez-la")
_SHORT = Repair("short_year", "année sur deux chiffres : lue comme une année 2000, vérifiez-la")

_EPOCH = date(1899, 12, 30)
_SERIALS = range(29_221, 73_051)
"""1980 to 2099 as a spreadsheet numbers days."""


@lru_cache(1 << 16)
def period(value: str) -> str:
    """A year, month, day or interval; ISO where the source writes days otherwise."""
    if _ISO.fullmatch(value):
        return str(Period.parse(value))
    repaired = _mended(" ".join(value.split()))
    if repaired is None:
        return str(Period.parse(value))
    Period.parse(repaired)
    return repaired


def day(value: str) -> str:
    """A day, month or year: the first of an interval."""
    return period(value)


def year(value: str) -> str:
    """A year, alone or that of a date; two of them (a season) are a period. `2022.0` is how spreadsheets write it."""
    bare = re.sub(r"[.,]0+$", "", value.strip())
    if re.fullmatch(r"(?:19|20)[0-9]{2}", bare):
        return bare
    if match := re.fullmatch(r"(?:ann[ée]e|exercice|budget)?\s*((?:19|20)[0-9]{2})", bare, re.I):
        return match[1]
    return period(bare)


def _mended(text: str) -> str | None:
    """What Period reads, with what was mended; None when the text is to be read as it stands."""
    if match := _YEARS.fullmatch(text):
        return Repaired.by(_PERIOD, f"{match[1]}/{match[2]}") if "/" not in text else None
    bare = _TIME.sub("", text)
    if (single := _point(bare)) is not None:
        return single
    if match := _INTERVAL.fullmatch(bare):
        first, last = (_point(part) or part for part in match.groups())
        return None if f"{first}/{last}" == text else Repaired.by(_PERIOD, f"{first}/{last}")
    return None if bare == text else Repaired.by(_FRENCH, bare)


def _point(text: str) -> str | None:
    if match := _DAY_FIRST.fullmatch(text):
        short = len(match[4]) == 2
        repair, year = (_SHORT, f"20{match[4]}") if short else (_FRENCH, match[4])
        return Repaired.by(repair, _written(year, match[3], match[1]))
    if match := _YEAR_FIRST.fullmatch(text) or _GLUED.fullmatch(text):
        return Repaired.by(_FRENCH, _written(match[1], *match.groups()[-2:]))
    if match := _MONTH_FIRST.fullmatch(text):
        return Repaired.by(_FRENCH, f"{match[2]}-{int(match[1]):02}")
    if match := _WORDS.fullmatch(fold(text)):
        month = f"{match[3]}-{[fold(name) for name in MONTHS].index(match[2]) + 1:02}"
        return Repaired.by(_FRENCH, f"{month}-{int(match[1]):02}" if match[1] else month)
    if (match := _SERIAL.fullmatch(text)) and int(match[1]) in _SERIALS:
        return Repaired.by(_NUMBER, (_EPOCH + timedelta(days=int(match[1]))).isoformat())
    return None


def _written(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"
