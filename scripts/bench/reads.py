"""Neighbourhoods, paths and searches in both stores, at two sizes: p50 and p95 of calls on the store itself."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from random import Random

from graph.errors import EntrelacsError
from graph.settings import Settings
from graph.store import Store, open_store
from loaders.loading import load_references
from scripts.bench.generated import SYLLABLES, fill
from scripts.bench.measure import Measure, repeated

PART = "read"
SIZES = (3_000, 100_000)
CALLS = 60


def reads(name: str, settings: Settings, nodes: int) -> Iterator[Measure]:
    """Fills the store, which must be empty, then asks."""
    with open_store(settings) as store:
        load_references(store)
        ids = fill(store, nodes)
        label = f"{name}, {nodes // 1000} k nodes"
        for depth in (1, 2, 3):
            yield from repeated(PART, f"{label}: subgraph, depth {depth}", subgraphs(store, ids, depth))
        yield from repeated(PART, f"{label}: path", paths(store, ids))
        yield from repeated(PART, f"{label}: search", searches(store))


def subgraphs(store: Store, ids: list[str], depth: int) -> Iterator[Callable[[], object]]:
    draw = Random(depth)
    return (partial(store.neighbourhood, draw.choice(ids), depth=depth, limit=200) for _ in range(CALLS + 1))


def paths(store: Store, ids: list[str]) -> Iterator[Callable[[], object]]:
    draw = Random(4)
    return (partial(_path, store, *draw.sample(ids, 2)) for _ in range(CALLS + 1))


def _path(store: Store, start: str, end: str) -> None:
    """No path is an answer too."""
    with suppress(EntrelacsError):
        store.paths(start, end)


def searches(store: Store) -> Iterator[Callable[[], object]]:
    """The beginnings of words, as typed."""
    draw = Random(5)
    return (partial(store.search, "".join(draw.choices(SYLLABLES, k=draw.randint(1, 4)))) for _ in range(CALLS + 1))
