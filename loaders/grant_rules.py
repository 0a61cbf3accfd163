"""What makes a grant of the fields of a row, whether rows are read one by one or by column."""

import re
from functools import lru_cache

from graph.model.relations import LocatedBy
from loaders.organisations import Organisation
from loaders.persons import is_person, is_sole_trader
from loaders.source import Value

PATRONS = ("entreprise", "fondation", "mutuelle_cooperative")
"""Kinds whose gift is mécénat."""

SAID = ("reference", "signed", "year", "period", "purpose", "amount", "nature", "scheme", "conditions", "share")
"""What tells one grant from another beside its parties."""

YEAR = len("2022")
_CODE, _GLUED = re.compile(r"CV\d+"), re.compile(r"(?:CV\d+)+")


@lru_cache(100_000)
def is_to_person(name: str | None, category: str | None, sole_traders: tuple[str, ...]) -> bool:
    """Whether the money goes to a natural person. `sole_traders`: kinds among which some trade under their name."""
    return is_person(name or "", category) or (category in sole_traders and is_sole_trader(name or ""))


def types(giver: Organisation) -> tuple[str, tuple[str, ...]]:
    """(type of alliance, types of partnership)."""
    return ("mecenat", ("mecenat",)) if giver.actor.profile in PATRONS else ("financement", ())


def named(giver: Organisation, beneficiary: Organisation, start: str | None) -> str:
    """`Subvention à Foyer rural (Département de la Somme, 2022)`: many grants say nothing of what they are for."""
    said = ", ".join(part for part in (giver.actor.label, (start or "")[:YEAR]) if part)
    return f"Subvention à {beneficiary.actor.label or beneficiary.actor.id}{f' ({said})' if said else ''}"


def contracts(cell: str | None) -> tuple[str, ...] | None:
    """`CV383CV384` is two codes that a cell glued together."""
    if cell is None:
        return None
    return tuple(_CODE.findall(cell)) if _GLUED.fullmatch(cell) else (cell,)


@lru_cache(10_000)
def dates(signed: str | None, year: str | None, period: str | None) -> tuple[str | None, str | None]:
    """The day of the convention; else its year, whole; the end is that of the payments where a period is said."""
    start = signed or year
    if not period or "/" not in period:
        return start or period, None if signed else year
    first, _, last = period.partition("/")
    return start or first or None, (last if last != ".." and (start or first) <= last else None)


def places(declared: Value | None, beneficiary: Organisation) -> list[tuple[str, str]]:
    """(territory, how it is known): where the publisher says that the money acts; else where the beneficiary is, an
    establishment or its seat.
    """
    if declared:
        every = (declared,) if isinstance(declared, str) else declared
        return [(place, LocatedBy.DECLARED.value) for place in every]
    if beneficiary.place is None:
        return []
    return [(beneficiary.place, (LocatedBy.ESTABLISHMENT if beneficiary.siret else LocatedBy.SEAT).value)]
