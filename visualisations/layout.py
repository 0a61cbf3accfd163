"""Where each node stands: a seeded spring layout per component, components packed in rows, isolates in a grid.

Physics in the browser would take 16 s at 500 nodes and give another picture each time; here the same subgraph always
gives the same picture. Units are those of the canvas: a mark is about 16 wide.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, sin
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points: TypeAlias = NDArray[np.float64]

Position: TypeAlias = tuple[float, float]

SPACING = 54.0
"""Distance aimed at between neighbours."""

CLEARANCE = 38.0
"""Least distance between two nodes, so that no mark hides another."""

ASPECT = 1.6
"""Width over height that the packing aims at: that of the figure on a wide screen."""


CORE = 700
"""Nodes that a layout shared between pictures places by springs: a fifth of a second."""

CLOSER = 0.6
"""What the distances of such a layout are brought to: two marks are then still apart."""


@dataclass(slots=True)
class _Block:
    members: list[int]
    points: "Points"

    @property
    def size(self) -> Position:
        width, height = self.points.max(axis=0) - self.points.min(axis=0)
        return float(width), float(height)


def positions(count: int, links: Sequence[tuple[int, int]], seed: int = 0) -> list[Position]:
    """Positions of nodes 0…count−1, in order; `links` are pairs of those numbers. Deterministic for equal input."""
    if count == 0:
        return []
    components = _components(count, links)
    blocks = [_block(members, links, seed) for members in components if len(members) > 1]
    isolates = [members[0] for members in components if len(members) == 1]
    if isolates:
        blocks.append(_Block(isolates, _grid(len(isolates))))
    placed: list[Position] = [(0.0, 0.0)] * count
    for block in _packed(blocks):
        for member, (x, y) in zip(block.members, block.points, strict=True):
            placed[member] = (round(float(x), 1), round(float(y), 1))
    return placed


def shared_positions(count: int, links: Sequence[tuple[int, int]], seed: int = 0) -> list[Position]:
    """Positions of the nodes of several pictures that follow one another, of which each draws a part.

    A spring layout costs count²: of many, it places the most linked, the others come beside those that they are tied
    to, and what is tied to none of these lies under. Where there are many, each picture draws few of them: closer.
    """
    if count <= CORE:
        return positions(count, links, seed)
    near: list[set[int]] = [set() for _ in range(count)]
    for a, b in links:
        near[a].add(b)
        near[b].add(a)
    core = sorted(sorted(range(count), key=lambda node: (-len(near[node]), node))[:CORE])
    placed = _beside(dict(zip(core, _part(core, links, seed), strict=True)), near)
    rest = [node for node in range(count) if node not in placed]
    below = max(y for _, y in placed.values()) + 2 * SPACING
    placed |= {node: (x, y + below) for node, (x, y) in zip(rest, _part(rest, links, seed), strict=True)}
    return _closer([placed[node] for node in range(count)])


def _part(members: Sequence[int], links: Sequence[tuple[int, int]], seed: int) -> list[Position]:
    index = {member: place for place, member in enumerate(members)}
    return positions(len(members), [(index[a], index[b]) for a, b in links if a in index and b in index], seed)


def _beside(placed: dict[int, Position], near: Sequence[set[int]]) -> dict[int, Position]:
    """With those tied to what is placed, step by step: on a spiral round the middle of what each is tied to."""
    placed = dict(placed)
    met: Counter[Position] = Counter()
    while True:
        known = {node: [placed[each] for each in sorted(ties) if each in placed]
                 for node, ties in enumerate(near) if node not in placed}  # fmt: skip
        found = {node: at for node, at in known.items() if at}
        if not found:
            return placed
        for node, at in found.items():
            middle = sum(x for x, _ in at) / len(at), sum(y for _, y in at) / len(at)
            met[middle] += 1
            reach, turn = 0.6 * CLEARANCE * (met[middle] + 1) ** 0.5, 2.399963 * met[middle]  # the golden angle
            placed[node] = middle[0] + reach * cos(turn), middle[1] + reach * sin(turn)


def _closer(points: Sequence[Position]) -> list[Position]:
    import numpy as np

    moved = _separated(np.array(points, dtype=np.float64)) * CLOSER
    return [(round(float(x), 1), round(float(y), 1)) for x, y in moved]


def _components(count: int, links: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Connected components, the largest first, then by their first member."""
    import rustworkx

    graph: rustworkx.PyGraph[int, None] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(count))
    graph.add_edges_from_no_data(list(links))
    found = [sorted(members) for members in rustworkx.connected_components(graph)]
    return sorted(found, key=lambda members: (-len(members), members[0]))


def _block(members: list[int], links: Sequence[tuple[int, int]], seed: int) -> _Block:
    import rustworkx

    index = {member: place for place, member in enumerate(members)}
    inside = sorted({(index[a], index[b]) for a, b in links if a in index and b in index and a != b})
    graph: rustworkx.PyGraph[int, None] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(members)))
    graph.add_edges_from_no_data(inside)
    return _Block(members, _separated(_flat(_spring(graph, len(members), seed))))


def _spring(graph: object, count: int, seed: int) -> "Points":
    import numpy as np
    import rustworkx

    rounds = max(15, min(200, 15_000_000 // count**2))  # a round costs count²: the budget is a quarter of a second
    found = rustworkx.spring_layout(graph, seed=seed, num_iter=rounds, k=1.6 / count**0.5, scale=1.0)  # type: ignore[arg-type]
    points: Points = np.array([found[place] for place in range(count)], dtype=np.float64)
    points *= SPACING * count**0.5
    return points


def _flat(points: "Points") -> "Points":
    """Turned so that the longest axis lies flat; the sign is fixed, so the same graph never flips."""
    import numpy as np

    centred = points - points.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axes = vectors[:, ::-1]
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), (0, 1)] < 0, -1.0, 1.0)
    turned: Points = centred @ axes
    return turned


def _separated(points: "Points") -> "Points":
    """Nodes nearer than CLEARANCE pushed apart, a few rounds; those on one spot part along a fixed spiral."""
    import numpy as np
    from scipy.spatial import cKDTree

    turns = np.arange(len(points)) * 2.399963  # golden angle: no two directions are near
    moved = points + 0.5 * np.column_stack((np.cos(turns), np.sin(turns)))
    for _ in range(40):
        pairs = cKDTree(moved).query_pairs(CLEARANCE, output_type="ndarray")
        if len(pairs) == 0:
            break
        first, second = pairs[:, 0], pairs[:, 1]
        gap = moved[first] - moved[second]
        far = np.maximum(np.hypot(gap[:, 0], gap[:, 1]), 1e-6)
        push = gap * ((CLEARANCE + 0.5 - far) / far / 2)[:, None]
        np.add.at(moved, first, push)
        np.subtract.at(moved, second, push)
    return moved


def _grid(count: int) -> "Points":
    import numpy as np

    columns = max(1, round((count * ASPECT) ** 0.5))
    places = np.arange(count)
    return np.column_stack((places % columns, places // columns)).astype(np.float64) * SPACING


def _packed(blocks: list[_Block]) -> list[_Block]:
    """Shelves of about ASPECT: blocks in order, a new row when the row is full."""
    import numpy as np

    margin = 2 * SPACING
    area = sum((w + margin) * (h + margin) for w, h in (block.size for block in blocks))
    widest = max(block.size[0] for block in blocks) + margin
    limit = max(widest, (area * ASPECT) ** 0.5)
    x = y = row = 0.0
    for block in blocks:
        width, height = block.size
        if x > 0 and x + width + margin > limit:
            x, y, row = 0.0, y + row, 0.0
        block.points = block.points - block.points.min(axis=0) + np.array([x, y])
        x, row = x + width + margin, max(row, height + margin)
    return blocks
