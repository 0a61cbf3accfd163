"""What the JSON routes answer on sources: what each covers, which files said it, what remains to collect."""

from api.judged_responses import JsonDocument as _Document
from api.responses import Declaration


class Coverage(_Document):
    revision: str
    total: int
    states: dict[str, int]
    rows: list[Declaration]
    cursor: str | None
    truncated: bool


class SourceState(_Document):
    state: str
    rate: float | None


class CollectionRow(_Document):
    """`states` in the order of the sources of the document."""

    territory: str
    name: str
    states: list[SourceState]


class ToCollect(_Document):
    """`expected`: alliances of a comparable territory; `power`: chance, 0–1, that a halving would then be seen."""

    territory: str
    name: str
    state: str
    lacking: list[str]
    expected: float
    power: float
    resolvable: bool


class Collection(_Document):
    revision: str
    level: str
    sources: list[dict[str, str | None]]
    rows: list[CollectionRow]
    to_collect: list[ToCollect]
    reason: str | None


class File(_Document):
    """`address` and `published_at` (when its catalogue says it changed) where it was fetched."""

    file: str
    id: str
    sha256: str
    rows: int
    open: bool
    vintage: str | None
    loaded_at: str
    address: str | None
    published_at: str | None


class Declared(_Document):
    """What a person declared that a source covers."""

    territory: str
    name: str | None
    start: str | None
    end: str | None
    state: str
    rate: float | None
    basis: str | None


class CataloguedSource(_Document):
    """What is known of a source whether or not it is loaded; null is « not known »."""

    id: str
    title: str | None
    publisher: str | None
    licence: str | None
    page: str | None
    vintage: str | None
    life: str | None
    row: str | None
    leaves_out: str | None
    covers: list[Declared]
    fetchable: bool
    datasets: list[str]
    obtained: str | None
    status: str


class Source(CataloguedSource):
    vintages: list[str]
    nodes: int
    relations: int
    synthetic: int
    rows: int
    loaded_at: str | None
    files: list[File]
    open: bool


class Sources(_Document):
    revision: str
    total: int
    rows: list[Source]
    not_loaded: list[CataloguedSource]
