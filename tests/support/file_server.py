"""A real HTTP server on loopback that serves as it is told: whole, cut, stalled, endless, compressed, elsewhere.

server.serves("/donnees.csv", content(b"..."))        every request of that path
server.serves("/donnees.csv", cut(body, 10), content(body))    the first one, then all others
"""

import gzip
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any

import pytest


class Exchange(BaseHTTPRequestHandler):
    """One request, with what a behaviour needs to answer it."""

    protocol_version = "HTTP/1.1"
    server: "Listener"

    def do_GET(self) -> None:
        self.server.seen.append(Seen(self.path, dict(self.headers.items())))
        behaviours = self.server.routes.get(self.path.partition("?")[0]) or [status(404)]
        behaviour = behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]
        with suppress(BrokenPipeError, ConnectionResetError):  # the client may go away in the middle
            behaviour(self)

    def head(self, code: int, headers: Mapping[str, str]) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing on standard error: tests read it."""


Behaviour = Callable[[Exchange], None]


@dataclass(frozen=True)
class Seen:
    path: str
    headers: dict[str, str]


class Listener(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Exchange)
        self.routes: dict[str, list[Behaviour]] = {}
        self.seen: list[Seen] = []
        self.over = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what tests do; anything else is shown."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@dataclass
class FileServer:
    _server: Listener = field(default_factory=Listener)

    @property
    def seen(self) -> list[Seen]:
        """The requests, in order."""
        return self._server.seen

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def url(self, path: str) -> str:
        return f"{self.origin}{path}"

    def serves(self, path: str, *behaviours: Behaviour) -> str:
        """Answer so, one behaviour for each request, the last for all that follow; returns the address."""
        self._server.routes[path] = list(behaviours)
        return self.url(path)


@contextmanager
def running() -> Iterator[FileServer]:
    server = Listener()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield FileServer(server)
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()


@pytest.fixture
def file_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    """One server for a test, reached without the proxy of the person who runs it."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with running() as made:
        yield made


def content(body: bytes, headers: Mapping[str, str] = {}, *, ranges: bool = True) -> Behaviour:
    """The file, whole or from where it is asked; 304 where the client has it; validators from `headers`."""

    def answer(exchange: Exchange) -> None:
        asked, start = exchange.headers, 0
        etag, modified = headers.get("ETag"), headers.get("Last-Modified")
        if (etag and asked["If-None-Match"] == etag) or (modified and asked["If-Modified-Since"] == modified):
            return exchange.head(304, {"ETag": etag or ""})
        if ranges and asked["Range"] and asked["If-Range"] in (etag, modified):
            start = int(asked["Range"].removeprefix("bytes=").rstrip("-"))
        said = {"Content-Length": str(len(body) - start), **headers}
        if start:
            said["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        exchange.head(206 if start else 200, said)
        exchange.wfile.write(body[start:])
        return None

    return answer


def cut(body: bytes, after: int, headers: Mapping[str, str] = {}) -> Behaviour:
    """Announce the whole file, send `after` bytes, hang up."""

    def answer(exchange: Exchange) -> None:
        exchange.head(200, {"Content-Length": str(len(body)), **headers})
        exchange.wfile.write(body[:after])
        exchange.close_connection = True

    return answer


def cut_chunks(body: bytes, headers: Mapping[str, str] = {}) -> Behaviour:
    """A transfer by chunks, without announced length, that hangs up before its last chunk."""

    def answer(exchange: Exchange) -> None:
        exchange.head(200, {"Transfer-Encoding": "chunked", **headers})
        exchange.wfile.write(b"%x\r\n%s\r\n" % (len(body), body))
        exchange.close_connection = True

    return answer


def stalled(body: bytes, after: int, headers: Mapping[str, str] = {}) -> Behaviour:
    """Send `after` bytes, then nothing, without hanging up."""

    def answer(exchange: Exchange) -> None:
        exchange.head(200, {"Content-Length": str(len(body)), **headers})
        exchange.wfile.write(body[:after])
        exchange.wfile.flush()
        exchange.server.over.wait(20)

    return answer


def endless(piece: bytes = b"x" * 65_536, pause: float = 0.0) -> Behaviour:
    """A transfer that never ends; a pause between its pieces makes it slow."""

    def answer(exchange: Exchange) -> None:
        exchange.head(200, {"Transfer-Encoding": "chunked"})
        for _ in count():
            exchange.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            if exchange.server.over.wait(pause):
                return

    return answer


def compressed(body: bytes, headers: Mapping[str, str] = {}) -> Behaviour:
    """The file under Content-Encoding: gzip, asked or not."""
    return content(gzip.compress(body), {"Content-Encoding": "gzip", **headers})


def status(code: int, headers: Mapping[str, str] = {}) -> Behaviour:
    return lambda exchange: exchange.head(code, {"Content-Length": "0", **headers})


def redirect(location: str, code: int = 302) -> Behaviour:
    return status(code, {"Location": location})
