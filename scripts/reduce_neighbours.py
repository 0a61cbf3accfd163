"""Which départements touch, and where each stands, from the shipped outlines (NOTICE): for tests of space.

Run by hand after `scripts/reduce_outlines.py`: `python scripts/reduce_neighbours.py [--check]`. Outlines share their
arcs, so that neighbours have points in common; one point is enough (« queen » contiguity). Corsica and the overseas
départements are islands: no neighbour is made up for them. Written: graph/territories/data/neighbours.json.
"""

import json
import re
import sys
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.generated_page import keep  # noqa: E402

OUTLINES = ROOT / "visualisations" / "data" / "outlines.json"
TARGET = ROOT / "graph" / "territories" / "data" / "neighbours.json"
CORSICA = ("2A", "2B")


def points(path: str) -> set[tuple[int, int]]:
    """Every corner of an outline: `M x y l dx dy …`, in the units of the map."""
    found: set[tuple[int, int]] = set()
    for ring in path.split("M")[1:]:
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        x, y = numbers[0], numbers[1]
        found.add((x, y))
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            found.add((x, y))
    return found


def document() -> str:
    drawn = json.loads(OUTLINES.read_text(encoding="utf-8"))
    corners = {code: points(shape["path"]) for code, shape in drawn["departement"].items()}
    touching = [
        [one, other]
        for one, other in combinations(sorted(corners), 2)
        if corners[one] & corners[other] and one not in CORSICA
    ]
    made = {
        "source": drawn["source"],
        "touching": touching,
        "at": {code: shape["at"] for code, shape in sorted(drawn["departement"].items())},
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    sys.exit(keep(TARGET, document()))
