"""The roles of a store: `Writer` merges, `View` reads. SQLite and Neo4j give the same answers, byte for byte.

Semantics both must keep (the contract suite in `tests/contract` asserts each):

* A record is the union of its claims (`graph.model.record`): merging is idempotent and order-independent.
* `batch()` is one transaction: all of it or nothing, with the revision it leads to.
* The **revision** names the content: the sum modulo 2^128 of the digests of all nodes, relations and coverage rows, as
  32 hex digits. It is kept up to date inside each batch, so it costs nothing to read; the log of runs is left out.
* A relation whose end is unknown is refused (`UnknownEntity`), and with it the batch.
* `rewrite` sets records to just the claims given; one without a claim leaves the graph. It is what undoing a load,
  joining two actors and parting them again are made of (`graph.resolution`, `loaders.undoing`).
* **Shelves** hold what stands beside the graph and is no content: ids that became others, judgements, ids that are
  gone, rows of registers that nobody has named yet. An id on the shelf of aliases is answered as the one it became, in
  merging and in reading alike; an id on that of the gone raises `GoneEntity`.
* **Walking** goes through actors, experiments and alliances by PARTICIPATES_IN only. Territories, programmes and themes
  may be the centre or an end. Round a territory, step 1 is what acts in it or in a territory it contains
  (`graph.territories.hierarchy`), step 2 its participants; round a theme, step 1 is what addresses it.
* Lists are ordered by a stated key and never by an engine's own order.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import astuple, dataclass
from enum import StrEnum
from operator import add
from typing import Protocol

from graph.model.coverage import Coverage
from graph.model.record import Json, NodeRecord, RelationRecord
from graph.model.subgraph import LinkView, NodeView, Paths, Subgraph
from graph.store.written import Written

FORMAT_VERSION = 4
"""Bump when what is written changes; a store with a higher number is refused (`StoreFormat`)."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a merge did. A record that gains a claim or a line is changed; one that gains nothing is neither."""

    nodes_new: int = 0
    nodes_changed: int = 0
    relations_new: int = 0
    relations_changed: int = 0
    nodes_gone: int = 0
    relations_gone: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(*map(add, astuple(self), astuple(other)))


@dataclass(frozen=True, slots=True)
class Run:
    """One reading of one file. `open` until its last batch; the same load again completes it. Not in the revision."""

    id: str
    source: str
    file: str
    sha256: str
    vintage: str | None
    licence: str | None
    publisher: str | None
    rows: int
    open: bool
    loaded_at: str
    """ISO 8601, UTC."""
    page: str | None = None
    address: str | None = None
    published_at: str | None = None
    """Where the file was fetched, and when its catalogue says it last changed (ISO 8601); None for a file given."""


class Shelf(StrEnum):
    """What stands beside the graph, each a map from a key to a text."""

    ALIAS = "alias"
    """Id as stated → the canonical id it is answered as."""
    JUDGEMENT = "judgement"
    """`left|right|by` → the judgement, as JSON."""
    GONE = "gone"
    """Id → the run that was undone."""
    RESERVE = "reserve"
    """`id|run|line` → what a register says of a unit that no other source has named yet, as JSON."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result. `matched` is the name that matched, which may not be the one shown."""

    id: str
    kind: str
    label: str
    matched: str
    relations: int
    properties: Json
    statuses: list[str]


@dataclass(frozen=True, slots=True)
class Hits:
    text: str
    total: int
    hits: list[Hit]


@dataclass(frozen=True, slots=True)
class Page:
    """Some relations of a node with the node at the other end; `cursor` asks for what follows, None at the end."""

    total: int
    relations: list[RelationRecord]
    others: dict[str, NodeView]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """An experiment or an alliance of some `type`, as analyses need it. Dates as stated; statuses sorted."""

    id: str
    kind: str
    label: str
    start: str | None
    end: str | None
    statuses: tuple[str, ...]
    sources: tuple[str, ...]
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """What is told of a node where it ends a relation. Dates as stated; `amount` in euros, of an alliance."""

    id: str
    kind: str
    profile: str | None
    label: str
    start: str | None
    end: str | None
    amount: float | None
    phase: str | None = None
    """Of an experiment."""


class Writer(Protocol):
    """Changes the graph. One writer at a time: a second one raises `StoreBusy`."""

    @property
    def whole_loads(self) -> "WholeLoads | None":
        """How to write where one batch holds a whole load. None of a server that keeps its transactions in memory."""

    def batch(self) -> AbstractContextManager[None]:
        """One transaction. An exception inside undoes all merges of the batch."""

    def merge(self, nodes: Sequence[NodeRecord], relations: Sequence[RelationRecord]) -> Changes:
        """Merge nodes first, then relations. Several records of one key in the sequence are merged together.

        Raises UnknownEntity when a relation names a node that is neither stored nor in `nodes`.
        """

    def rewrite(self, nodes: Sequence[NodeRecord], relations: Sequence[RelationRecord]) -> Changes:
        """Set these records to the claims given: known ones are replaced, new ones added, empty ones removed.

        Ids and ends are taken as they stand, whatever the shelf of aliases says. Raises UnknownEntity when a relation
        that stays names a node that does not, InvalidRecord for a node that leaves while a relation still holds it.
        """

    def put(self, shelf: Shelf, rows: Mapping[str, str]) -> None:
        """Place or replace texts on a shelf."""

    def drop(self, shelf: Shelf, keys: Sequence[str]) -> None:
        """Take texts off a shelf; keys that are not there are passed over."""

    def drop_holding(self, shelf: Shelf, text: str) -> None:
        """Take off a shelf every text that holds this one."""

    def forget_run(self, run_id: str) -> None:
        """Take a run out of the log, and its declarations of coverage with it."""

    def merge_coverage(self, rows: Sequence[Coverage]) -> int:
        """Declare coverage; returns how many rows were new or changed."""

    def open_run(self, run: Run) -> bool:
        """Log a run as open. Whether it is new: one that is known is kept as it is (a load done twice)."""

    def close_run(self, run: Run) -> None:
        """Mark the run as complete."""


class WholeLoads(Protocol):
    """Writes facts in columns, inside a batch that ends with the load."""

    def add(self, batch: Written) -> Changes:
        """As `merge` of the records of the batch. What it awaits may stand without a record until the batch ends, no
        longer: the load that awaits it has to say it.
        """


class View(Protocol):
    """Reads the graph; never changes it (READ access mode on Neo4j)."""

    def revision(self) -> str: ...

    def stats(self) -> Json:
        """Counts: `{revision, format, nodes: {kind: n}, relations: {type: n}, sources: {source: {nodes, relations}},
        statuses: {kind: {status: n}}, coverage: {state: n}, runs: [{id, source, file, sha256, vintage, licence,
        publisher, rows, open}]}`, keys sorted, runs by (source, file, id); `loaded_at` is left out: it would differ
        between two stores.
        """

    def runs(self) -> list[Run]: ...

    def node(self, node_id: str) -> NodeRecord:
        """Raises UnknownEntity, with up to 3 near ids."""

    def nodes(self, ids: Sequence[str]) -> list[NodeView]:
        """Views of those ids that exist, in the order asked; distance 0."""

    def relations(
        self,
        node_id: str,
        types: Sequence[str],
        *,
        direction: str = "both",
        limit: int = 100,
        cursor: str | None = None,
    ) -> Page:
        """Relations of a node (`out`, `in` or `both`), ordered by (type, source, target, role)."""

    def acting_in(self, territory_id: str, *, limit: int = 100, cursor: str | None = None, seats: bool = True) -> Page:
        """Experiments, alliances and programmes that act in the territory or in one it contains, once each, by id.

        `relations` holds the ACTS_IN relation that placed each; `others` the events. Without `seats`, those that are
        placed there by a head office alone are left out.
        """

    def count_acting(self, territory_id: str, *, seats: bool = True) -> int:
        """The `total` of `acting_in`, without its rows."""

    def placed_in(self, territory_id: str, *, seats: bool = True) -> list[str]:
        """Ids of all that `acting_in` lists."""

    def links(
        self,
        kind: str,
        *,
        after: Sequence[str] = ("", "", ""),
        among: Sequence[str] | None = None,
        saying: str = "",
    ) -> Iterator[LinkView]:
        """Relations of one type, by (source, target, role), from the one that follows `after`. Streams.

        `among`: those alone that touch one of these ids; `saying`: that are told with this text of canonical JSON.
        """

    def briefs(self, ids: Sequence[str]) -> list[Brief]:
        """Of those ids that exist, by id; aliases are not followed."""

    def search(self, text: str, *, kind: str | None = None, limit: int = 20) -> Hits:
        """Every word of the query begins a word of a name (folded: `graph.model.text.fold`), or the text is an id.

        Order: 0 identifier (id, SIREN, RNA…), 1 exact name, 2 name that begins with the query, 3 all words; then
        number of relations, most first; then id. An empty or wordless query gives no hit.
        """

    def neighbourhood(
        self,
        centre: str,
        depth: int,
        limit: int,
        *,
        kinds: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
    ) -> Subgraph:
        """Nodes within `depth` steps, ordered by (distance, id), cut at `limit`, with all relations between them.

        `kinds`: node kinds kept, and profiles kept among actors; profiles alone leave events. The centre always is
        kept; what is left out is not walked through.
        `since`, `until` (years): events whose period misses the window are left out. Raises UnknownEntity.
        """

    def paths(self, start: str, end: str, *, limit: int = 3, max_length: int = 12) -> Paths:
        """Shortest paths by PARTICIPATES_IN, ordered by their sequence of ids. Raises UnknownEntity."""

    def events(self) -> Iterator[EventRow]:
        """All experiments and alliances, by id."""

    def participations(self) -> Iterator[tuple[str, str]]:
        """Distinct (actor, experiment | alliance), by (event, actor). Programmes are not events."""

    def actors(self) -> Iterator[tuple[str, str, str | None, tuple[str, ...]]]:
        """(id, label, profile or None, statuses), by id."""

    def placements(self) -> Iterator[tuple[str, str, str]]:
        """(event, territory, located_by) of every ACTS_IN of an event, by (event, territory)."""

    def coverage(self) -> list[Coverage]:
        """Every declaration, by (territory, source, start)."""

    def records(self) -> Iterator[NodeRecord | RelationRecord]:
        """The whole graph: nodes by id, then relations by key. Streams."""

    def records_naming(self, text: str) -> Iterator[NodeRecord | RelationRecord]:
        """Nodes by id, then relations by key, whose claims hold this text of canonical JSON: `"run":"…"`. Streams."""

    def records_of(self, ids: Sequence[str]) -> tuple[list[NodeRecord], list[RelationRecord]]:
        """The records of those ids that exist, and every relation that touches them; aliases are not followed."""

    def node_records(self, ids: Sequence[str]) -> list[NodeRecord]:
        """The records of those ids that exist, by id; aliases are not followed."""

    def shelf(self, shelf: Shelf, keys: Sequence[str] | None = None) -> dict[str, str]:
        """What stands on a shelf, by key in order; only `keys` where they are given."""

    def shelf_under(self, shelf: Shelf, beginnings: Sequence[str]) -> dict[str, str]:
        """What stands on a shelf under keys that begin with one of these texts, by key in order."""

    def records_of_kind(self, kind: str, types: Sequence[str]) -> Iterator[NodeRecord | RelationRecord]:
        """Nodes of a kind by id (of none where it is empty), then relations of those types by key. Streams."""


class Store(Writer, View, Protocol):
    """Both roles on one open database."""

    def close(self) -> None: ...
