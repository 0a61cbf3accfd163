"""The same measures year by year, and what made them change: alliances that began or ended.

An event counts in each year that its period touches. One whose end nobody says counts from its beginning on; one
without any date counts in none. So a network that only grows may be one whose ends are not recorded: the answer says
how many have none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graph.analysis.centrality import SEED, centrality
from graph.analysis.cut_points import cuts
from graph.analysis.projection import Indices, actor_projection
from graph.analysis.structure import burt_constraint, figures
from graph.errors import NotResolvable
from graph.project import TwoMode

MOST_YEARS = 60

Span = tuple[int | None, int | None]
Positions = NDArray[np.int64]


@dataclass(frozen=True)
class YearOfNetwork:
    """`began`, `ended`: events whose first year this is, whose last was the year before; `joined`: those of `began`
    that put in one component actors who were in several; `newcomers`: actors who had no event the year before.
    """

    year: int
    events: int
    actors: int
    linked: int
    figures: dict[str, float]
    began: tuple[int, ...]
    ended: tuple[int, ...]
    joined: tuple[int, ...]
    newcomers: int


@dataclass(frozen=True)
class YearOfActor:
    """`rank_low`–`rank_high` among `actors` that have an event that year; all None in a year without any of its own."""

    year: int
    value: float | None
    rank_low: int | None
    rank_high: int | None
    actors: int
    exact: bool
    partners: int
    began: tuple[int, ...]
    ended: tuple[int, ...]
    gained: tuple[int, ...]
    lost: tuple[int, ...]


@dataclass(frozen=True)
class Alive:
    """The network of each year, on one numbering of actors and events."""

    two_mode: TwoMode
    years: tuple[int, ...]
    spans: tuple[Span, ...]

    def events_of(self, year: int) -> Positions:
        return np.array([at for at, span in enumerate(self.spans) if _touches(span, year)], dtype=np.int64)

    def network(self, year: int) -> TwoMode:
        kept = np.isin(self.two_mode.cols, self.events_of(year))
        return replace(self.two_mode, rows=self.two_mode.rows[kept], cols=self.two_mode.cols[kept])

    def began(self, year: int) -> tuple[int, ...]:
        return tuple(at for at, (first, _) in enumerate(self.spans) if first == year)

    def ended(self, year: int) -> tuple[int, ...]:
        return tuple(at for at, (_, last) in enumerate(self.spans) if last == year - 1)


def alive(two_mode: TwoMode, spans: Sequence[Span], since: int | None = None, until: int | None = None) -> Alive:
    """`spans`: first and last year of each event, None where unsaid. Years run from the first beginning to the last
    date said, within `since`–`until`. Raises NotResolvable when no event is dated, or over MOST_YEARS.
    """
    said = [year for span in spans for year in span if year is not None]
    if not said:
        raise NotResolvable("Aucune alliance de cette sélection n’est datée : son évolution ne peut pas se lire.")
    first, last = max(min(said), since or min(said)), min(max(said), until or max(said))
    if last - first >= MOST_YEARS:
        raise NotResolvable(
            f"De {first} à {last} : plus de {MOST_YEARS} ans. Choisissez une période plus courte (since, until)."
        )
    return Alive(two_mode, tuple(range(first, last + 1)), tuple(spans))


def network_history(found: Alive) -> list[YearOfNetwork]:
    history: list[YearOfNetwork] = []
    before: Indices = np.zeros(0, dtype=np.int64)
    parts: Indices = np.full(len(found.two_mode.actor_ids), -1, dtype=np.int64)
    for year in found.years:
        whole = found.network(year)
        present, network = np.unique(whole.rows), _present(whole)  # most of a large graph is not there in one year
        shape, graph = cuts(network), actor_projection(network)
        began = found.began(year)
        history.append(
            YearOfNetwork(
                year=year,
                events=len(np.unique(network.cols)),
                actors=len(present),
                linked=int((graph.neighbour_counts > 0).sum()),
                figures=figures(network, shape, graph, burt_constraint(graph)),
                began=began,
                ended=found.ended(year),
                joined=_joining(found.two_mode, began, parts),
                newcomers=int(np.setdiff1d(present, before).size),
            )
        )
        before, parts = present, np.full_like(parts, -1)
        parts[present] = shape.component[: len(present)]
    return history


def _joining(two_mode: TwoMode, began: Sequence[int], parts: Indices) -> tuple[int, ...]:
    """Events whose members stood in two components or more the year before; those that join most first.

    `parts`: (n,) component of each actor that year, -1 for those that took part in nothing.
    """
    order = np.argsort(two_mode.cols, kind="stable")
    members, starts = two_mode.rows[order], np.searchsorted(two_mode.cols[order], [*began, *(at + 1 for at in began)])
    found = []
    for at, event in enumerate(began):
        held = parts[members[starts[at] : starts[len(began) + at]]]
        joined = len(set(held[held >= 0].tolist()))
        if joined > 1:
            found.append((-joined, event))
    return tuple(event for _, event in sorted(found))


def actor_history(found: Alive, actor: int, measure: str, seed: int = SEED) -> list[YearOfActor]:
    """Value and rank among the actors that have an event in the year. Raises InvalidInput, NotResolvable."""
    identifier = found.two_mode.actor_ids[actor]
    mine = set(found.two_mode.cols[found.two_mode.rows == actor].tolist())
    history: list[YearOfActor] = []
    before: set[int] = set()
    for year in found.years:
        network = _present(found.network(year))
        own = identifier in network.actor_ids
        table = centrality(network, measure, seed=seed) if own else None
        row = next((row for row in table.rows if row.id == identifier), None) if table else None
        partners = _partners(found.network(year), actor)
        history.append(
            YearOfActor(
                year=year,
                value=row.value if row else None,
                rank_low=row.rank_low if row else None,
                rank_high=row.rank_high if row else None,
                actors=len(network.actor_ids),
                exact=table.exact if table else True,
                partners=len(partners),
                began=tuple(event for event in found.began(year) if event in mine),
                ended=tuple(event for event in found.ended(year) if event in mine),
                gained=tuple(sorted(partners - before)),
                lost=tuple(sorted(before - partners)),
            )
        )
        before = partners
    return history


def _present(network: TwoMode) -> TwoMode:
    """Only the actors that take part in something."""
    held = np.unique(network.rows)
    return replace(
        network,
        actor_ids=tuple(network.actor_ids[at] for at in held.tolist()),
        actor_labels=tuple(network.actor_labels[at] for at in held.tolist()),
        actor_kinds=tuple(network.actor_kinds[at] for at in held.tolist()),
        rows=np.searchsorted(held, network.rows).astype(np.int32),
    )


def _partners(network: TwoMode, actor: int) -> set[int]:
    events = network.cols[network.rows == actor]
    return set(network.rows[np.isin(network.cols, events)].tolist()) - {actor}


def _touches(span: Span, year: int) -> bool:
    first, last = span
    if first is None and last is None:
        return False
    return (first is None or first <= year) and (last is None or year <= last)
