"""`kill -9` in the middle of a load: the store opens, no committed batch is lost, the same load completes it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from graph.settings import Settings
from graph.store import open_store
from loaders.loading import load_files, load_references
from scripts.bench.grants import lines
from tests.cli.running import COMMAND
from tests.support.killed_writer import BATCHES, SIZE, batch, write
from tests.support.server import Server

pytestmark = pytest.mark.contract
ROOT = Path(__file__).resolve().parents[2]


def environment(settings: Settings) -> dict[str, str]:
    password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
    given = {
        "ENTRELACS_STORE": settings.store,
        "ENTRELACS_NEO4J_USER": settings.neo4j_user,
        "ENTRELACS_NEO4J_PASSWORD": password,
    }
    return {**os.environ, **given, "PYTHONPATH": str(ROOT)}


@contextmanager
def three_batches(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """A load in a process of its own that has committed three batches and goes on."""
    command = [sys.executable, "-m", "tests.support.killed_writer"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=environment(settings), cwd=ROOT, text=True, **pipes) as process:
        assert process.stdout
        assert [process.stdout.readline().strip() for _ in range(3)] == ["0", "1", "2"]
        yield process
        process.kill()


def assert_the_same_load_completes_it(settings: Settings) -> None:
    with open_store(settings) as store:
        kept = sum(1 for _ in store.actors())
        assert kept >= 3 * SIZE
        assert kept % SIZE == 0  # never half a batch
        assert [run.open for run in store.runs()] == [True]
        write(store)
        assert [run.open for run in store.runs()] == [False]
        whole = sum(node.digest for number in range(BATCHES) for node in batch(number)) % (1 << 128)
        assert store.revision() == f"{whole:032x}"  # that of an undisturbed load


def test_a_killed_load_keeps_its_batches_and_the_same_load_completes_it(settings: Settings) -> None:
    if settings.store == "sqlite://":
        pytest.skip("un graphe en mémoire ne survit pas à son processus")
    with three_batches(settings) as process:
        process.send_signal(signal.SIGKILL)
    assert_the_same_load_completes_it(settings)


@pytest.mark.neo4j
def test_a_load_whose_server_is_killed_keeps_its_batches_too(neo4j_settings: Settings, neo4j_server: Server) -> None:
    with three_batches(neo4j_settings) as process:
        try:
            neo4j_server.kill()
        except NotImplementedError as lent:
            pytest.skip(str(lent))
        neo4j_server.restart()
        process.wait(timeout=60)
    assert process.returncode == 1  # the load ends by itself, with an error
    assert_the_same_load_completes_it(neo4j_settings)


def test_a_command_killed_while_it_reads_leaves_an_open_run_and_no_fact(tmp_path: Path) -> None:
    """Into SQLite a load is one transaction (ADR 0012): all of it or nothing, and the log says that it began."""
    file = tmp_path / "subventions.csv"
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(lines(4_000))
    settings, undisturbed = (Settings(store=f"sqlite:///{tmp_path / name}.db") for name in ("tue", "entier"))
    with open_store(settings) as store:
        load_references(store)
        before = store.revision()
    command = [*COMMAND, "--store", settings.store, "load", "--no-identity", str(file)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        wait_until_open(settings, "scdl")
        process.send_signal(signal.SIGKILL)
    with open_store(settings) as store:
        assert store.revision() == before
        assert [run.open for run in store.runs() if run.source == "scdl"] == [True]
        load_files(store, [str(file)])
        assert [run.open for run in store.runs() if run.source == "scdl"] == [False]
        completed = store.revision()
    with open_store(undisturbed) as store:
        load_files(store, [str(file)])
        assert store.revision() == completed


def wait_until_open(settings: Settings, source: str) -> None:
    deadline = monotonic() + 60
    with open_store(settings, read_only=True) as reader:
        while not any(run.source == source for run in reader.runs()):
            assert monotonic() < deadline, "the load never began"
            sleep(0.02)
