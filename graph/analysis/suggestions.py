"""Pistes: partners worth looking at, for every actor at once. Computed and dated, never an alliance of the graph.

gap-analysis.md §9, and why each choice:

* An actor with more than FEW partners is read by its partners' partners (Adamic–Adar), each weighed by the themes and
  the places it shares with the actor: (1 + cosine of themes) × (1 + nearness), so either at most doubles a score.
* An actor with FEW partners or none has no neighbourhood to read: nearness × (1 + cosine of themes); themes alone where
  no place is known. So does an actor whose partners' partners are too few, for the rest of its list.
* Where scores tie, complementary kinds come first, then who has more alliances, then ids.
* No actor takes more than SHARE of all places shown (on a small graph, twice what each would have if all were shown
  alike): left free, a few large actors would be everyone's piste.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.analysis.affinity import Affinity, Floats, Positions
from graph.analysis.look_alikes import CHUNK, look_alikes

SHOWN = 10
"""Pistes of one list; the cap is on these."""
DEPTH = 50
"""How far a list is known, to take the place of what the cap removes."""
FEW = 2
SHARE = 0.005
KIND_STEP, PRECEDENCE_STEP = 1e-4, 1e-7
"""Scores closer than these are ties, ordered by kinds then by alliances."""
ROUNDS = 200

Table: TypeAlias = NDArray[np.int64]
Ties: TypeAlias = tuple[sparse.csr_array, sparse.csr_array] | None
"""Participations and the same turned: once, for rows are asked a few at a time."""


@dataclass(frozen=True)
class Ranking:
    """`columns[i]` (DEPTH): positions of the pistes of actor i, best first, -1 where there is none.

    `scores`: as ordered, without unit; `by_partners`: whether the score comes from partners in common; `cap`: how many
    lists of SHOWN an actor may stand in; `moved`: how many places the cap gave to others.
    """

    columns: Table
    scores: Floats
    by_partners: NDArray[np.bool_]
    cap: int
    moved: int


def ranking(known: Affinity, ties: sparse.csr_array | None = None, *, share: float = SHARE) -> Ranking:
    """The pistes of every actor.

    `ties`: (n, events) participations, where two are tied already in ways that `known` does not see (money given).
    `share` 1 leaves exposure free.
    """
    actors = len(known.partners)
    turned = None if ties is None else (ties, ties.T.tocsr())
    columns, scores = np.full((actors, DEPTH), -1, dtype=np.int64), np.zeros((actors, DEPTH))
    for rows in chunks(np.flatnonzero(known.partners > FEW)):
        _place(_of_linked(known, rows, turned), rows, columns, scores)
    by_partners = columns >= 0
    _complete(known, np.flatnonzero(columns[:, SHOWN - 1] < 0), turned, columns, scores)
    cap = max(2 * SHOWN, int(share * actors * SHOWN))
    return _spread(columns, scores, by_partners, cap)


def chunks(rows: Positions) -> Iterator[Positions]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


def _of_linked(known: Affinity, rows: Positions, ties: Ties) -> sparse.csr_array:
    """(r, n) scores of partners' partners."""
    found = known.shared_partners(rows)
    scored = sparse.csr_array(found + found.multiply(known.likeness(rows)))
    weighed = sparse.csr_array(scored + scored.multiply(known.nearness(rows)))
    return _kept(known, weighed, rows, ties)


def _kept(known: Affinity, scores: sparse.csr_array, rows: Positions, ties: Ties) -> sparse.csr_array:
    """Scores without the actor itself nor those it is tied to; ties are told apart."""
    barred = _barred(known, rows, ties).tocsr()
    free = scores.tocoo()
    row, column = free.coords
    tied = np.asarray(barred[row, column]).ravel().astype(bool) if len(row) else np.zeros(0, bool)
    keep = ~tied & (rows[row] != column) & (free.data > 0)
    row, column = row[keep], column[keep]
    values = free.data[keep] + told_apart(known, rows[row], column)
    return sparse.coo_array((values, (row, column)), shape=scores.shape).tocsr()


def _barred(known: Affinity, rows: Positions, ties: Ties) -> sparse.csr_array:
    """(r, n) non-zero between an actor and those it is tied to."""
    links = sparse.csr_array(known.links[rows])
    return links if ties is None else sparse.csr_array(links + ties[0][rows] @ ties[1])


def told_apart(known: Affinity, rows: Positions, columns: Positions) -> Floats:
    steps: Floats = KIND_STEP * known.complementary(rows, columns) + PRECEDENCE_STEP * known.precedence[columns]
    return steps


def _complete(known: Affinity, rows: Positions, ties: Ties, columns: Table, scores: Floats) -> None:
    """After what partners gave, actors of the same places and themes."""

    def barred(some: Positions) -> sparse.csr_array:
        held = columns[some]
        row, place = np.nonzero(held >= 0)
        there = sparse.coo_array((np.ones(len(row)), (row, held[row, place])), shape=(len(some), len(columns)))
        return sparse.csr_array(_barred(known, some, ties) + there)

    for row, (others, values) in look_alikes(known, rows, barred, DEPTH, partial(told_apart, known)):
        start = int((columns[row] >= 0).sum())
        more = min(DEPTH - start, len(others))
        columns[row, start : start + more] = others[:more]
        scores[row, start : start + more] = values[:more]


def _place(found: sparse.csr_array, rows: Positions, columns: Table, scores: Floats) -> None:
    """The DEPTH best of each sparse row."""
    coordinates = found.tocoo()
    row, column = coordinates.coords
    order = np.lexsort((-coordinates.data, row))
    row, column, data = row[order], column[order], coordinates.data[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    best = rank < DEPTH
    columns[rows[row[best]], rank[best]] = column[best]
    scores[rows[row[best]], rank[best]] = data[best]


def _spread(columns: Table, scores: Floats, by_partners: NDArray[np.bool_], cap: int) -> Ranking:
    """Each actor offers its first SHOWN places; one that is offered more than `cap` keeps those where it stands best,
    the others offer the place to their next. Repeated until nobody is over, as Gale & Shapley (1962) do.

    What was refused goes to the end of its list: an actor whose whole list is refused still sees it.
    """
    alive = columns >= 0
    for _ in range(ROUNDS):
        shown = alive & (np.cumsum(alive, axis=1) <= SHOWN)
        row, place = np.nonzero(shown)
        refused = _over(columns[row, place], place, scores[row, place], cap)
        if not len(refused):
            break
        alive[row[refused], place[refused]] = False
    order = np.argsort(~alive, axis=1, kind="stable")
    moved = int(((columns >= 0) & ~alive).sum())
    return Ranking(
        np.take_along_axis(columns, order, axis=1),
        np.take_along_axis(scores, order, axis=1),
        np.take_along_axis(by_partners, order, axis=1),
        cap,
        moved,
    )


def _over(candidates: Positions, places: Positions, scores: Floats, cap: int) -> Positions:
    """Which offers go beyond `cap` for their candidate: those of the lower places, then of the lower scores."""
    order = np.lexsort((-scores, places, candidates))
    ordered = candidates[order]
    rank = np.arange(len(ordered)) - np.searchsorted(ordered, ordered)
    refused: Positions = order[rank >= cap]
    return refused
