"""Where each territory lies on the map that is drawn: the middle of its largest outline, in units of the drawing.

Good enough to compare distances between régions or départements of the mainland; overseas territories are drawn
elsewhere than they are, so they have no centre here.
"""

import re
from functools import cache

from graph.model.levels import Level, territory_id
from visualisations.outlines import outlines
from visualisations.territory_map import LEVELS

Point = tuple[float, float]
OVERSEAS_REGIONS = {"01", "02", "03", "04", "06"}
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")


@cache
def centres(level: Level) -> dict[str, Point]:
    """Territory id → point; empty at a level without outlines."""
    if level not in LEVELS:
        return {}
    drawn = outlines()
    away = set(drawn["overseas"]) if level is Level.DEPARTEMENT else OVERSEAS_REGIONS
    shapes = drawn[level.value]
    return {
        territory_id(level, code): _middle(str(shape["path"])) for code, shape in shapes.items() if code not in away
    }


def _middle(path: str) -> Point:
    """Mean of the ends of the longest ring, its box being the largest."""
    rings = [_ring(part) for part in path.split("M") if part.strip()]
    ring = max(rings, key=_box)
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def _ring(part: str) -> list[Point]:
    """Points of `x y l dx dy dx dy …`."""
    numbers = [float(each) for each in _NUMBERS.findall(part)]
    x, y = numbers[0], numbers[1]
    points = [(x, y)]
    for dx, dy in zip(numbers[2::2], numbers[3::2], strict=False):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def _box(ring: list[Point]) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))
