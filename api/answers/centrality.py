"""Who is in the middle of the network: one measure, its scores, and what they do not mean."""

from dataclasses import dataclass

from api.answers.selecting import collection_caveat, filters, network_of, selection
from api.document import Document
from graph import vocabulary
from graph.model.counts import Counted
from graph.store.base import View


@dataclass(frozen=True)
class CentralityQuestion:
    """How a measure is asked for. `within`: measured among the actors of `kind` alone, else on the whole network.

    `draws`: redraws of the alliances for the intervals of ranks; `exact` refuses an estimate, `pivots` asks for one.
    """

    kind: str | None = None
    territory: str | None = None
    limit: int = 100
    counted: Counted = Counted.ACTION
    since: str | None = None
    until: str | None = None
    theme: str | None = None
    within: bool = False
    draws: int | None = None
    pivots: int | None = None
    exact: bool | None = None
    seed: int = 20_160_101


def centrality_document(
    view: View, measure: str = "degree", asked: CentralityQuestion = CentralityQuestion()
) -> Document:
    """Scores in the shape of interfaces.md §6, best first; ties share `rank_low`–`rank_high`.

    `kind` keeps the rows of one actor profile; territory, period and theme keep the events that act there, overlap it
    or address it, and the measure is computed on what is kept. Raises InvalidRecord for an unknown profile,
    InvalidInput, UnknownEntity, and NotResolvable where an exact answer is out of reach or nothing is kept.
    """
    from graph.analysis.centrality import centrality  # numpy and networkx: only when asked

    kind = None if asked.kind is None else vocabulary.actor_kinds()[asked.kind].code
    chosen = selection(
        view, territory=asked.territory, since=asked.since, until=asked.until, theme=asked.theme,
        kinds=(kind,) if kind and asked.within else (), counted=asked.counted,
    )  # fmt: skip
    network = network_of(view, chosen)
    table = centrality(
        network, measure, kind=kind, limit=asked.limit, pivots=asked.pivots, seed=asked.seed,
        exact=asked.exact, draws=asked.draws,
    )  # fmt: skip
    scores = table.model_dump(mode="json")
    if told := collection_caveat(view, network.event_ids):
        scores["caveat"] = f"{scores['caveat']} {told}"
    return {
        "revision": view.revision(),
        **filters(chosen),
        **scores,
        "within": asked.within,
        "truncated": scores["total"] > asked.limit,
    }
