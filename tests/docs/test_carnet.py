"""The notebook runs from its first cell to its figure, as a person runs it; it is kept without outputs."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.unit
NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "carnet.ipynb"


def cells(kind: str) -> list[dict[str, Any]]:
    return [cell for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def test_it_is_kept_without_outputs() -> None:
    assert cells("code")
    for cell in cells("code"):
        assert (cell["outputs"], cell["execution_count"]) == ([], None)


def test_it_says_that_its_data_are_made_up() -> None:
    assert "500 expérimentations inventées" in "".join(cells("markdown")[0]["source"])


def test_its_cells_run_in_order_to_the_figure(tmp_path: Path) -> None:
    """In a process of its own: what the libraries warn of is theirs. Twice, as a person who runs all cells again."""
    script = "\n\n".join("".join(cell["source"]) for cell in cells("code"))
    commands = str(Path(sys.executable).parent)
    surroundings = {
        **os.environ, "MPLBACKEND": "Agg", "MPLCONFIGDIR": str(tmp_path / "mpl"), "PATH": f"{commands}:{os.environ['PATH']}",
    }  # fmt: skip
    for _ in range(2):
        ran = subprocess.run(
            [sys.executable, "-c", script], cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
    assert "données synthétiques" in ran.stdout
    assert "0 projets" not in ran.stdout
    figure = tmp_path / "carnet" / "bretagne.png"
    assert figure.read_bytes().startswith(b"\x89PNG")
    assert figure.stat().st_size > 20_000, "une figure vide"
