"""Nodes of a kind as stretches of the index of ids: an id begins with its kind, so kinds need no index of their own."""

from collections.abc import Iterable

from graph.model.entities import NodeKind
from graph.model.ids import KIND_BY_PREFIX


def stretches(kinds: Iterable[str]) -> list[str]:
    """A condition on `node.id` for each prefix of the kinds, in the order of the ids."""
    wanted = {*kinds}
    return [_beginning(prefix) for prefix, kind in sorted(KIND_BY_PREFIX.items()) if kind in wanted]


def _beginning(prefix: str) -> str:
    return f"node.id >= '{prefix}:' AND node.id < '{prefix};'"


PROGRAMMES = f"SELECT node.key FROM node WHERE {' OR '.join(stretches([NodeKind.PROGRAMME.value]))}"
"""Keys of what actors participate in and no walk goes through: counted in the degree, never walked to."""
