"""Neighbourhoods and paths."""

from collections.abc import Sequence

from api.document import Document, document_of
from graph.errors import InvalidInput
from graph.model.entities import NodeKind
from graph.model.question import refuse_backwards
from graph.model.subgraph import Paths, Subgraph
from graph.store.base import View
from graph.vocabulary import actor_kinds

DEPTHS = (1, 3)
LIMIT_DEFAULT, LIMIT_MAX = 500, 2_000


def subgraph_document(
    view: View,
    centre: str,
    depth: int = 1,
    limit: int = LIMIT_DEFAULT,
    *,
    kinds: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> Document:
    """The neighbourhood as interfaces.md §6 gives it. Raises UnknownEntity, InvalidInput."""
    found = neighbourhood(view, centre, depth, limit, kinds=kinds, since=since, until=until)
    return as_document(view, found, kinds=kinds, since=since, until=until)


def neighbourhood(
    view: View,
    centre: str,
    depth: int,
    limit: int,
    *,
    kinds: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> Subgraph:
    """Raises InvalidInput for a kind that no record has or a period that runs backwards: nothing would be kept, which
    reads as if there were nothing.
    """
    _refuse_unknown(kinds)
    refuse_backwards(since, until)
    return view.neighbourhood(centre, depth, limit, kinds=kinds, since=since, until=until)


def _refuse_unknown(kinds: Sequence[str]) -> None:
    profiles, natures = list(actor_kinds()), [kind.value for kind in NodeKind]
    for kind in kinds:
        if kind not in profiles and kind not in natures:
            raise InvalidInput(
                f"« kinds » : « {kind[:40]} » inconnu. Attendu un profil d’acteur ({', '.join(profiles)}) "
                f"ou une nature de fiche ({', '.join(natures)})."
            )


def as_document(
    view: View, found: Subgraph, *, kinds: Sequence[str] = (), since: str | None = None, until: str | None = None
) -> Document:
    chosen: Document = {"kinds": list(kinds), "since": since, "until": until}
    return {"revision": view.revision(), "chosen": chosen, **document_of(found)}


def path_document(view: View, start: str, end: str, limit: int = 3) -> Document:
    """`{from, to, length, paths: [{nodes, hops}], truncated, max_length}`; each hop carries its relations as evidence.

    No path within `max_length` hops: `paths` is empty and `length` null. Raises UnknownEntity.
    """
    return paths_as_document(view, view.paths(start, end, limit=limit))


def paths_as_document(view: View, paths: Paths) -> Document:
    found = document_of(paths)
    found["paths"] = [document_of(path) for path in found["paths"]]
    return {"revision": view.revision(), "from": found.pop("start"), "to": found.pop("end"), **found}
