"""The relations of a graph that answer a filter, in order of (type, source, target, role), as they are read.

A type that the filter excludes is not read; of a territory or a theme that it requires, only what touches it is read.
A relation whose own words settle the filter costs no look at its ends; the others are looked up by thousands. Both
stores give the same relations, since they only list them.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from time import monotonic
from typing import NamedTuple, TypeAlias, cast

from graph.asking.conditions import Briefs, event_of, tests_of
from graph.errors import StoreUnavailable
from graph.model.relation_filter import EVERYTHING, Filter, leaves, required, verdict
from graph.model.relations import RelationType
from graph.model.subgraph import LinkView
from graph.store.base import Brief, View

AT_ONCE = 1_000
"""Relations whose ends are looked up together, and between two looks at the clock."""
HELD = 50_000
"""Nodes whose words are kept for the next relations: hubs come again and again."""
AMONG_MOST = 50_000
"""Ids beyond which looking round each costs more than reading all relations of the type."""

Place: TypeAlias = tuple[str, str, str, str]
"""Where a relation stands: type, source, target, role."""
TYPES = tuple(sorted(kind.value for kind in RelationType))


@dataclass(frozen=True, slots=True)
class Asked:
    """`seats`: whether what is placed by a head office alone is in a territory."""

    filter: Filter = EVERYTHING
    seats: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """A relation that answers, with what is told of its ends."""

    link: LinkView
    source: Brief
    target: Brief
    event: Brief | None
    """The experiment, alliance or programme that it touches."""

    @property
    def place(self) -> Place:
        return place_of(self.link)


class _Candidate(NamedTuple):
    """A relation that its own words do not exclude; `settled`: they are enough to keep it."""

    link: LinkView
    settled: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Some matches, whether others follow, and how many there are in all (None where it was not asked)."""

    matches: list[Match]
    more: bool
    total: int | None


def place_of(link: LinkView) -> Place:
    return (link["type"], link["source"], link["target"], link["role"])


class Search:
    """One filter on one graph. Raises UnknownEntity, InvalidRecord (`conditions.tests_of`), and StoreUnavailable when
    `seconds` are over (None leaves all the time) or when the ends of a relation went while it was read.
    """

    def __init__(self, view: View, asked: Asked, seconds: float | None = None) -> None:
        self._view, self._filter = view, asked.filter
        self._deadline = None if seconds is None else monotonic() + seconds
        self._tests = tests_of(view, leaves(asked.filter), asked.seats)
        self._needed = [self._tests[leaf] for leaf in required(asked.filter)]
        self._saying = next((test.saying for test in self._needed if test.saying), "")
        self._briefs: dict[str, Brief] = {}

    def matches(self, after: Place | None = None) -> Iterator[Match]:
        """All that follow `after`. Streams."""
        for kind in self._types(after):
            for batch in self._candidates(kind, after):
                yield from self._matching(batch)

    def page(self, limit: int, after: Place | None = None, *, counted: bool = True) -> Found:
        """The first `limit` that follow `after`; `counted`: how many there are from there on, in the same reading."""
        shown: list[Match] = []
        total = 0
        for kind in self._types(after):
            if len(shown) > limit and not counted:
                break
            known = self._whole(kind) if after is None and counted else None
            number = 0
            for batch in self._candidates(kind, after):
                if len(shown) <= limit:
                    matching = list(self._matching(batch))
                    shown += matching[: limit + 1 - len(shown)]
                    number += len(matching)
                elif counted and known is None:
                    number += self._number(batch)
                else:
                    break
            total += number if known is None else known
        return Found(shown[:limit], len(shown) > limit, total if counted else None)

    def _types(self, after: Place | None) -> list[str]:
        return [kind for kind in TYPES if (after is None or kind >= after[0]) and self._by_type(kind) is not False]

    def _by_type(self, kind: str) -> bool | None:
        return verdict(self._filter, lambda leaf: kind in leaf.values if leaf.field == "type" else None)

    def _whole(self, kind: str) -> int | None:
        """The number of relations of a type where the filter keeps them all: a store has it counted."""
        if self._by_type(kind) is not True:
            return None
        counts = cast(dict[str, int], self._view.stats()["relations"])
        return counts.get(kind, 0)

    def _candidates(self, kind: str, after: Place | None) -> Iterator[list[_Candidate]]:
        place = after[1:] if after is not None and after[0] == kind else ("", "", "")
        links = self._view.links(kind, after=place, among=self._among(kind), saying=self._saying)
        with closing(cast("Generator[LinkView]", links)):
            while batch := list(islice(links, AT_ONCE)):
                self._watch()
                yield [_Candidate(link, said is True) for link in batch if (said := self._judged(link)) is not False]

    def _among(self, kind: str) -> Sequence[str] | None:
        """The fewest ids that every match of the type touches one of."""
        sets = [test.touching(kind) for test in self._needed]
        fewest = min((ids for ids in sets if ids is not None), key=len, default=None)
        return None if fewest is None or len(fewest) > AMONG_MOST else sorted(fewest)

    def _judged(self, link: LinkView, briefs: Briefs | None = None) -> bool | None:
        return verdict(self._filter, lambda leaf: self._tests[leaf].holds(link, briefs))

    def _matching(self, batch: list[_Candidate]) -> Iterator[Match]:
        self._look_up(end for each in batch for end in (each.link["source"], each.link["target"]))
        for link, settled in batch:
            if settled or self._judged(link, self._briefs):
                event = event_of(link)
                ends = self._briefs[link["source"]], self._briefs[link["target"]]
                yield Match(link, *ends, self._briefs[event] if event else None)

    def _number(self, batch: list[_Candidate]) -> int:
        """How many of them match; those that are settled need no look."""
        unsettled = [each.link for each in batch if not each.settled]
        self._look_up(end for link in unsettled for test in self._tests.values() if (end := test.reads(link)))
        return len(batch) - len(unsettled) + sum(bool(self._judged(link, self._briefs)) for link in unsettled)

    def _look_up(self, ids: Iterable[str]) -> None:
        wanted = {*ids}
        if len(self._briefs) > HELD:
            self._briefs = {known: brief for known, brief in self._briefs.items() if known in wanted}
        if lacking := sorted(wanted - self._briefs.keys()):
            self._briefs.update((brief.id, brief) for brief in self._view.briefs(lacking))
            if not wanted <= self._briefs.keys():  # a load was undone between the two readings
                raise StoreUnavailable("Le graphe a changé pendant la lecture : reposez la question.")

    def _watch(self) -> None:
        if self._deadline is not None and monotonic() > self._deadline:
            raise StoreUnavailable(
                "La question a dépassé le temps accordé : nommez un type, un territoire ou une source de plus, "
                "ou augmentez ENTRELACS_STORE_TIMEOUT."
            )
