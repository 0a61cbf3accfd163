"""Fixtures of every test.

Strategy: a test builds the smallest graph that shows what it asserts, in a store of its own (SQLite in memory or in
`tmp_path`). A real Neo4j is started once for the session and emptied before each test that asks for it; a real
Chromium likewise. What is slow to load is loaded once, read-only, in the session fixture of the folder that reads it.
What is downloaded comes from a server on loopback. No test sees ENTRELACS_* variables of the person who runs it, but those addressed to the tests themselves.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices: two threads wait for each other

import pytest
from hypothesis import settings

from tests.support.file_server import file_server
from tests.support.neo4j import neo4j_server, neo4j_settings

__all__ = ["file_server", "neo4j_server", "neo4j_settings"]

FOR_THE_TESTS = ("ENTRELACS_TEST_", "ENTRELACS_BARS")

settings.register_profile("entrelacs", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("entrelacs")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*os.environ]:
        if name.startswith("ENTRELACS_") and not name.startswith(FOR_THE_TESTS):
            monkeypatch.delenv(name)
