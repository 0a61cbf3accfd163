"""`kill -9` in the middle of a load: the store opens, no committed batch is lost, the same load completes it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.settings import Settings
from graph.store import open_store
from tests.support.killed_writer import BATCHES, SIZE, batch, write

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


def test_a_killed_load_keeps_its_batches_and_the_same_load_completes_it(settings: Settings) -> None:
    if settings.store == "sqlite://":
        pytest.skip("un graphe en mémoire ne survit pas à son processus")
    command = [sys.executable, "-m", "tests.support.killed_writer"]
    with subprocess.Popen(command, env=environment(settings), cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = [process.stdout.readline().strip() for _ in range(3)]
        process.send_signal(signal.SIGKILL)
    assert said == ["0", "1", "2"]  # three batches were committed before the kill
    store = open_store(settings)
    try:
        kept = sum(1 for _ in store.actors())
        assert kept >= 3 * SIZE
        assert kept % SIZE == 0  # never half a batch
        assert [run.open for run in store.runs()] == [True]
        write(store)
        assert [run.open for run in store.runs()] == [False]
        whole = sum(node.digest for number in range(BATCHES) for node in batch(number)) % (1 << 128)
        assert store.revision() == f"{whole:032x}"  # that of an undisturbed load
    finally:
        store.close()
