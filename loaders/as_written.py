"""Columns of which every cell says what it is written: told at once, in place of judging each cell.

One search through all the cells of a column is many times faster than as many searches.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from loaders.contacts import may_hold_contacts
from loaders.mojibake import SUSPECT
from loaders.table import MAX_CELL

FORMS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "amount": re.compile(r"(?:(?:[0-9]{1,15}(?:\.[0-9]{1,6})?)?\n)*"),
        "period": re.compile(r"(?:(?:(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8]))?\n)*"),
    }
)
"""By check: lines that it gives back as they are, or that say nothing."""


def is_varied(cells: Sequence[str]) -> bool:
    """Whether a column repeats itself so little that judging each of its cells once would be long."""
    return 4 * len({*cells}) > len(cells)


def as_written(check: str, cells: Sequence[str]) -> list[str | None] | None:
    """The values of a column, empty cells as None; None where a cell has to be judged by itself."""
    text = "\n".join([*cells, ""])
    if check == "text":
        bare = list(map(str.strip, cells))
        return None if _is_doubtful(text) or max(map(len, cells), default=0) > MAX_CELL else _said(bare)
    form = FORMS.get(check)
    if form is None or text.count("\n") != len(cells) or not form.fullmatch(text):
        return None
    return _said(cells)


def _is_doubtful(text: str) -> bool:
    return may_hold_contacts(text) or (not text.isascii() and bool(SUSPECT.search(text)))


def _said(cells: Sequence[str]) -> list[str | None]:
    return [cell or None for cell in cells]
