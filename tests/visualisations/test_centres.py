"""Where territories lie on the drawn map."""

import pytest

from graph.model.levels import Level
from visualisations.centres import centres

pytestmark = pytest.mark.unit


def test_neighbours_are_nearer_than_the_other_end_of_the_country() -> None:
    found = centres(Level.REGION)
    assert len(found) == 13  # the mainland and Corsica; overseas is drawn elsewhere than it is
    brittany, normandy, corsica = found["region:53"], found["region:28"], found["region:94"]

    def apart(one: tuple[float, float], other: tuple[float, float]) -> float:
        return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)

    assert apart(brittany, normandy) < apart(brittany, corsica) / 3
    assert brittany[0] < corsica[0]
    assert brittany[1] < corsica[1]  # the drawing grows southwards


def test_levels_without_outlines_have_none() -> None:
    assert centres(Level.EPCI) == {}
    assert len(centres(Level.DEPARTEMENT)) == 96
