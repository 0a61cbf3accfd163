"""CSV and TSV: encoding and separator found from the bytes, rows streamed."""

import csv
from collections.abc import Iterable, Iterator
from itertools import dropwhile, islice

from loaders.encoding import Encoding, detect
from loaders.header import find_header
from loaders.inputs import InputFile
from loaders.table import RawRow, Table
from loaders.text_lines import TextLines
from loaders.text_rows import TextRows

SEPARATORS = (";", ",", "\t", "|", "^", "~")
_SAMPLE_ROWS, _LOOKED_AT = 200, 5_000
"""Rows that say something, among how many first lines: some exports open with blank ones."""

_WHOLE = 0.5
"""Share of rows as wide as the header from which a short row is one that was cut; below, the file has short rows."""


def text_table(file: InputFile) -> Table:
    """The table of a text file. Raises InvalidInput when it is empty, binary, truncated or of no known encoding."""
    encoding = detect(file.chunks(), file.name)
    separator = _separator(file, encoding)
    opening = islice(TextRows(_lines(file, encoding), separator, file.name), _LOOKED_AT)
    sample = list(islice((row for row in opening if row.cells), _SAMPLE_ROWS))
    header = find_header(sample)
    below = [row.cells for row in sample if row.line > header.line and row.cells]
    width = len(header.cells)
    join = bool(below) and sum(len(cells) == width for cells in below) >= _WHOLE * len(below)

    def rows() -> Iterator[RawRow]:
        every = TextRows(_lines(file, encoding), separator, file.name, width, join=join)
        return dropwhile(lambda row: row.line <= header.line, every)

    notes = (*header.notes, *_encoding_notes(encoding))
    return Table(
        file.name, file.stem, header.names, rows, encoding.name, separator, notes, header.titles, header.unnamed
    )  # fmt: skip


def _lines(file: InputFile, encoding: Encoding) -> TextLines:
    return TextLines(file.chunks(), encoding, file.name)


def _encoding_notes(encoding: Encoding) -> Iterator[str]:
    if not encoding.is_utf8:
        yield f"lu en {encoding.name} : ce fichier n’est pas en UTF-8, vérifiez ses accents"
    if encoding.mixed:
        yield f"UTF-8 et {encoding.other} mêlés : chaque ligne est lue dans son encodage, vérifiez les accents"


def _separator(file: InputFile, encoding: Encoding) -> str:
    """The one that cuts the first lines into the most columns, as evenly as it can."""
    said = (line for line in islice(_lines(file, encoding), _LOOKED_AT) if line.strip())
    lines = list(islice(said, _SAMPLE_ROWS))
    return max(SEPARATORS, key=lambda sign: (_evenness(lines, sign), -SEPARATORS.index(sign)))


def _evenness(lines: Iterable[str], separator: str) -> float:
    widths = []
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
    except csv.Error:
        return 0.0
    widest = max(widths, default=1)
    if widest == 1:
        return 0.0
    usual = max(set(widths) - {1}, key=widths.count)
    return widths.count(usual) / len(widths) + min(usual, 99) / 1000
