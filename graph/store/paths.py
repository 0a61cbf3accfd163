"""Shortest paths by PARTICIPATES_IN: search from both ends, then every path in the order of its ids.

Territories, themes and programmes may be an end; they are never inside a path.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Generic

from graph.model.subgraph import LinkView, Paths, PathView
from graph.store.views import WALKABLE
from graph.store.walk import Found, Ground, K


class _Side(Generic[K]):
    """The search from one end: rings of keys, and for each key found the keys one step nearer to that end."""

    def __init__(self, ground: Ground[K], key: K, kind: str) -> None:
        self._ground, self._kind = ground, kind
        self.frontier, self.depth, self.seen = {key}, 0, {key}
        self.nearer: dict[K, set[K]] = {}

    @property
    def must_leave(self) -> bool:
        """An end that is never walked through cannot be met from the other side: its first step comes first."""
        return self.depth == 0 and self._kind not in WALKABLE

    def widen(self) -> None:
        nearer: defaultdict[K, set[K]] = defaultdict(set)
        for key, found in self._pairs():
            if found not in self.seen:
                nearer[found].add(key)
        self.nearer.update(nearer)
        self.frontier, self.depth = set(nearer), self.depth + 1
        self.seen |= self.frontier

    def _pairs(self) -> Iterable[tuple[K, K]]:
        if self.must_leave and self._kind != "Programme":
            return [(key, found) for key in self.frontier for found in self._ground.entrances(key, self._kind)]
        return self._ground.ties(self.frontier)


def paths(ground: Ground[K], start: str, end: str, *, limit: int, max_length: int) -> Paths:
    """Up to `limit` shortest paths, ordered by their sequences of ids; `truncated` when there are more."""
    first, last = ground.find(start), ground.find(end)
    origin, goal = _Side(ground, first.key, first.kind), _Side(ground, last.key, last.kind)
    meeting = _meet(origin, goal, max_length)
    if not meeting:
        return Paths(first.id, last.id, None, [], truncated=False, max_length=max_length)
    following = _following(origin, goal, meeting)
    ids = ground.ids({first.key, *following, *(key for keys in following.values() for key in keys)})
    found = list(islice(_in_order(first.key, last.key, following, ids), limit + 1))
    shown = [_view(ground, keys, first, last) for keys in found[:limit]]
    return Paths(
        first.id, last.id, origin.depth + goal.depth, shown, truncated=len(found) > limit, max_length=max_length
    )


def _meet(origin: _Side[K], goal: _Side[K], max_length: int) -> set[K]:
    """Widen the smaller side until both frontiers share keys: those in the middle of the shortest paths."""
    while not (meeting := origin.frontier & goal.frontier):
        if origin.depth + goal.depth >= max_length or not origin.frontier or not goal.frontier:
            return set()
        _next(origin, goal).widen()
    return meeting


def _next(origin: _Side[K], goal: _Side[K]) -> _Side[K]:
    for side in (origin, goal):
        if side.must_leave:
            return side
    return origin if len(origin.frontier) <= len(goal.frontier) else goal


def _following(origin: _Side[K], goal: _Side[K], meeting: set[K]) -> dict[K, set[K]]:
    """For each key on a shortest path, the keys that follow it."""
    following: defaultdict[K, set[K]] = defaultdict(set)
    ring = meeting
    while ring:
        before = {key: origin.nearer.get(key, set()) for key in ring}
        for key, previous in before.items():
            for near in previous:
                following[near].add(key)
        ring = set().union(*before.values())
    ring = meeting
    while ring:
        after = {key: goal.nearer.get(key, set()) for key in ring}
        for key, nexts in after.items():
            following[key] |= nexts
        ring = set().union(*after.values())
    return dict(following)


def _in_order(start: K, end: K, following: dict[K, set[K]], ids: dict[K, str]) -> Iterator[list[K]]:
    """Paths in the order of their ids. Every key leads to the end, so each path costs only its length."""
    trail: list[K] = [start]
    if start == end:
        yield trail
        return
    open_ends = [iter(sorted(following.get(start, ()), key=ids.__getitem__))]
    while open_ends:
        key = next(open_ends[-1], None)
        if key is None:
            open_ends.pop()
            trail.pop()
        elif key == end:
            yield [*trail, key]
        else:
            trail.append(key)
            open_ends.append(iter(sorted(following.get(key, ()), key=ids.__getitem__)))


def _view(ground: Ground[K], keys: list[K], first: Found[K], last: Found[K]) -> PathView:
    """`distance` of each node is its place in the path."""
    nodes = ground.views(keys, range(len(keys)))
    hops = [_hop(ground, pair, first, last) for pair in zip(keys, keys[1:], strict=False)]
    return PathView(nodes, hops)


def _hop(ground: Ground[K], pair: tuple[K, K], first: Found[K], last: Found[K]) -> list[LinkView]:
    territories = {found.key for found in (first, last) if found.kind == "Territory"}
    for end, other in (pair, pair[::-1]):
        if end in territories:
            return ground.placings(end, [other])
    return ground.links(pair)
