"""A store that already has its territories: loaded once for the session, then copied for each test that writes.

And a client with an empty cache for what is downloaded.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.settings import Settings
from graph.store import Store, open_store
from loaders.loading import load_references
from tests.loaders.downloads import Client


@pytest.fixture(scope="session")
def with_territories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("territoires") / "g.db"
    with closing(open_store(Settings(store=f"sqlite:///{path}"))) as store:
        load_references(store)
    return path


@pytest.fixture
def store(with_territories: Path, tmp_path: Path) -> Iterator[Store]:
    """Closed and copied whole: SQLite leaves nothing of a closed graph outside its file."""
    copied = shutil.copy(with_territories, tmp_path / "g.db")
    with closing(open_store(Settings(store=f"sqlite:///{copied}"))) as opened:
        yield opened


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return Client(tmp_path / "cache")
