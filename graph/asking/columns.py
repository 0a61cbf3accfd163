"""The relations of one revision as columns, in memory: a page that counts what each condition would leave asks the
same graph a hundred times over, and reading it once is what takes the time.

One place in every column for each relation, in the order of `Search`: type, source, target, role. Nodes are numbers of
`ids`. What a relation does not say itself is that of its event, as in `conditions`.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import nan
from time import monotonic
from typing import TypeAlias, TypeVar

from graph.asking.conditions import EVENTS, kind_of
from graph.errors import NotResolvable, StoreUnavailable
from graph.model.entities import NodeKind
from graph.model.period import Period
from graph.model.record import Json
from graph.model.relations import LocatedBy, RelationType
from graph.model.subgraph import LinkView
from graph.model.typography import fine, number
from graph.store.base import Brief, View
from graph.store.views import places_holding

RELATIONS_MOST = 1_500_000
"""Beyond, a hundred bytes for each relation would weigh on a server: the table and the exports answer alone."""
AT_ONCE = 5_000
_NEEDED = frozenset((NodeKind.ACTOR.value, *EVENTS))
"""Kinds of which more must be known than the id says."""
TYPES = tuple(sorted(kind.value for kind in RelationType))
Key = TypeVar("Key")
_Dates: TypeAlias = tuple[str | None, str | None]


class Numbers(dict[Key, int]):
    """Each new key gets the next number."""

    def __missing__(self, key: Key) -> int:
        self[key] = found = len(self)
        return found


@dataclass(slots=True)
class Columns:
    """`spans`, `roles`, `said_by` and `said_as` hold codes: the keys of the table of the same name, in order."""

    types: "array[int]" = field(default_factory=lambda: array("B"))
    sources: "array[int]" = field(default_factory=lambda: array("l"))
    targets: "array[int]" = field(default_factory=lambda: array("l"))
    events: "array[int]" = field(default_factory=lambda: array("l"))
    """The experiment, alliance or programme that it touches; 0, the empty id, where there is none."""
    role_codes: "array[int]" = field(default_factory=lambda: array("l"))
    span_codes: "array[int]" = field(default_factory=lambda: array("l"))
    amounts: "array[float]" = field(default_factory=lambda: array("d"))
    said_by: "array[int]" = field(default_factory=lambda: array("l"))
    said_as: "array[int]" = field(default_factory=lambda: array("l"))
    seated: "array[int]" = field(default_factory=lambda: array("B"))
    """Whether a head office alone places it."""
    ids: Sequence[str] = ()
    kinds: Sequence[str] = ()
    briefs: Mapping[int, Brief] = field(default_factory=dict)
    """Of actors, experiments, alliances and programmes."""
    roles: Sequence[str] = ()
    spans: Sequence[Period | None] = ()
    source_sets: Sequence[tuple[str, ...]] = ()
    status_sets: Sequence[tuple[str, ...]] = ()
    holders: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Territories at the end of a relation → themselves and what holds them."""

    def __len__(self) -> int:
        return len(self.types)


def read_columns(view: View, seconds: float | None = None, given_up: Callable[[], bool] | None = None) -> Columns:
    """Raises NotResolvable for a graph of more than RELATIONS_MOST relations, StoreUnavailable after `seconds` or when
    `given_up` says so.
    """
    counted: Mapping[str, int] = view.stats()["relations"]  # type: ignore[assignment]
    if (total := sum(counted.values())) > RELATIONS_MOST:
        raise NotResolvable(
            fine(
                "Les comptes par facette, la carte, la frise et la matrice s’arrêtent à "
                f"{number(RELATIONS_MOST)} relations : ce graphe en a {number(total)}. "
                "Le tableau et les exports, eux, répondent sur toutes."
            )
        )
    return _Reading(view, seconds, given_up).columns()


class _Reading:
    """Column by column within a batch: a call for each relation would double the time."""

    def __init__(self, view: View, seconds: float | None, given_up: Callable[[], bool] | None) -> None:
        self._view, self._given_up = view, given_up
        self._deadline = None if seconds is None else monotonic() + seconds
        self._nodes: Numbers[str] = Numbers({"": 0})
        self._roles: Numbers[str] = Numbers()
        self._sources: Numbers[tuple[str, ...]] = Numbers()
        self._statuses: Numbers[tuple[str, ...]] = Numbers()
        self._dates: Numbers[_Dates] = Numbers({(None, None): 0})
        self._own = array("l")
        self._paid: list[object] = []

    def columns(self) -> Columns:
        made = Columns()
        for place, kind in enumerate(TYPES):
            links = self._view.links(kind)
            while batch := list(islice(links, AT_ONCE)):
                self._watch()
                self._add(made, place, batch)
        made.ids = tuple(self._nodes)
        made.kinds = [kind_of(each) or "" for each in made.ids]
        made.briefs = {self._nodes[brief.id]: brief for brief in self._known(made)}
        made.roles = tuple(self._roles)
        made.source_sets, made.status_sets = tuple(self._sources), tuple(self._statuses)
        self._settle(made)
        territories = {end for end in made.targets if made.kinds[end] == NodeKind.TERRITORY}
        made.holders = {end: places_holding(made.ids[end]) for end in territories}
        return made

    def _add(self, made: Columns, place: int, links: Sequence[LinkView]) -> None:
        nodes, dates = self._nodes, self._dates
        made.types.extend([place] * len(links))
        made.sources.extend([nodes[link["source"]] for link in links])
        made.targets.extend([nodes[link["target"]] for link in links])
        made.role_codes.extend([self._roles[link["role"]] for link in links])
        made.said_by.extend([self._sources[_said(link["origins"], "source")] for link in links])
        made.said_as.extend([self._statuses[_said(link["origins"], "status")] for link in links])
        placing = TYPES[place] == RelationType.ACTS_IN
        made.seated.extend([placing and link["properties"].get("located_by") == LocatedBy.SEAT for link in links])
        self._own.extend([dates[link["start"], link["end"]] for link in links])
        self._paid += [link["properties"].get("amount") for link in links]

    def _known(self, made: Columns) -> Iterator[Brief]:
        wanted = [each for each, kind in zip(made.ids, made.kinds, strict=True) if kind in _NEEDED]
        for start in range(0, len(wanted), AT_ONCE):
            self._watch()
            yield from self._view.briefs(wanted[start : start + AT_ONCE])

    def _settle(self, made: Columns) -> None:
        """What a relation touches; dates and amounts: its own, else those of its event."""
        is_event = [kind in EVENTS for kind in made.kinds]
        ends = zip(made.sources, made.targets, strict=True)
        made.events.extend([b if is_event[b] else a if is_event[a] else 0 for a, b in ends])
        of_event = {node: self._dates[brief.start, brief.end] for node, brief in made.briefs.items() if is_event[node]}
        made.spans = [Period.stated(*dates) if any(dates) else None for dates in self._dates]
        silent = [span is None for span in made.spans]
        said = zip(self._own, made.events, strict=True)
        made.span_codes.extend([of_event.get(event, 0) if silent[own] else own for own, event in said])
        owed = {node: brief.amount for node, brief in made.briefs.items() if brief.kind == NodeKind.ALLIANCE}
        for paid, event in zip(self._paid, made.events, strict=True):
            amount = owed.get(event) if paid is None else paid
            made.amounts.append(float(amount) if isinstance(amount, int | float) else nan)

    def _watch(self) -> None:
        late = self._deadline is not None and monotonic() > self._deadline
        if late or (self._given_up is not None and self._given_up()):
            raise StoreUnavailable(
                "La lecture des relations a dépassé le temps accordé : reposez la question dans un instant, ou "
                "augmentez ENTRELACS_STORE_TIMEOUT."
            )


def _said(origins: Sequence[Json], name: str) -> tuple[str, ...]:
    if len(origins) == 1:  # nearly always
        return (str(origins[0][name]),)
    return tuple(sorted({str(origin[name]) for origin in origins}))


def flags(codes: Iterable[int], allowed: Sequence[int]) -> int:
    """One byte for each place, 1 where its code is allowed, as one number: what and, or and not work on at once."""
    return int.from_bytes(bytes(map(allowed.__getitem__, codes)), "little")
