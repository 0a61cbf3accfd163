"""Which départements touch: symmetric, islands alone, and borders that any map shows."""

import subprocess
import sys
from pathlib import Path

import pytest

from graph.territories.neighbours import centres, neighbours

pytestmark = pytest.mark.unit
ROOT = Path(__file__).parents[3]


def test_to_touch_is_mutual() -> None:
    near = neighbours()
    assert len(near) == 101
    assert all(one in near[other] for one, others in near.items() for other in others)


def test_corsica_and_overseas_touch_nobody() -> None:
    islands = {each.partition(":")[2] for each, others in neighbours().items() if not others}
    assert islands == {"2A", "2B", "971", "972", "973", "974", "976"}
    assert {each for each, others in neighbours().items() if others} <= centres().keys() <= neighbours().keys()


@pytest.mark.parametrize(
    ("code", "others"),
    [("75", "92 93 94"), ("33", "17 24 40 47"), ("29", "22 56"), ("90", "25 68 70 88"), ("84", "04 07 13 26 30 83")],
)
def test_borders_that_any_map_shows(code: str, others: str) -> None:
    """Vaucluse meets Var at one point, and Ardèche across the Rhône."""
    assert [each.partition(":")[2] for each in neighbours()[f"departement:{code}"]] == others.split()


def test_the_file_is_what_the_outlines_give() -> None:
    command = [sys.executable, "scripts/reduce_neighbours.py", "--check"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
