"""What two actors have in common: partners of their partners, places, themes; and whether their kinds differ.

Shapes: n actors, in the order of the two-mode graph. Nothing here is a probability: a score orders, it does not
promise.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.analysis.projection import Indices, pair_weights
from graph.project import TwoMode
from graph.surroundings import LEVELS, Surroundings

Floats: TypeAlias = NDArray[np.float64]
Positions: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True)
class Affinity:
    """`links`: (n, n) ones between partners; `levels`: one (n, territories) incidence for each of LEVELS;
    `themes`: (n, t) how many events of the actor address the theme, and 1 for what the actor itself addresses;
    `kinds`: (n,) codes of kinds, -1 unknown; `events`: (n,) number of events of each actor.
    """

    links: sparse.csr_array
    levels: tuple[sparse.csr_array, ...]
    themes: sparse.csr_array
    theme_ids: tuple[str, ...]
    kinds: Indices
    events: Indices

    @cached_property
    def partners(self) -> Positions:
        """(n,) distinct partners."""
        return np.diff(self.links.indptr).astype(np.int64)

    def shared_partners(self, rows: Positions) -> sparse.csr_array:
        """(r, n) Adamic–Adar: the sum over common partners z of 1 / log(partners of z).

        A partner in common who works with few says more than one who works with all.
        Source: L. Adamic & E. Adar, "Friends and neighbors on the Web", Social Networks 25 (2003).
        """
        weight = np.zeros(len(self.partners))
        several = self.partners > 1
        weight[several] = 1.0 / np.log(self.partners[several])
        found = (self.links[rows] @ sparse.diags_array(weight)) @ self.links
        return sparse.csr_array(found)

    def nearness(self, rows: Positions) -> sparse.csr_array:
        """(r, n) in 0–1: share of the levels (région, département, EPCI, commune) at which both are in one place."""
        near = sparse.csr_array((len(rows), len(self.partners)))
        for held, holding in zip(self.levels, self._holding, strict=True):
            together = sparse.csr_array(held[rows] @ holding)
            together.data[:] = 1.0 / len(self.levels)
            near = sparse.csr_array(near + together)
        return near

    @cached_property
    def _holding(self) -> tuple[sparse.csr_array, ...]:
        """(territories, n) of each level; turned once, for many rows are asked a few at a time."""
        return tuple(held.T.tocsr() for held in self.levels)

    @cached_property
    def _directed(self) -> sparse.csr_array:
        return self.directions.T.tocsr()

    @cached_property
    def directions(self) -> sparse.csr_array:
        """(n, t) themes of each actor on a scale of norm 1; empty rows where nothing is known."""
        norms = np.sqrt(np.asarray(self.themes.multiply(self.themes).sum(axis=1)).ravel())
        scale = np.divide(1.0, norms, out=np.zeros(len(norms)), where=norms > 0)
        return sparse.csr_array(sparse.diags_array(scale) @ self.themes)

    def likeness(self, rows: Positions) -> sparse.csr_array:
        """(r, n) in 0–1: cosine of the themes of two actors."""
        return sparse.csr_array(self.directions[rows] @ self._directed)

    def complementary(self, rows: Positions, columns: Positions) -> NDArray[np.bool_]:
        """Whether both kinds are known and differ; shapes as `rows` and `columns` broadcast."""
        mine, theirs = self.kinds[rows], self.kinds[columns]
        different: NDArray[np.bool_] = (mine >= 0) & (theirs >= 0) & (mine != theirs)
        return different

    @cached_property
    def precedence(self) -> Floats:
        """(n,) distinct numbers in 0–1: the higher, the more events an actor has, then the earlier its id."""
        order = np.lexsort((np.arange(len(self.events)), -self.events))
        places = np.empty(len(order))
        places[order] = np.arange(len(order), 0, -1) / max(1, len(order))
        return places


def affinity(two_mode: TwoMode, around: Surroundings) -> Affinity:
    """Raises NotResolvable when the alliances hold too many pairs of partners (`projection.MAX_PAIRS`)."""
    actors, events = len(two_mode.actor_ids), len(two_mode.event_ids)
    links = pair_weights(two_mode.rows, two_mode.cols, actors, events)
    links.data[:] = 1.0
    nodes = (*two_mode.actor_ids, *two_mode.event_ids)
    names = sorted({theme for node in nodes for theme in around.themes.get(node, ())})
    theme_ids = {name: position for position, name in enumerate(names)}
    return Affinity(
        links=links,
        levels=tuple(incidence([around.held(actor, level) for actor in two_mode.actor_ids]) for level in LEVELS),
        themes=_themes(two_mode, around, theme_ids),
        theme_ids=tuple(names),
        kinds=codes(two_mode.actor_kinds),
        events=np.bincount(two_mode.rows, minlength=actors),
    )


def taking_part(every: TwoMode, positions: Mapping[str, int]) -> sparse.csr_array:
    """(n, events) ones: who takes part in what, of the n actors at `positions`; others are passed over."""
    rows = np.array([positions.get(actor, -1) for actor in every.actor_ids], dtype=np.int64)[every.rows]
    inside = rows >= 0
    shape = len(positions), len(every.event_ids)
    return sparse.coo_array((np.ones(int(inside.sum())), (rows[inside], every.cols[inside])), shape=shape).tocsr()


def codes(kinds: Sequence[str | None]) -> Indices:
    """(n,) position of each kind among the sorted kinds, -1 where unknown."""
    known = {kind: position for position, kind in enumerate(sorted({kind for kind in kinds if kind}))}
    return np.array([known.get(kind or "", -1) for kind in kinds], dtype=np.int64)


def incidence(sets: Sequence[Iterable[str]]) -> sparse.csr_array:
    """(n, keys) ones, keys sorted."""
    names = {name: position for position, name in enumerate(sorted({name for held in sets for name in held}))}
    pairs = [(row, names[name]) for row, held in enumerate(sets) for name in sorted(held)]
    rows, columns = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    return sparse.coo_array((np.ones(len(pairs)), (rows, columns)), shape=(len(sets), len(names))).tocsr()


def _themes(two_mode: TwoMode, around: Surroundings, place: dict[str, int]) -> sparse.csr_array:
    of_events = _addressing(two_mode.event_ids, around, place)
    shape = (len(two_mode.actor_ids), len(two_mode.event_ids))
    events = sparse.coo_array((np.ones(len(two_mode.rows)), (two_mode.rows, two_mode.cols)), shape=shape).tocsr()
    return sparse.csr_array(events @ of_events + _addressing(two_mode.actor_ids, around, place))


def _addressing(ids: Sequence[str], around: Surroundings, place: dict[str, int]) -> sparse.csr_array:
    pairs = [(row, place[theme]) for row, node in enumerate(ids) for theme in around.themes.get(node, ())]
    rows, columns = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    return sparse.coo_array((np.ones(len(pairs)), (rows, columns)), shape=(len(ids), len(place))).tocsr()
