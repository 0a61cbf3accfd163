"""A reader who leaves in the middle: nothing stays of the file, and the place is free for the next."""

import gc
import io
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from api import downloads
from api.app import create_app
from api.routes import exports
from api.settings import ApiSettings
from graph.errors import InvalidInput
from tests.api.conftest import LEAD
from tests.browser.serving import served

pytestmark = pytest.mark.unit


@pytest.fixture
def base(store_address: str) -> Iterator[str]:
    """A server that writes one file at a time and lets nobody wait."""
    with served(create_app(ApiSettings(store=store_address, analysis_slots=1, analysis_wait=0.05))) as address:
        yield address


def asked(base: str, path: str) -> socket.socket:
    where = urlsplit(base)
    opened = socket.create_connection((where.hostname or "", where.port or 0))
    opened.sendall(f"GET {path} HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n".encode())
    return opened


class Slow:
    """A writing that lasts until it is told to stop."""

    def __init__(self) -> None:
        self.begun, self.left = Event(), Event()
        self.files: list[Any] = []

    def __call__(self, view: Any, format: str, file: Any, part: Any, *, watch: Any) -> Any:
        self.files.append(file)
        self.begun.set()
        try:
            while True:
                file.write(b"x" * 1000)
                watch()
                time.sleep(0.01)
        finally:
            self.left.set()


def test_who_leaves_while_it_is_written_frees_the_slot(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow()
    monkeypatch.setattr(exports, "write_export", slow)
    reader = asked(base, "/api/v1/export/graphml")
    assert slow.begun.wait(5)
    full = httpx.get(f"{base}/api/v1/export/csv")
    assert (full.status_code, full.json()["error"]["code"]) == (503, "overloaded")
    reader.close()
    assert slow.left.wait(5), "the writing stops at its next look"
    monkeypatch.undo()
    for _ in range(50):  # the slot is given back a moment after
        if (answer := httpx.get(f"{base}/api/v1/export/csv")).status_code == 200:
            break
        time.sleep(0.05)
    assert answer.status_code == 200
    assert slow.files[0].closed


def test_who_leaves_while_it_is_sent_closes_the_file(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []
    whole = downloads.temporary

    def large() -> Any:
        made.append(whole())
        return made[-1]

    def write(view: Any, format: str, file: Any, part: Any, *, watch: Any) -> Any:
        written = real(view, format, file, part, watch=watch)
        file.write(b" " * 30_000_000)  # more than any buffer between us
        return written

    real = exports.write_export
    monkeypatch.setattr(exports, "temporary", large)
    monkeypatch.setattr(exports, "write_export", write)
    reader = asked(base, "/api/v1/export/jsonld")
    head = reader.recv(4096).decode(errors="replace").lower()
    assert "content-length: 3" in head, "a cut download is seen by its length"
    reader.close()
    for _ in range(100):
        if made and made[0].closed:
            break
        time.sleep(0.05)
    assert made[0].closed
    gc.collect()


def test_a_failure_in_the_middle_is_an_error_and_no_file(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []

    def broken(view: Any, format: str, file: Any, part: Any, *, watch: Any) -> Any:
        made.append(file)
        file.write(b"half")
        raise InvalidInput("trop long")

    monkeypatch.setattr(exports, "write_export", broken)
    answer = httpx.get(f"{base}/api/v1/export/graphml")
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, "trop long")
    assert made[0].closed


def test_headers_say_what_the_file_is(base: str) -> None:
    answer = httpx.get(f"{base}/api/v1/export/graphml?centre={LEAD}")
    assert answer.headers["content-disposition"] == 'attachment; filename="entrelacs.graphml"'
    assert int(answer.headers["content-length"]) == len(answer.content)
    said = {
        name: httpx.URL(f"http://x/?a={text}").params["a"]
        for name, text in answer.headers.items()
        if name.startswith("x-entrelacs")
    }
    assert said["x-entrelacs-notice"] == "données synthétiques de démonstration"
    assert "Licence Ouverte 2.0" in said["x-entrelacs-licences"]
    assert said["x-entrelacs-selection"].startswith("le voisinage de L’Atelier")
    held = httpx.get(str(answer.url), headers={"If-None-Match": answer.headers["etag"]})
    assert held.status_code == 304
    assert httpx.head(str(answer.url)).headers["content-length"] == answer.headers["content-length"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("depth=2", "il y manque son centre"), (f"centre={LEAD}&type=ACTS_IN", "pas les deux"),
        ("nature=x", "nature"), ("type=X", "ACTS_IN"), ("centre=siren:123", "siren:123"),
    ],
)  # fmt: skip
def test_a_part_that_cannot_be_is_told_in_words(base: str, query: str, words: str) -> None:
    answer = httpx.get(f"{base}/api/v1/export/xlsx?{query}")
    assert answer.status_code in (400, 404)
    assert words in answer.json()["error"]["message"]


def test_a_workbook_longer_than_the_format_is_refused_in_words(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.exports.workbook.ROWS_MOST", 5)
    answer = httpx.get(f"{base}/api/v1/export/xlsx")
    assert answer.status_code == 400
    assert "Trop de lignes pour un classeur XLSX" in answer.json()["error"]["message"]
    assert "CSV ou le Parquet" in answer.json()["error"]["message"]


def test_an_unfinished_command_leaves_no_file(
    store_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.cli.running import entrelacs

    def broken(view: Any, format: str, file: io.BufferedWriter, part: Any) -> Any:
        file.write(b"half")
        raise InvalidInput("arrêté")

    (tmp_path / "g.gexf").write_text("avant")
    monkeypatch.setattr("api.cli_exports.write_export", broken)
    said = entrelacs("export", "--format", "gexf", tmp_path / "g.gexf", store=store_address)
    assert said.code == 3
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"g.gexf": "avant"}
