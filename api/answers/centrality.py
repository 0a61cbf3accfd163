"""Who is in the middle of the network: one measure, its scores, and what they do not mean."""

from api.document import Document
from graph import vocabulary
from graph.model.counts import Counted
from graph.store.base import View


def centrality_document(
    view: View, measure: str = "degree", kind: str | None = None, territory: str | None = None, limit: int = 100,
    counted: Counted = Counted.ACTION,
) -> Document:  # fmt: skip
    """Scores in the shape of interfaces.md §6, best first; ties share `rank_low`–`rank_high`.

    `kind` keeps the rows of one actor profile; `territory` keeps the events that act there. Raises InvalidRecord for
    an unknown profile, InvalidInput, UnknownEntity, and NotResolvable where an exact answer is out of reach.
    """
    from graph.analysis.centrality import centrality  # numpy and networkx: only when asked
    from graph.kept import two_mode_of
    from graph.project import Selection

    if kind is not None:
        kind = vocabulary.actor_kinds()[kind].code
    if territory is not None:
        view.node(territory)
    network = two_mode_of(view, Selection(territory=territory, counted=counted))
    scores = centrality(network, measure, kind=kind, limit=limit).model_dump(mode="json")
    return {"revision": view.revision(), "territory": territory, **scores, "truncated": scores["total"] > limit}
