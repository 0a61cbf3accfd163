"""The demonstration loaded once by its own command, then only read; a store of its own for a test that writes."""

import shutil
from pathlib import Path

import pytest

from tests.cli.running import Said, entrelacs


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Said, Path]:
    """Address of the store, what `demo` said, and the report it wrote."""
    folder = tmp_path_factory.mktemp("demonstration")
    address, report = f"sqlite:///{folder / 'g.db'}", folder / "nouveau" / "rapports.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("ENTRELACS_STORE", raising=False)
        said = entrelacs("demo", "--report", report, store=address)
    return address, said, report


@pytest.fixture(scope="session")
def shown(demonstration: tuple[str, Said, Path]) -> str:
    return demonstration[0]


@pytest.fixture
def own(tmp_path: Path) -> str:
    """Address of a store that does not exist yet."""
    return f"sqlite:///{tmp_path / 'g.db'}"


@pytest.fixture(scope="session")
def territories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("territoires") / "g.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("ENTRELACS_STORE", raising=False)
        assert entrelacs("demo", "--territories-only", store=f"sqlite:///{path}").code == 0
    return path


@pytest.fixture
def ground(territories: Path, tmp_path: Path) -> str:
    """Address of a store of its own that already has its territories."""
    return f"sqlite:///{shutil.copy(territories, tmp_path / 'g.db')}"
