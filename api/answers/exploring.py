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
    *, since: str | None = None, until: str | None = None, within: int | None = None,
) -> tuple[Subgraph, Subgraph]:  # fmt: skip
    """The neighbourhood of `centre` with one more step round each of `unfolded`: what is drawn of it, and all that was
    read, which is more where each may hold up to `within` nodes. Raises UnknownEntity, InvalidInput.
    """
    read = limit if within is None else within
    parts = [neighbourhood(view, centre, depth, read, since=since, until=until)]
    share = max(limit, read // (1 + len(unfolded)))  # however much is unfolded, about twice `within` is read
    parts += [neighbourhood(view, each, 1, share, since=since, until=until) for each in unfolded]
    return united([nearest(part, limit) for part in parts]), united(parts)


def nearest(part: Subgraph, limit: int) -> Subgraph:
    """The same neighbourhood as if `limit` nodes alone had been asked for."""
    nodes = part.nodes[:limit]
    kept = {node["id"] for node in nodes}
    links = [link for link in part.links if link["source"] in kept and link["target"] in kept]
    cut = part.total_nodes > len(nodes)
    return replace(part, limit=limit, nodes=nodes, links=links, truncated=cut, dropped_by="limit" if cut else None)


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
