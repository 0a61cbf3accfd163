"""Which départements touch, and where each stands on the map: what tests of space need, and what a sheet tells.

From the outlines the maps draw, reduced by `scripts/reduce_neighbours.py`; Corsica and overseas touch nobody.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from graph.model.levels import Level, territory_id
from graph.territories import reference
from graph.territories.hierarchy import containing

_CORSICA = ("departement:2A", "departement:2B")
_FILE = Path(__file__).parent / "data" / "neighbours.json"


@cache
def neighbours() -> Mapping[str, tuple[str, ...]]:
    """Département id → those it touches, sorted; () for an island. Symmetric."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in json.loads(_FILE.read_text(encoding="utf-8"))["touching"]:
        found[_id(one)].add(_id(other))
        found[_id(other)].add(_id(one))
    return MappingProxyType({_id(code): tuple(sorted(found[_id(code)])) for code in sorted(reference.departements())})


@cache
def _regions() -> Mapping[str, tuple[str, ...]]:
    """Région id → those that hold a département which one of its own touches."""
    found: dict[str, set[str]] = {territory_id(Level.REGION, code): set() for code in reference.regions()}
    for one, others in neighbours().items():
        here = containing(one, Level.REGION)
        found[here[0]].update(region for other in others for region in containing(other, Level.REGION))
    return MappingProxyType({one: tuple(sorted(others - {one})) for one, others in found.items()})


def land_neighbours(territory: str) -> tuple[str, ...] | None:
    """The French territories of its level that it touches, sorted; () where the sea or another country is all round.

    None where it is not known: the shipped outlines are those of départements, and hold no smaller territory. The two
    départements of Corsica, which tests of space leave alone, touch here.
    """
    if territory in _CORSICA:
        return tuple(other for other in _CORSICA if other != territory)
    return _regions().get(territory, neighbours().get(territory))


@cache
def centres() -> Mapping[str, tuple[float, float]]:
    """Département id → its middle in the units of the map (a conic projection: distances are in proportion)."""
    places = json.loads(_FILE.read_text(encoding="utf-8"))["at"]
    return MappingProxyType({_id(code): (float(x), float(y)) for code, (x, y) in places.items()})


def _id(code: str) -> str:
    return territory_id(Level.DEPARTEMENT, code)
