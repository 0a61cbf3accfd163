"""What the JSON routes answer, for /docs. Documents are sent as built; a test holds real ones against these models.

Dates are texts as stated (`2016`, `2016-05`, `2016-05-07`). A value that has no meaning is null, never NaN or 0.
"""

from typing import Any

from pydantic import Field

from api.judged_responses import JsonDocument as _Document
from api.judged_responses import Reasons
from api.responses_gaps import GapRow, TerritoryRef


class Origin(_Document):
    """Where a fact comes from: `line` is the first of the `rows` lines that said it."""

    source: str
    run: str
    line: int | None
    rows: int
    stated_as: str | None
    vintage: str | None
    status: str = Field(examples=["reel", "importe", "synthetique"])


class Node(_Document):
    """`degree`: distinct neighbours by PARTICIPATES_IN in the whole graph; `distance`: steps from the centre."""

    id: str
    kind: str
    label: str
    degree: int
    distance: int
    properties: dict[str, Any]
    territories: list[str]
    themes: list[str]
    statuses: list[str]
    origins: list[Origin]


class Link(_Document):
    source: str
    target: str
    type: str
    role: str
    start: str | None
    end: str | None
    properties: dict[str, Any]
    origins: list[Origin]


class Chosen(_Document):
    kinds: list[str]
    since: str | None
    until: str | None


class Subgraph(_Document):
    """`total_nodes` is exact even when `truncated`."""

    revision: str
    centre: str
    depth: int
    limit: int
    chosen: Chosen
    nodes: list[Node]
    links: list[Link]
    truncated: bool
    total_nodes: int
    dropped_by: str | None


class PathFound(_Document):
    nodes: list[Node]
    hops: list[list[Link]]


class Paths(_Document):
    """`length` is null and `paths` empty when no path was found within `max_length` hops."""

    revision: str
    start: str = Field(alias="from")
    end: str = Field(alias="to")
    length: int | None
    paths: list[PathFound]
    truncated: bool
    max_length: int


class Hit(_Document):
    id: str
    kind: str
    label: str
    matched: str
    relations: int
    properties: dict[str, Any]
    statuses: list[str]


class Search(_Document):
    revision: str
    text: str
    kind: str | None
    limit: int
    total: int
    truncated: bool
    hits: list[Hit]


class Row(Link):
    """A relation with the node at its other end, under the one of these names that fits."""

    event: Node | None = None
    actor: Node | None = None
    node: Node | None = None
    name: str | None = None


class Rows(_Document):
    total: int
    rows: list[Row]
    cursor: str | None
    truncated: bool


class SaidValue(_Document):
    """A value that some sources say, where others say another."""

    value: Any
    sources: list[str]


class _Sheet(_Document):
    revision: str
    id: str
    canonical: str
    kind: str
    label: str
    names: list[str]
    properties: dict[str, Any]
    differing: dict[str, list[SaidValue]]
    statuses: list[str]
    origins: list[Origin]


class YearBegun(_Document):
    year: int
    alliances: int


class ProfileShare(_Document):
    profile: str | None
    label: str
    actors: int


class Partnering(_Document):
    """`read`: alliances that the years and the partners come from, the first of `alliances`."""

    alliances: int
    read: int
    truncated: bool
    years: list[YearBegun]
    undated: int
    partners: int
    profiles: list[ProfileShare]


class Actor(_Sheet):
    identity: Reasons
    participations: Rows
    territories: Rows
    themes: Rows
    statements: Rows
    partnering: Partnering


class Event(_Sheet):
    """An experiment or an alliance."""

    participants: Rows
    territories: Rows
    themes: Rows
    follows: Rows
    documents: Rows
    statements: Rows


class Declaration(_Document):
    """`rate`: share believed collected, 0–1, null when not declared."""

    territory: str
    name: str | None
    source: str
    start: str | None
    end: str | None
    state: str
    rate: float | None
    basis: str | None
    run: str


class Acting(Rows):
    """`by_seat` of those that act here are known by a head office alone: among the rows when `seats`."""

    by_seat: int
    seats: bool


class Neighbour(_Document):
    """What the gap table says of it; null where the table cannot be made or leaves it out."""

    territory: TerritoryRef
    observed: int | float | None
    expected: float | None
    verdict: str | None
    data_state: str | None


class Neighbours(_Document):
    """`known` false where no outline tells them; `reason` says why there is none."""

    known: bool
    reason: str | None
    rows: list[Neighbour]


class Territory(_Sheet):
    territory: TerritoryRef
    level: str
    code: str
    population: int | None
    within: list[TerritoryRef]
    similar: list[TerritoryRef]
    neighbours: Neighbours
    acting: Acting
    actors: Rows
    coverage: list[dict[str, Any]]
    gap: GapRow | None
    gap_reason: str | None


class Stats(_Document):
    revision: str
    format: int
    nodes: dict[str, int]
    relations: dict[str, int]
    sources: dict[str, dict[str, int]]
    statuses: dict[str, dict[str, int]]
    coverage: dict[str, int]
    runs: list[dict[str, Any]]


class ErrorBody(_Document):
    code: str
    message: str
    details: list[dict[str, Any]]
    request_id: str


class Error(_Document):
    """The one shape of every error (interfaces.md §5)."""

    error: ErrorBody


class Progress(_Document):
    done: int
    total: int
    share: float


class JobError(_Document):
    code: str
    message: str
    details: list[dict[str, Any]]


class Job(_Document):
    """A long computation. `result` is the document of the question once `state` is done."""

    id: str
    state: str = Field(examples=["waiting", "running", "done", "failed", "cancelled"])
    question: str
    revision: str
    progress: Progress | None
    started_at: str | None
    generated_at: str | None
    result: dict[str, Any] | None
    error: JobError | None


class Cypher(_Document):
    """Rows of a query that a person wrote: plain JSON values, a node as its labels and properties."""

    revision: str
    query: str
    columns: list[str]
    rows: list[list[Any]]
    limit: int
    truncated: bool
