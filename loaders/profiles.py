"""What the values of a column look like: numbers of registers, communes, dates, amounts, names. By form and key."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from graph.errors import InvalidRecord
from graph.territories import reference
from loaders import amounts, dates
from loaders.checks import Check
from loaders.register_numbers import identifier

_YEAR = re.compile(r"(?:19[5-9][0-9]|20[0-4][0-9])(?:[.,]0)?")
_RNA = re.compile(r"[Ww][0-9][0-9A-Za-z][0-9]{7}")
_SCIENTIFIC = re.compile(r"[0-9][.,][0-9]+E\+1[0-9]", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*")
_DATED = re.compile(r"[0-9].*[-/. _][0-9]|[0-9] [^\W\d_]+ [0-9]{4}|[0-9]{8}")
_DEPARTEMENT = re.compile(r"0[1-9]|[1-9]|[1-8][0-9]|9[0-5]|2[ABab]|97[1-6]")
_SITE = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:fr|org|com|net|eu|info)\b.*", re.IGNORECASE)
_NAME, _SHORT, _TOWN = 200, 40, 45


def profile(cells: Iterable[str]) -> Mapping[str, float]:
    """Kind → share of the cells that say something that may be of it; empty when none says anything."""
    said = [cell.strip() for cell in cells if cell.strip()]
    counts = Counter(kind for cell in said for kind in kinds(cell))
    return {kind: number / len(said) for kind, number in counts.items()}


def kinds(cell: str) -> set[str]:
    """All that a value may be."""
    found = set(_numeric(cell))
    if any(sign.isalpha() for sign in cell):
        found |= {"text"} | set(_worded(cell))
    if _CODE.fullmatch(cell) and len(cell) <= _SHORT:
        found.add("code")
    if _RNA.fullmatch(cell):
        found.add("rna")
    if _SITE.fullmatch(cell):
        found |= {"site", "url"}
    if len(cell) <= _SHORT:
        found.add("short")
    return found


def _worded(cell: str) -> Iterable[str]:
    if len(cell) <= _NAME:
        yield "name"
    if len(cell) <= _TOWN and sum(map(str.isdigit, cell)) <= 2:
        yield "town"


def _numeric(cell: str) -> Iterable[str]:
    if not any(sign.isdigit() for sign in cell):
        return
    bare = cell.replace(" ", "").replace("\u00a0", "").replace("\u202f", "").strip("'’")
    if _is_number_of_register(bare):
        yield "organisation_number"
    elif _SCIENTIFIC.fullmatch(bare) or (bare.isdigit() and len(bare) in (9, 14)):
        yield "damaged_number"
    if len(bare) == 5 and bare.upper() in reference.communes():
        yield "commune"
    if bare.isdigit() and len(bare) in (4, 5):
        yield "postcode"
        if len(bare) == 4 and bare[0] in "1-9":
            yield "legal_category"
    if _DEPARTEMENT.fullmatch(bare):
        yield "departement"
    yield from _dated(cell, bare)
    if _passes(amounts.amount, cell) and not (bare.isdigit() and len(bare) > 8):
        yield "amount"
        if _passes(amounts.share, cell):
            yield "share"
    elif cell.lstrip().startswith("-"):
        yield "amount"


def _dated(cell: str, bare: str) -> Iterable[str]:
    if _YEAR.fullmatch(bare):
        yield from ("year", "date", "period")
    elif _DATED.search(cell) and _passes(dates.period, cell):
        yield "period"
        yield "date"


def _is_number_of_register(bare: str) -> bool:
    return len(bare) in (8, 9, 13, 14) and bare.isdigit() and _passes(identifier, bare)


def _passes(check: Check, cell: str) -> bool:
    try:
        check(cell)
    except (InvalidRecord, ValueError):
        return False
    return True
