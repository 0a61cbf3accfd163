"""What is exported: the whole graph, a neighbourhood, or the relations that answer a filter with their ends.

Read as often as a format needs it, nodes by id and then relations; a thousand nodes are held, and of a filter the ids.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice, takewhile
from typing import Protocol, TypeAlias, TypeVar

from api.answers.network import neighbourhood
from graph.asking import Asked, Search
from graph.model.record import Json, NodeRecord, RelationRecord
from graph.model.relation_filter import as_json
from graph.model.relations import RelationType
from graph.model.subgraph import LinkView
from graph.store.base import View

AT_ONCE = 1_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Said:
    properties: Json
    origins: list[Json]

    @property
    def sources(self) -> list[str]:
        return sorted({str(origin["source"]) for origin in self.origins})

    @property
    def statuses(self) -> list[str]:
        return sorted({str(origin["status"]) for origin in self.origins})


@dataclass(frozen=True, slots=True)
class Node(_Said):
    id: str
    kind: str
    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link(_Said):
    source: str
    type: str
    target: str
    role: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        return (self.source, self.type, self.target, self.role)


@dataclass(frozen=True, slots=True)
class Whole:
    """All that is loaded."""


@dataclass(frozen=True, slots=True)
class Around:
    """What `subgraph` answers (`api.answers.network`)."""

    centre: str
    depth: int = 1
    limit: int = 500
    kinds: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Matching:
    """What `relations` answers (`graph.asking`); `seconds`: how long it may take each time it is read."""

    asked: Asked
    seconds: float | None = None


Part: TypeAlias = Whole | Around | Matching


class Extract(Protocol):
    """What is taken of a graph, in words and as data, and its rows as often as they are asked for."""

    words: str
    chosen: Json

    def nodes(self) -> Iterator[Node]: ...

    def links(self) -> Iterator[Link]: ...


def _nothing() -> None:
    pass


def extract(view: View, part: Part, watch: Callable[[], None] = _nothing) -> Extract:
    """`watch` is called every thousand rows, and may raise to stop. Raises what the question itself does."""
    if isinstance(part, Around):
        return _Neighbourhood(view, part, watch)
    return _Matches(view, part, watch) if isinstance(part, Matching) else _Everything(view, watch)


@dataclass
class _Everything:
    view: View
    watch: Callable[[], None]
    words: str = "le graphe entier"
    chosen: Json = field(default_factory=dict)

    def nodes(self) -> Iterator[Node]:
        records = takewhile(lambda record: isinstance(record, NodeRecord), self.view.records())
        return watched((node_of(record) for record in records if isinstance(record, NodeRecord)), self.watch)

    def links(self) -> Iterator[Link]:
        records = self.view.records_of_kind("", sorted(kind.value for kind in RelationType))
        return watched((link_of(record) for record in records if isinstance(record, RelationRecord)), self.watch)


class _Neighbourhood:
    def __init__(self, view: View, part: Around, watch: Callable[[], None]) -> None:
        found = neighbourhood(
            view, part.centre, part.depth, part.limit, kinds=part.kinds, since=part.since, until=part.until
        )
        self._view, self._watch, self._links = view, watch, found.links
        self._ids = sorted(node["id"] for node in found.nodes)
        label = next((node["label"] for node in found.nodes if node["id"] == found.centre), found.centre)
        cut = f", {len(self._ids)} fiches gardées sur {found.total_nodes}" if found.truncated else ""
        self.words = f"le voisinage de {label} ({found.centre}) à {part.depth} pas{cut}"
        self.chosen: Json = {
            "centre": found.centre, "depth": part.depth, "limit": part.limit, "kinds": list(part.kinds),
            "since": part.since, "until": part.until, "truncated": found.truncated, "total_nodes": found.total_nodes,
        }  # fmt: skip

    def nodes(self) -> Iterator[Node]:
        return watched(_named(self._view, self._ids), self._watch)

    def links(self) -> Iterator[Link]:
        return watched(map(_linked, self._links), self._watch)


class _Matches:
    def __init__(self, view: View, part: Matching, watch: Callable[[], None]) -> None:
        self._view, self._part, self._watch = view, part, watch
        self.chosen: Json = {"filter": as_json(part.asked.filter), "seats": part.asked.seats}
        self.words = "les relations qui répondent à un filtre, et leurs deux bouts"
        self._ids: list[str] | None = None

    def nodes(self) -> Iterator[Node]:
        if self._ids is None:
            self._ids = sorted(set(chain.from_iterable((link.source, link.target) for link in self.links())))
        return watched(_named(self._view, self._ids), self._watch)

    def links(self) -> Iterator[Link]:
        matches = Search(self._view, self._part.asked, self._part.seconds).matches()
        return watched((_linked(match.link) for match in matches), self._watch)


def watched(rows: Iterable[T], watch: Callable[[], None]) -> Iterator[T]:
    for number, row in enumerate(rows):
        if number % AT_ONCE == 0:
            watch()
        yield row


def _named(view: View, ids: Iterable[str]) -> Iterator[Node]:
    waiting = iter(ids)
    while some := list(islice(waiting, AT_ONCE)):
        yield from map(node_of, view.node_records(some))


def node_of(record: NodeRecord) -> Node:
    return Node(record.properties, record.origins, record.id, record.kind, record.label, record.labels)


def link_of(record: RelationRecord) -> Link:
    return Link(record.properties, record.origins, *record.key)


def _linked(link: LinkView) -> Link:
    return Link(link["properties"], link["origins"], link["source"], link["type"], link["target"], link["role"])
