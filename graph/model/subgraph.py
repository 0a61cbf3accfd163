"""The neutral thing that is drawn and served: nodes and links as plain JSON values, and what was left out."""

from dataclasses import dataclass
from typing import TypedDict

from graph.model.record import Json


class NodeView(TypedDict):
    """A node as served. `degree` counts distinct neighbours by PARTICIPATES_IN in the whole graph.

    `territories` and `themes` are ids met by ACTS_IN / SITUATED_IN and ADDRESSES: attributes, never walked through.
    """

    id: str
    kind: str
    label: str
    degree: int
    distance: int
    properties: Json
    territories: list[str]
    themes: list[str]
    statuses: list[str]
    origins: list[Json]


class LinkView(TypedDict):
    source: str
    target: str
    type: str
    role: str
    start: str | None
    end: str | None
    properties: Json
    origins: list[Json]


@dataclass(frozen=True, slots=True)
class Subgraph:
    """A neighbourhood. Nodes are ordered by distance then id, links by (source, type, target, role).

    `total_nodes` is exact even when `truncated`; `dropped_by` says what cut it (`limit` or None).
    """

    centre: str
    depth: int
    limit: int
    nodes: list[NodeView]
    links: list[LinkView]
    truncated: bool
    total_nodes: int
    dropped_by: str | None


@dataclass(frozen=True, slots=True)
class PathView:
    """One shortest path: its nodes in order, and for each hop the relations that make it."""

    nodes: list[NodeView]
    hops: list[list[LinkView]]


@dataclass(frozen=True, slots=True)
class Paths:
    """Shortest paths between two entities. No path within `max_length` hops: `paths` is empty, `length` None."""

    start: str
    end: str
    length: int | None
    paths: list[PathView]
    truncated: bool
    max_length: int
