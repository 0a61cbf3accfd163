"""CSV and TSV: encoding and separator found from the bytes, rows streamed."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from graph.errors import InvalidInput
from loaders.encoding import detect
from loaders.inputs import InputFile
from loaders.table import RawRow, Table, clean_header, header_index, skipped_note

SEPARATORS = (";", ",", "\t", "|")
_SAMPLE_ROWS = 30


def text_table(file: InputFile) -> Table:
    """The table of a text file. Raises InvalidInput when it is empty, binary, truncated or of no known encoding."""
    encoding = detect(file.chunks(), file.name)
    separator = _separator(file, encoding)
    sample = [row.cells for row in islice(_records(file, encoding, separator), _SAMPLE_ROWS)]
    start = header_index(sample)
    notes = list(skipped_note(start))
    if encoding not in ("utf-8", "utf-8-sig"):
        notes.append(f"lu en {encoding} : ce fichier n’est pas en UTF-8, vérifiez ses accents")

    def rows() -> Iterator[RawRow]:
        return islice(_records(file, encoding, separator), start + 1, None)

    return Table(file.name, file.stem, clean_header(sample[start]), rows, encoding, separator, tuple(notes))


def _text(file: InputFile, encoding: str) -> Iterator[str]:
    """Lines with their ends, decoded as they come."""
    stream = io.TextIOWrapper(io.BufferedReader(_Chunks(file.chunks())), encoding=encoding, newline="")
    return iter(stream)


def _records(file: InputFile, encoding: str, separator: str) -> Iterator[RawRow]:
    """Rows that are not blank, each with the line where it begins."""
    reader = csv.reader((line.replace("\0", "") for line in _text(file, encoding)), delimiter=separator)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield RawRow(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise InvalidInput(
            f"{file.name}:{line} : cellule sans fin ({error}). Un guillemet n’est jamais refermé : corrigez la ligne."
        ) from error
    except UnicodeDecodeError as error:
        raise InvalidInput(
            f"{file.name}:{line} : octet illisible en {encoding}. Enregistrez le fichier en UTF-8."
        ) from error


def _separator(file: InputFile, encoding: str) -> str:
    """The one that cuts the first lines into the most columns, as evenly as it can."""
    lines = list(islice(_text(file, encoding), _SAMPLE_ROWS))
    return max(SEPARATORS, key=lambda sign: (_evenness(lines, sign), -SEPARATORS.index(sign)))


def _evenness(lines: Iterable[str], separator: str) -> float:
    widths = []
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
    except csv.Error:
        return 0.0
    widest = max(widths, default=1)
    return 0.0 if widest == 1 else sum(width == widest for width in widths) / len(widths) + min(widest, 99) / 1000


class _Chunks(io.RawIOBase):
    """A raw stream over chunks, so that decoding stays in the standard library."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._rest = chunks, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        self._rest = self._rest or next(self._chunks, b"")
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)
