"""`serve` as a process: it answers, refuses a port that is taken, and stops when told."""

import http.client
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic, sleep

import pytest

from tests.cli.running import COMMAND, entrelacs
from tests.support.server import free_port

pytestmark = pytest.mark.unit
START_SECONDS = 60


@contextmanager
def served(store: str, port: int) -> Iterator[subprocess.Popen[str]]:
    command = [*COMMAND, "--store", store, "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def fetched(process: subprocess.Popen[str], port: int, path: str) -> tuple[int, str]:
    """Tried again until the process listens."""
    deadline = monotonic() + START_SECONDS
    while process.poll() is None and monotonic() < deadline:
        with suppress(ConnectionRefusedError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read().decode()
            connection.close()
            return answer.status, body
        sleep(0.1)
    raise TimeoutError(path)


def test_it_answers_in_json_and_in_pages_and_stops_cleanly(shown: str) -> None:
    port = free_port()
    with served(shown, port) as process:
        assert fetched(process, port, "/healthz") == (200, '{"status":"ok"}')
        assert fetched(process, port, "/readyz")[0] == 200
        status, page = fetched(process, port, "/experimentations/exp:demonstration:EXP-001")
        assert status == 200
        assert 'lang="fr"' in page
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert out == ""
    assert err.splitlines()[0].startswith(f"http://127.0.0.1:{port}")
    assert "Traceback" not in err


def test_it_starts_without_a_graph_and_says_so(own: str) -> None:
    port = free_port()
    with served(own, port) as process:
        assert fetched(process, port, "/healthz")[0] == 200
        status, body = fetched(process, port, "/api/v1/stats")
        assert status == 503
        assert "entrelacs demo" in body
        status, page = fetched(process, port, "/")
        assert status == 503
        assert "entrelacs demo" in page


def test_a_port_that_is_taken_is_told_before_anything_starts(shown: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = entrelacs("serve", "--port", port, store=shown)
    assert said.code == 1
    assert f"127.0.0.1:{port}" in said.err
    assert "déjà pris" in said.err
    assert "--port" in said.err
