"""What holds the network together: actors and alliances whose absence, participations whose end, would cut it.

On the two-mode graph, where an alliance is a node: a projection would link all its partners and show nothing of it
(gap-analysis.md §8). One depth-first walk gives, with the cut points and bridges, how many actors each cuts off;
networkx gives the points alone. Source: R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on
Computing 1 (1972). Same points and bridges as networkx (checked in the tests).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.project import TwoMode

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Cuts:
    """n actors, then m events as nodes n…n + m − 1.

    `cut_off`: (n + m,) actors separated from the largest remaining part when the node is taken away, 0 where it is no
    cut point; `grouped`: those of them that are not left alone; `parts`: (n + m,) into how many parts its component
    falls. `bridges`: (b, 2) actor, event (as positions, the event from 0); `behind`: (b,) actors on the smaller side.
    `component`: (n + m,) number of the component of each node, `sizes` its actors.
    """

    cut_off: Counts
    grouped: Counts
    parts: Counts
    bridges: Counts
    behind: Counts
    component: Counts
    sizes: Counts


def cuts(two_mode: TwoMode) -> Cuts:
    walk = _Walk(two_mode)
    for root in range(walk.nodes):
        if walk.found[root] < 0:
            walk.from_root(root)
    return walk.cuts()


def separated(two_mode: TwoMode, node: int) -> list[list[int]]:
    """The actors of each part that is left when a node is taken away, the largest part left out; largest first."""
    actors = len(two_mode.actor_ids)
    nodes = actors + len(two_mode.event_ids)
    rows, cols = two_mode.rows.astype(np.int64), two_mode.cols.astype(np.int64) + actors
    kept = (rows != node) & (cols != node)
    links = sparse.coo_array((np.ones(int(kept.sum())), (rows[kept], cols[kept])), shape=(nodes, nodes))
    _, parts = sparse.csgraph.connected_components(links.tocsr(), directed=False)
    touched = cols[rows == node] if node < actors else rows[cols == node]
    found = [np.flatnonzero(parts[:actors] == part).tolist() for part in np.unique(parts[touched]).tolist()]
    return sorted((part for part in found if part), key=lambda part: (-len(part), part))[1:]


class _Walk:
    """The state of one walk; each list has a cell for each node."""

    def __init__(self, two_mode: TwoMode) -> None:
        self.actors = len(two_mode.actor_ids)
        self.nodes = self.actors + len(two_mode.event_ids)
        ends = np.concatenate([two_mode.rows, two_mode.cols + self.actors]).astype(np.int64)
        other = np.concatenate([two_mode.cols + self.actors, two_mode.rows]).astype(np.int64)
        links = sparse.coo_array((np.ones(len(ends)), (ends, other)), shape=(self.nodes, self.nodes)).tocsr()
        self.starts, self.ends = links.indptr.tolist(), links.indices.tolist()
        self.found, self.low = [-1] * self.nodes, [0] * self.nodes
        self.below = [int(node < self.actors) for node in range(self.nodes)]
        """Actors of the subtree."""
        self.pieces: list[list[int]] = [[] for _ in range(self.nodes)]
        """Actors of each subtree that hangs on the node alone."""
        self.bridges: list[tuple[int, int, int]] = []
        self.root = [-1] * self.nodes
        self.clock = 0

    def from_root(self, root: int) -> None:
        path, parent, place = [root], {root: -1}, {root: self.starts[root]}
        self._enter(root, root)
        while path:
            node = path[-1]
            at = place[node]
            if at == self.starts[node + 1]:
                path.pop()
                self._leave(node, parent[node])
                continue
            place[node] = at + 1
            other = self.ends[at]
            if self.found[other] < 0:
                parent[other], place[other] = node, self.starts[other]
                self._enter(other, root)
                path.append(other)
            elif other != parent[node]:
                self.low[node] = min(self.low[node], self.found[other])

    def _enter(self, node: int, root: int) -> None:
        self.found[node] = self.low[node] = self.clock
        self.root[node] = root
        self.clock += 1

    def _leave(self, node: int, parent: int) -> None:
        if parent < 0:
            return
        self.below[parent] += self.below[node]
        self.low[parent] = min(self.low[parent], self.low[node])
        if self.low[node] >= self.found[parent]:
            self.pieces[parent].append(self.below[node])
        if self.low[node] > self.found[parent]:
            self.bridges.append((min(node, parent), max(node, parent), self.below[node]))

    def cuts(self) -> Cuts:
        roots, component = np.unique(np.array(self.root, dtype=np.int64), return_inverse=True)
        sizes = np.bincount(component[: self.actors], minlength=len(roots)).astype(np.int64)
        cut_off, grouped, parts = (np.zeros(self.nodes, dtype=np.int64) for _ in range(3))
        for node in range(self.nodes):
            pieces = self._parts(node, int(sizes[component[node]]))
            if len(pieces) > 1:
                pieces.sort()
                cut_off[node], parts[node] = sum(pieces[:-1]), len(pieces)
                grouped[node] = sum(piece for piece in pieces[:-1] if piece > 1)
        bridges = np.array([(a, e - self.actors) for a, e, _ in self.bridges], dtype=np.int64).reshape(-1, 2)
        behind = [min(below, int(sizes[component[a]]) - below) for a, _, below in self.bridges]
        return Cuts(cut_off, grouped, parts, bridges, np.array(behind, dtype=np.int64), component, sizes)

    def _parts(self, node: int, size: int) -> list[int]:
        """Actors of each part that is left when the node is taken away; a part without an actor does not count."""
        own = int(node < self.actors)
        pieces = list(self.pieces[node])
        above = size - own - sum(pieces)
        if self.root[node] != node and above > 0:
            pieces.append(above)
        return [piece for piece in pieces if piece > 0]
