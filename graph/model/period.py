"""When something holds: a year, a month, a day, or an interval of them, as a source states it."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Self

from graph.errors import InvalidRecord
from graph.language import N_

FIRST_YEAR, LAST_YEAR = 1500, 2199
"""Beyond these a year is taken for a typing error."""

EXPECTED = "attendu 2016, 2016-05, 2016-05-07, 2016/2018 ou 2016-05-07/.."
MONTHS = (N_("janvier"), N_("février"), N_("mars"), N_("avril"), N_("mai"), N_("juin"), N_("juillet"),
          N_("août"), N_("septembre"), N_("octobre"), N_("novembre"), N_("décembre"))  # fmt: skip
_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?(?:[T ]00:00(?::00)?)?")
_FRENCH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_ABOUT = re.compile(r"^(?:~|vers |environ |ca\.? |c\. )\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """An interval of days, both ends included.

    `start` is None when the beginning is unknown, `end` when it is unknown or has not come; `open` says that the
    source states it as still running (`2016/..`). `approximate` bounds are the nominal ones.
    """

    stated_as: str
    start: date | None
    end: date | None
    approximate: bool = False
    open: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a period; raises InvalidRecord with the reason when a date does not exist or ends before it begins."""
        stated = text.strip()
        plain = " ".join(stated.split())
        bare = _ABOUT.sub("", plain).removesuffix("~")
        first, last = _ends(bare, stated)
        start = _bounds(first, stated)[0] if first else None
        end = _bounds(last, stated)[1] if last and last != ".." else None
        if start is None and end is None:
            raise InvalidRecord("date", stated, EXPECTED)
        if start and end and end < start:
            raise InvalidRecord("date", stated, "la fin précède le début")
        return cls(stated, start, end, approximate=bare != plain, open=last == "..")

    @classmethod
    def between(cls, first: str | None, last: str | None) -> Self | None:
        """The period of two cells, `debut` and `fin`: None when both are empty, an unknown end when `fin` is."""
        first, last = (first or "").strip(), (last or "").strip()
        if first and not last:
            return cls.parse(first if "/" in first else f"{first}/")
        if last and not first:
            return cls.parse(f"/{last}")
        return cls.parse(f"{first}/{last}") if first else None

    @classmethod
    def stated(cls, first: str | None, last: str | None) -> Self | None:
        """`between`, and None also where the two are no dates of ours: a store keeps what its sources said."""
        try:
            return cls.between(first, last)
        except InvalidRecord:
            return None

    def overlaps(self, other: "Period") -> bool:
        """Whether a day belongs to both; an unknown bound excludes nothing."""
        return _before(self.start, other.end) and _before(other.start, self.end)

    def __str__(self) -> str:
        return self.stated_as


def _ends(bare: str, stated: str) -> tuple[str, str]:
    """The two ends of the text; the same twice for a single date."""
    if match := _FRENCH.fullmatch(bare):
        day, month, year = match.groups()
        bare = f"{year}-{month}-{day}"
    if "/" not in bare:
        return bare, bare
    first, _, last = bare.partition("/")
    if "/" in last:
        raise InvalidRecord("date", stated, EXPECTED)
    return ("" if first.strip() == ".." else first.strip()), last.strip()


def _bounds(point: str, stated: str) -> tuple[date, date]:
    """First and last day of a year, a month or a day."""
    match = _POINT.fullmatch(point)
    if not match:
        raise InvalidRecord("date", stated, EXPECTED)
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidRecord("date", stated, f"année hors de {FIRST_YEAR}–{LAST_YEAR}")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise InvalidRecord("date", stated, f"le mois {month} n’existe pas")
    last_day = monthrange(year, month)[1]
    if day is not None and not 1 <= day <= last_day:
        raise InvalidRecord("date", stated, f"le {day} {MONTHS[month - 1]} {year} n’existe pas")
    return date(year, month, day or 1), date(year, month, day or last_day)


def _before(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last
