"""`entrelacs serve` as a process: the wait for its first answer, and that of the subgraph route on a real file."""

import http.client
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from random import Random
from time import monotonic, perf_counter, sleep
from urllib.parse import quote

from graph.settings import Settings
from graph.store import open_store
from scripts.bench.measure import ENTRELACS, ROOT, Measure, repeated
from tests.support.server import free_port

PART = "serve"
PATIENCE = 60.0
CALLS = 200


@contextmanager
def served(settings: Settings) -> Iterator[tuple[http.client.HTTPConnection, float]]:
    """A connection, and the seconds from the start of the process to its first answer."""
    port, start = free_port(), perf_counter()
    process = subprocess.Popen(
        [ENTRELACS, "--store", settings.store, "serve", "--port", str(port)], cwd=ROOT,
        env={**os.environ, **_secrets(settings)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        _wait(connection, process)
        yield connection, perf_counter() - start
    finally:
        process.terminate()
        process.wait()


def first_answer(settings: Settings) -> Iterator[Measure]:
    with served(settings) as (_, seconds):
        yield Measure(PART, "from entrelacs serve to the first answer", seconds, "s")


def subgraph_route(name: str, settings: Settings, bar: float) -> Iterator[Measure]:
    """Projects and partners drawn evenly, on one connection that stays open, at each depth; the bar is on 1 and 2."""
    ids = _ids(settings)
    with served(settings) as (connection, _):
        for depth in (1, 2, 3):
            works = _asked(connection, ids, depth)
            yield from repeated(PART, f"{name}: subgraph route, depth {depth}", works, bar=bar if depth < 3 else None)


def _ids(settings: Settings) -> list[str]:
    with open_store(settings, read_only=True) as store:
        known = sorted({node for tie in store.participations() for node in tie})
    return Random(1).sample(known, CALLS + 1)


def _asked(connection: http.client.HTTPConnection, ids: list[str], depth: int) -> Iterator[Callable[[], object]]:
    return (partial(get, connection, f"/api/v1/subgraph?centre={quote(each)}&depth={depth}") for each in ids)


def get(connection: http.client.HTTPConnection, path: str) -> bytes:
    status, body = asked(connection, path)
    if status != http.HTTPStatus.OK:
        raise RuntimeError(f"{path} : {status} {body[:200]!r}")
    return body


def asked(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    """The status and the body of an answer."""
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read()


def _wait(connection: http.client.HTTPConnection, process: subprocess.Popen[bytes]) -> None:
    deadline = monotonic() + PATIENCE
    while process.poll() is None and monotonic() < deadline:
        with suppress(ConnectionRefusedError):
            get(connection, "/api/v1/stats")
            return
        connection.close()
        sleep(0.02)
    raise TimeoutError("entrelacs serve")


def _secrets(settings: Settings) -> dict[str, str]:
    if settings.neo4j_password is None:
        return {}
    return {
        "ENTRELACS_NEO4J_USER": settings.neo4j_user,
        "ENTRELACS_NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
    }
