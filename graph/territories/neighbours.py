"""Which départements touch, and where each stands on the map: what tests of space need, and no map.

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
def centres() -> Mapping[str, tuple[float, float]]:
    """Département id → its middle in the units of the map (a conic projection: distances are in proportion)."""
    places = json.loads(_FILE.read_text(encoding="utf-8"))["at"]
    return MappingProxyType({_id(code): (float(x), float(y)) for code, (x, y) in places.items()})


def _id(code: str) -> str:
    return territory_id(Level.DEPARTEMENT, code)
