"""Which départements touch: symmetric, islands alone, and borders that any map shows."""

import subprocess
import sys
from pathlib import Path

import pytest

from graph.territories.neighbours import centres, land_neighbours, neighbours

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


@pytest.mark.parametrize(
    ("territory", "others"),
    [
        ("region:53", ["region:28", "region:52"]),  # Bretagne: Normandie, Pays de la Loire
        ("region:11", ["region:24", "region:27", "region:28", "region:32", "region:44"]),  # Île-de-France
        ("region:94", []),
        ("departement:2A", ["departement:2B"]),  # an island of two départements
        ("departement:973", []),  # Guyane touches Brazil and Suriname, no French territory
        ("departement:29", ["departement:22", "departement:56"]),
    ],
)
def test_what_a_territory_touches(territory: str, others: list[str]) -> None:
    assert list(land_neighbours(territory) or ()) == others


@pytest.mark.parametrize("territory", ["epci:200000172", "commune:33063", "pays:FR", "qpv:QN03305M", "region:00"])
def test_a_territory_without_outline_has_neighbours_not_known(territory: str) -> None:
    assert land_neighbours(territory) is None


def test_the_file_is_what_the_outlines_give() -> None:
    command = [sys.executable, "scripts/reduce_neighbours.py", "--check"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
