"""JSON, GeoJSON and lines of JSON: records streamed one by one, their keys being the columns. Outlines are not kept."""

import io
import json
from collections.abc import Iterator, Mapping

import ijson
import orjson

from graph.errors import InvalidInput
from loaders.byte_stream import utf8_stream
from loaders.encoding import Encoding, detect
from loaders.flattening import flattened, text
from loaders.inputs import InputFile
from loaders.json_shape import Shape, find_shape, is_by_lines
from loaders.table import Flaw, RawRow, Table
from loaders.text_lines import TextLines

MAX_COLUMNS = 2_000
_LENIENT = 64 << 20
"""Bytes up to which a document that JSON forbids (NaN, as Python writes it) is read whole by the standard library."""

_BROKEN = Flaw("broken_json", "ligne qui n’est pas un objet JSON entier : corrigez-la", fatal=True)
_RANK = "le numéro de ligne est le rang de la fiche"


def json_table(file: InputFile) -> Table:
    """One table: the keys met are the columns, in order of first sight. Raises InvalidInput when it is not records."""
    encoding = detect(file.chunks(), file.name)
    document = _Lines(file, encoding) if _by_lines(file, encoding) else _Document(file, encoding)
    header: dict[str, None] = {}
    for _, cells in document.rows():
        header.update(dict.fromkeys(cells or ()))
        if len(header) > MAX_COLUMNS:
            raise InvalidInput(
                f"{file.name} : plus de {MAX_COLUMNS} clés différentes : ce n’est pas une liste de fiches semblables."
            )
    if not header:
        raise InvalidInput(f"{file.name} : aucune fiche. {_EXPECTED}")
    names = tuple(header)

    def rows() -> Iterator[RawRow]:
        for line, cells in document.rows():
            if cells is None:
                yield RawRow(line, ("",), (_BROKEN,))
            else:
                yield RawRow(line, [cells.get(name, "") for name in names] if any(cells.values()) else ())

    return Table(file.name, file.stem, names, rows, encoding=encoding.name, notes=document.notes)


_EXPECTED = "Attendu une liste de fiches ou un GeoJSON avec des « features »."


def _by_lines(file: InputFile, encoding: Encoding) -> bool:
    with utf8_stream(file.chunks(), encoding) as stream:
        head = stream.read(1 << 20)
    return is_by_lines(head, file.format in (".ndjson", ".jsonl"))


class _Lines:
    """A document on each line."""

    notes: tuple[str, ...] = ()

    def __init__(self, file: InputFile, encoding: Encoding) -> None:
        self._file, self._encoding = file, encoding

    def rows(self) -> Iterator[tuple[int, dict[str, str] | None]]:
        lines = TextLines(self._file.chunks(), self._encoding, self._file.name)
        for number, line in enumerate(lines, 1):
            lines.recent.clear()
            if line.strip():
                record = _parsed(line)
                for row in (None,) if record is None else flattened(record):
                    yield number, row


def _parsed(line: str) -> Mapping[str, object] | None:
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        try:
            record = json.loads(line)  # NaN, a lone surrogate
        except (ValueError, RecursionError):
            return None
    return record if isinstance(record, dict) else None


class _Document:
    """One document that holds a list of records."""

    notes = (_RANK,)

    def __init__(self, file: InputFile, encoding: Encoding) -> None:
        self._file, self._encoding = file, encoding
        self._whole: list[object] | None = None
        try:
            found = find_shape(self._opened)
        except ijson.JSONError as error:
            found = self._read_whole(error, 1)
        if found is None:
            raise InvalidInput(f"{file.name} : {_EXPECTED[0].lower()}{_EXPECTED[1:]}")
        self._shape = found

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        for rank, record in self._records():
            for row in flattened(record):
                yield rank, row

    def _opened(self) -> io.BufferedReader:
        return utf8_stream(self._file.chunks(), self._encoding)

    def _records(self) -> Iterator[tuple[int, Mapping[str, object]]]:
        items = self._items()
        if self._shape.arrays:
            columns = self._shape.columns or tuple(text(cell) for cell in _cells(next(items, (0, []))[1]))
            items = ((rank, dict(zip(columns, _cells(item), strict=False))) for rank, item in items)
        return ((rank, item) for rank, item in items if isinstance(item, Mapping))

    def _items(self) -> Iterator[tuple[int, object]]:
        rank = 0
        if self._whole is None:
            try:
                with self._opened() as stream:
                    for rank, item in enumerate(ijson.items(stream, self._shape.prefix, use_float=True), 1):
                        yield rank, item
                return
            except ijson.JSONError as error:
                self._read_whole(error, rank + 1)
        yield from ((at, item) for at, item in enumerate(self._whole or (), 1) if at > rank)

    def _read_whole(self, error: ijson.JSONError, rank: int) -> Shape:
        """What ijson refuses and the standard library reads. Raises InvalidInput where neither does."""
        content = bytearray()
        with self._opened() as stream:
            while len(content) <= _LENIENT and (chunk := stream.read(1 << 20)):
                content += chunk
        try:
            loaded = json.loads(content) if len(content) <= _LENIENT else None
        except (ValueError, RecursionError):
            loaded = None
        if isinstance(loaded, dict) and isinstance(loaded.get("features"), list):
            loaded = [f.get("properties") for f in loaded["features"] if isinstance(f, dict)]
        if not isinstance(loaded, list):
            raise InvalidInput(
                f"{self._file.name}:{rank} : JSON abîmé ou tronqué. Attendu un document entier : téléchargez-le de "
                "nouveau."
            ) from error
        self._whole = loaded
        return Shape("item", arrays=bool(loaded) and isinstance(loaded[0], list))


def _cells(item: object) -> list[object]:
    return item if isinstance(item, list) else []
