"""Rows as the CSV that people open: spreadsheets read its accents and run none of its cells."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

_RUN = frozenset("=+-@\t\r")
"""First signs of a cell that a spreadsheet runs."""


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    file = io.BytesIO()
    write_csv(file, header, rows)
    return file.getvalue()


def write_csv(file: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """`;`, UTF-8 with its mark so that spreadsheets read accents. A cell that would be run as a formula is quoted.

    A row is written and forgotten.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    text.flush()
    text.detach()


def _cell(value: object) -> object:
    if isinstance(value, list | tuple):
        value = "|".join(str(part) for part in value)
    if isinstance(value, str) and value[:1] in _RUN:
        return "'" + value
    return "" if value is None else value
