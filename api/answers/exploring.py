"""An explored network: a centre, what was unfolded from it, drawn as it is or between actors alone."""

from collections.abc import Sequence
from dataclasses import replace

from api.answers.network import neighbourhood
from graph.model.subgraph import LinkView, PathView, Subgraph
from graph.store.base import View

UNFOLDED_MOST = 24
"""Unfoldings that one address holds; a longer exploration is a file."""


def explored(
    view: View, centre: str, depth: int, limit: int, unfolded: Sequence[str] = (),
    *, since: str | None = None, until: str | None = None,
) -> Subgraph:  # fmt: skip
    """The neighbourhood of `centre` with one more step round each of `unfolded`. Raises UnknownEntity, InvalidInput."""
    parts = [neighbourhood(view, centre, depth, limit, since=since, until=until)]
    parts += [neighbourhood(view, each, 1, limit, since=since, until=until) for each in unfolded]
    return united(parts)


def united(parts: Sequence[Subgraph]) -> Subgraph:
    """One subgraph: each node and link once, in the order met; the centre is that of the first part."""
    first, *others = parts
    if not others:
        return first
    nodes = {node["id"]: node for part in parts for node in reversed(part.nodes)}
    ordered = list(dict.fromkeys(node["id"] for part in parts for node in part.nodes))
    links = {_key(link): link for part in parts for link in part.links}
    cut = next((part for part in parts if part.truncated), None)
    return replace(
        first, nodes=[nodes[one] for one in ordered], links=[links[key] for key in sorted(links)],
        total_nodes=max(len(ordered), *(part.total_nodes for part in parts)), truncated=cut is not None,
        dropped_by=cut.dropped_by if cut else None,
    )  # fmt: skip


def of_paths(paths: Sequence[PathView], start: str) -> Subgraph:
    """Only what the paths go through, so that nothing else is on screen."""
    nodes = {node["id"]: node for path in paths for node in path.nodes}
    links = {_key(link): link for path in paths for hop in path.hops for link in hop}
    length = max((len(path.hops) for path in paths), default=0)
    return Subgraph(
        start, length, len(nodes), list(nodes.values()), [links[key] for key in sorted(links)], False, len(nodes), None
    )


def _key(link: LinkView) -> tuple[str, str, str, str]:
    return link["source"], link["type"], link["target"], link["role"]
