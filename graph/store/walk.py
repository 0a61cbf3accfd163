"""Walking: neighbourhoods and shortest paths, on a few primitives that each store answers in its own way.

Both stores share this code, so they give the same nodes, totals and paths by construction. `K` is the store's key of
a node: an integer in SQLite, the id itself in Neo4j. A key never leaves a store.
"""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from graph.errors import InvalidInput
from graph.model.entities import EVENT_KINDS, NodeKind
from graph.model.subgraph import LinkView, NodeView, Subgraph
from graph.store.views import WALKABLE

K = TypeVar("K", bound=Hashable)
_NATURES = frozenset(kind.value for kind in NodeKind)


@dataclass(frozen=True, slots=True)
class Filter:
    """What is kept beside the centre (all when empty): node kinds, actors of some profiles, events in the years given.

    Profiles alone choose among actors and leave events, without which nobody would be reached.
    """

    kinds: frozenset[str] = frozenset()
    profiles: frozenset[str] = frozenset()
    since: int | None = None
    until: int | None = None

    @classmethod
    def of(cls, kinds: Sequence[str], since: str | None, until: str | None) -> "Filter":
        natures = frozenset(kinds) & _NATURES
        return cls(natures, frozenset(kinds) - natures, _year("since", since), _year("until", until))

    def __bool__(self) -> bool:
        return self != Filter()

    def keeps(self, kind: str, profile: str | None, first: int | None, last: int | None) -> bool:
        """`first` and `last` are the years of the node (`views.years`); they only matter for events."""
        if kind not in EVENT_KINDS:
            return self._keeps_other(kind, profile)
        if self.kinds and kind not in self.kinds:
            return False
        begins_in_time = self.until is None or first is None or first <= self.until
        return begins_in_time and (self.since is None or last is None or last >= self.since)

    def _keeps_other(self, kind: str, profile: str | None) -> bool:
        if kind in self.kinds or not (self.kinds or self.profiles):
            return True
        return kind == NodeKind.ACTOR and profile in self.profiles


@dataclass(frozen=True, slots=True)
class Found(Generic[K]):
    """A node by its id, or by one that became it (`Shelf.ALIAS`): `id` is the one it bears."""

    key: K
    kind: str
    id: str


class Ground(Protocol[K]):
    """What a store answers about its graph, within one consistent reading."""

    def find(self, node_id: str) -> Found[K]:
        """Raises UnknownEntity, or GoneEntity for an id whose load was undone."""

    def around(self, keys: Collection[K]) -> set[K]:
        """Distinct actors, experiments and alliances tied to any of `keys` by PARTICIPATES_IN, either way."""

    def ties(self, keys: Collection[K]) -> Iterable[tuple[K, K]]:
        """The same, as distinct pairs (key, neighbour)."""

    def entrances(self, key: K, kind: str) -> set[K]:
        """Actors, experiments and alliances met first from a centre that is never walked through.

        Territory: events that act in it or in one it contains; Theme: what addresses it; other kinds: none.
        """

    def kept(self, keys: Collection[K], wanted: Filter) -> set[K]:
        """Those of `keys` that `wanted.keeps`."""

    def first(self, keys: Collection[K], limit: int) -> list[K]:
        """The first `limit` of `keys` in the order of their ids."""

    def ids(self, keys: Collection[K]) -> dict[K, str]: ...

    def views(self, keys: Sequence[K], distances: Sequence[int]) -> list[NodeView]:
        """Nodes as served, in the order asked."""

    def links(self, keys: Collection[K]) -> list[LinkView]:
        """All relations, of every type, with both ends in `keys`, ordered by `views.link_order`."""

    def placings(self, territory: K, events: Collection[K]) -> list[LinkView]:
        """ACTS_IN relations by which `events` act in the territory or in one it contains, in the same order."""


def neighbourhood(ground: Ground[K], centre: str, depth: int, limit: int, wanted: Filter) -> Subgraph:
    """Nodes within `depth` steps, nearest first, then by id. Beside the centre, only kinds that are walked through."""
    found = ground.find(centre)
    rings = _rings(ground, found.key, found.kind, depth, wanted)
    chosen, distances = _nearest(ground, rings, limit)
    total = sum(map(len, rings))
    cut = total > len(chosen)
    return Subgraph(
        centre=found.id,
        depth=depth,
        limit=limit,
        nodes=ground.views(chosen, distances),
        links=ground.links(chosen),
        truncated=cut,
        total_nodes=total,
        dropped_by="limit" if cut else None,
    )


def step(ground: Ground[K], frontier: Collection[K], kind: str | None) -> set[K]:
    """One step from `frontier`; `kind` is that of a lone centre, None further out."""
    if kind is None or kind in WALKABLE or kind == "Programme":
        return ground.around(frontier)
    return set().union(*(ground.entrances(key, kind) for key in frontier))


def _rings(ground: Ground[K], centre: K, kind: str, depth: int, wanted: Filter) -> list[set[K]]:
    """Keys at each distance from the centre, as far as anything is found."""
    rings, seen = [{centre}], {centre}
    for distance in range(depth):
        found = step(ground, rings[-1], kind if distance == 0 else None) - seen
        if wanted and found:
            found = ground.kept(found, wanted)
        if not found:
            break
        rings.append(found)
        seen |= found
    return rings


def _nearest(ground: Ground[K], rings: list[set[K]], limit: int) -> tuple[list[K], list[int]]:
    chosen: list[K] = []
    distances: list[int] = []
    for distance, ring in enumerate(rings):
        room = limit - len(chosen)
        if room <= 0:
            break
        nearest = ground.first(ring, room)
        chosen += nearest
        distances += [distance] * len(nearest)
    return chosen, distances


def _year(name: str, text: str | None) -> int | None:
    if text is None or text == "":
        return None
    if len(text) != 4 or not text.isascii() or not text.isdigit():
        raise InvalidInput(
            f"« {name} » : « {text[:40]} » n’est pas une année ; attendu quatre chiffres, par exemple 2016."
        )
    return int(text)
