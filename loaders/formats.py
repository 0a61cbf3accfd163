"""What a file is, from its first bytes and then from its name: portals serve workbooks as `.csv` and JSON as `.txt`."""

import gzip
import zipfile
import zlib
from pathlib import Path

TEXT, SHEETS = (".csv", ".tsv", ".txt"), (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
RECORDS, COLUMNS = (".json", ".geojson", ".ndjson", ".jsonl"), (".parquet",)
KNOWN = (*TEXT, *SHEETS, *RECORDS, *COLUMNS)

HEAD = 4096
_MAGIC = (
    (b"\x1f\x8b", ".gz"),
    (b"PAR1", ".parquet"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
    (b"%PDF", ".pdf"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"),
    (b"Rar!", ".rar"),
    (b"\xfd7zXZ", ".xz"),
    (b"BZh", ".bz2"),
    (b"\x28\xb5\x2f\xfd", ".zst"),
    (b"SQLite format 3", ".sqlite"),
)
_WORDS = {
    ".pdf": "un document PDF : cherchez le tableau (CSV, XLSX) dont il est tiré",
    ".html": "une page web : l’adresse ou le téléchargement mène à une page, pas aux données",
    ".xml": "du XML : cherchez le même jeu en CSV, JSON ou XLSX",
    ".7z": "une archive 7z : décompressez-la d’abord",
    ".rar": "une archive rar : décompressez-la d’abord",
    ".xz": "une archive xz : décompressez-la d’abord",
    ".bz2": "une archive bzip2 : décompressez-la d’abord",
    ".zst": "une archive zstd : décompressez-la d’abord",
    ".sqlite": "une base SQLite : exportez-en les tables en CSV",
}


def is_packed(path: Path) -> bool:
    """Whether it is a gzip, whatever its name."""
    with path.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"


def format_of(path: Path) -> str:
    """`.csv`, `.xlsx`, `.zip`…: what the bytes show, else the extension; under `.gz`, of what is packed.

    A name that says nothing known and bytes that are text give the extension as it stands, "" when there is none.
    """
    head, stated = _head(path), stated_format(path)
    for magic, kind in _MAGIC[1:]:
        if head.startswith(magic):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _container(path, stated)
    return _text_format(head, stated)


def stated_format(path: Path) -> str:
    """The extension, under `.gz`."""
    return Path(path.stem if path.suffix.lower() == ".gz" else path.name).suffix.lower()


def what_it_is(kind: str) -> str | None:
    """In French, for the formats that are known and not read."""
    return _WORDS.get(kind)


def _head(path: Path) -> bytes:
    """The first bytes, unpacked; those on disk when the archive is damaged, so that reading it says so."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if head.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(path, "rb") as unpacked:
                return unpacked.read(HEAD)
        except (OSError, EOFError, zlib.error):
            return b""
    return head


def _container(path: Path, stated: str) -> str:
    """A workbook is a zip with known members; a damaged one is what its name says."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype")[:100]:
                return ".ods"
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, KeyError):
        return stated if stated in SHEETS else ".zip"
    if "xl/workbook.bin" in names:
        return ".xlsb"
    return ".xlsx" if "xl/workbook.xml" in names else ".zip"


def _text_format(head: bytes, stated: str) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head")):
        return ".html"
    if start.startswith(b"<?xml") or (start.startswith(b"<") and stated in (*SHEETS, ".xml")):
        return ".xml"
    if start.startswith((b"[", b"{")) and (stated in RECORDS or start[1:].lstrip()[:1] in (b"{", b'"', b"[")):
        return stated if stated in RECORDS else ".json"
    if not head or stated in (*TEXT, *COLUMNS):
        return stated
    return ".csv" if stated in (*SHEETS, *RECORDS) and _readable(head) else stated


def _readable(head: bytes) -> bool:
    """Text, as far as the first bytes show: a workbook that is none is read as what it is."""
    return b"\0" not in head and sum(byte < 9 for byte in head) == 0
