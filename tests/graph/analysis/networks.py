"""Two-mode graphs for the tests: from the members of each alliance, by name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np

from graph.project import TwoMode


def two_mode(
    alliances: Sequence[Iterable[str]], *, alone: Iterable[str] = (), kinds: Mapping[str, str] | None = None
) -> TwoMode:
    """Actors and alliances sorted by id, pairs by (alliance, actor), as `graph.project.two_mode` hands them over."""
    actors = sorted({*alone, *(member for members in alliances for member in members)})
    pairs = [(actors.index(member), i) for i, members in enumerate(alliances) for member in sorted(set(members))]
    return TwoMode(
        actor_ids=tuple(actors),
        actor_labels=tuple(name.capitalize() for name in actors),
        actor_kinds=tuple((kinds or {}).get(name) for name in actors),
        event_ids=tuple(f"alliance:test:{i:03}" for i in range(len(alliances))),
        rows=np.array([row for row, _ in pairs], dtype=np.int32),
        cols=np.array([col for _, col in pairs], dtype=np.int32),
    )


def pairwise(graph: "nx.Graph[Any]") -> TwoMode:
    """One alliance of two for each edge: the projection is the graph itself, each link weighing 1."""
    return two_mode([[str(a), str(b)] for a, b in graph.edges], alone=map(str, graph))
