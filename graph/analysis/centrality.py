"""Who holds which place in the network of actors: eight centralities, each with its caveat.

The measures are networkx's, called through its public functions on a graph built from arrays, which dispatches them
to `graph.engine`: networkx itself gives the same values. Same input, same table: actors are taken by id, the seed
is fixed, values are rounded before they are ranked.
Checked against published values in tests/graph/analysis/test_centrality.py.
"""

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np

from graph.analysis.measures import Measure, Projection, measure_named
from graph.analysis.projection import WEIGHT, actor_projection
from graph.analysis.rank_intervals import rank_intervals
from graph.engine.csr import CsrGraph
from graph.errors import InvalidInput, NotResolvable
from graph.model.scores import ScoreRow, ScoreTable, ranked, rounded
from graph.model.typography import number
from graph.project import TwoMode

PIVOTS = 250
SEED = 20_160_101
TOLERANCE = 1e-10
MAX_ROUNDS = 20_000
MAX_DRAWS = 1_000
SMALL_COMPONENT = 30
"""Below this, one alliance more or less moves every rank."""
BACKEND = "entrelacs"


@dataclass(frozen=True, slots=True)
class Network:
    """The projection of the actors, and the sizes that every answer states beside its figures."""

    graph: CsrGraph
    linked: int
    components: int
    largest: tuple[int, ...]
    """Positions of the actors of the largest component; empty when no actor is linked."""

    @property
    def work(self) -> int:
        return self.linked * self.graph.number_of_edges()


@dataclass(frozen=True, slots=True)
class Sampling:
    """`pivots` None: exact."""

    pivots: int | None
    seed: int


def centrality(
    two_mode: TwoMode,
    measure: str,
    *,
    kind: str | None = None,
    limit: int | None = None,
    pivots: int | None = None,
    seed: int = SEED,
    exact: bool | None = None,
    draws: int | None = None,
) -> ScoreTable:
    """Score every actor by one of `graph.analysis.measures.MEASURES`, on the projection stated in the answer.

    `kind` keeps one kind of actor, ranked among its own, with values from the whole network; `limit` cuts after
    ranking. Betweenness and harmonic are exact up to the work their measure states, above that estimated from
    `pivots` actors drawn with `seed`; giving `pivots` asks for the estimate, `exact=True` refuses it. `draws` asks for
    an interval of each rank (`graph.analysis.rank_intervals`), within the work that one exact answer may take.
    Raises InvalidInput for an unknown measure or an option that does not go with it, NotResolvable when the exact
    answer is out of reach or an iteration does not settle.
    """
    asked = measure_named(measure)
    _check(asked, measure, limit=limit, pivots=pivots, exact=exact)
    network = _network(two_mode)
    sampling = _sampling(asked, network, pivots=pivots, seed=seed, exact=exact)
    _refuse_draws(asked, network, draws)
    shown = [at for at, of_kind in enumerate(two_mode.actor_kinds) if kind is None or of_kind == kind]
    values = _COMPUTED[measure](network, sampling)
    entries = [
        (
            two_mode.actor_ids[at],
            two_mode.actor_labels[at],
            two_mode.actor_kinds[at],
            values.get(two_mode.actor_ids[at]),
        )
        for at in shown
    ]
    rows = ranked(entries, limit)
    if draws:
        rows = _with_intervals(rows, two_mode, shown, asked, sampling, draws)
    return ScoreTable(
        measure=measure,
        name=asked.name,
        technical=asked.term.technical,
        description=asked.term.description,
        unit=asked.unit,
        projection=asked.projection.value,
        counted=two_mode.counted.value,
        nodes=len(network.graph),
        links=network.graph.number_of_edges(),
        component=len(network.largest) if measure == "eigenvector" else None,
        exact=sampling.pivots is None,
        pivots=sampling.pivots,
        seed=sampling.seed if sampling.pivots is not None or draws else None,
        tolerance=TOLERANCE if measure in ("eigenvector", "pagerank") else None,
        draws=draws or None,
        kind=kind,
        total=len(entries),
        rows=rows,
        caveat=_caveat(asked, network, sampling),
    )


def _check(asked: Measure, measure: str, *, limit: int | None, pivots: int | None, exact: bool | None) -> None:
    if limit is not None and limit < 1:
        raise InvalidInput(f"Limite refusée\u202f: {limit}. Attendu\u202f: un nombre de lignes d’au moins 1.")
    if pivots is None:
        return
    if not asked.sampled:
        raise InvalidInput(f"La mesure «\u202f{measure}\u202f» ne s’estime pas par pivots\u202f: retirez cette option.")
    if pivots < 2 or exact:
        raise InvalidInput("Pivots refusés\u202f: attendu un nombre d’au moins 2, sans demander un calcul exact.")


def _refuse_draws(asked: Measure, network: Network, draws: int | None) -> None:
    if draws is None:
        return
    if not 1 <= draws <= MAX_DRAWS:
        raise InvalidInput(f"Tirages refusés\u202f: {draws}. Attendu\u202f: de 1 à {MAX_DRAWS}.")
    if asked.work is not None and network.work * draws > asked.work:
        raise NotResolvable(
            f"Intervalles de rang hors de portée pour «\u202f{asked.name}\u202f»\u202f: {number(draws)} calculs sur "
            f"{number(network.linked)} acteurs reliés. Choisissez un territoire ou une période, moins de tirages, ou "
            "une mesure qui se calcule vite (degree, pagerank, core)."
        )


def _with_intervals(
    rows: tuple[ScoreRow, ...], two_mode: TwoMode, shown: list[int], asked: Measure, sampling: Sampling, draws: int
) -> tuple[ScoreRow, ...]:
    def drawn(again: TwoMode) -> list[float | None]:
        values = _COMPUTED[asked.code](_network(again), sampling)
        return [None if (value := values.get(again.actor_ids[at])) is None else rounded(value) for at in shown]

    ids = [two_mode.actor_ids[at] for at in shown]
    intervals = dict(zip(ids, rank_intervals(two_mode, drawn, draws, sampling.seed), strict=True))
    return tuple(
        row.model_copy(update={"interval_low": intervals[row.id][0], "interval_high": intervals[row.id][1]})
        for row in rows
    )


def _network(two_mode: TwoMode) -> Network:
    graph = actor_projection(two_mode)
    linked = int(np.count_nonzero(graph.neighbour_counts))
    parts = list(nx.connected_components(_as_nx(graph), backend=BACKEND))
    largest = max(parts, key=len, default=set())
    members = sorted(graph.positions[node] for node in largest) if linked else []
    return Network(graph, linked, len(parts), tuple(members))


def _as_nx(graph: CsrGraph) -> Any:
    """For the type checker only: networkx functions take a graph of any backend, its stubs do not say so."""
    return graph


def _sampling(asked: Measure, network: Network, *, pivots: int | None, seed: int, exact: bool | None) -> Sampling:
    actors = len(network.graph)
    too_much = asked.work is not None and network.work > asked.work
    if pivots is not None:
        return Sampling(pivots if pivots < actors else None, seed)
    if not too_much:
        return Sampling(None, seed)
    if exact or not asked.sampled:
        raise NotResolvable(_out_of_reach(asked, network))
    return Sampling(min(PIVOTS, actors), seed)


def _out_of_reach(asked: Measure, network: Network) -> str:
    size = f"{number(network.linked)} acteurs reliés et {number(network.graph.number_of_edges())} liens"
    instead = (
        f"demandez l’estimation par pivots ({PIVOTS} acteurs tirés au sort, graine {SEED})"
        if asked.sampled
        else "demandez la mesure «\u202fharmonic\u202f», voisine, qui s’estime par pivots"
    )
    return (
        f"Calcul exact hors de portée pour «\u202f{asked.name}\u202f»\u202f: {size}, pour un produit d’au plus "
        f"{number(asked.work or 0)}. Choisissez un territoire ou une période, ou {instead}."
    )


def _caveat(asked: Measure, network: Network, sampling: Sampling) -> str:
    actors, linked = len(network.graph), network.linked
    sizes = (
        f"Réseau mesuré\u202f: {number(actors)} acteurs, dont {number(linked)} avec au moins un partenaire"
        f"\u202f; la plus grande composante en compte {number(len(network.largest))}. "
        "Seules les alliances recensées comptent\u202f: une collecte incomplète change les rangs."
    )
    sizes += _small(network)
    if sampling.pivots is None:
        return f"{asked.caveat} {sizes}"
    drawn = (
        f"Estimation depuis {number(sampling.pivots)} acteurs tirés au sort (graine {sampling.seed})\u202f: "
        "de faibles écarts ne comptent pas."
    )
    return f"{asked.caveat} {drawn} {sizes}"


def _small(network: Network) -> str:
    largest, linked = len(network.largest), network.linked
    if linked and largest < SMALL_COMPONENT:
        return " Composante très petite\u202f: une alliance de plus ou de moins y change tout."
    if 2 * largest < linked:
        return " Réseau en morceaux\u202f: la plus grande composante réunit moins de la moitié des acteurs reliés."
    return ""


Values = Mapping[Any, float | None]


def _degree(network: Network, _: Sampling) -> Values:
    others = len(network.graph) - 1
    shares = nx.degree_centrality(_as_nx(network.graph), backend=BACKEND)
    return {actor: float(round(share * others)) for actor, share in shares.items()}


def _betweenness(network: Network, sampling: Sampling) -> Values:
    graph = _as_nx(network.graph)
    return dict(nx.betweenness_centrality(graph, k=sampling.pivots, seed=sampling.seed, backend=BACKEND))


def _closeness(network: Network, _: Sampling) -> Values:
    return dict(nx.closeness_centrality(_as_nx(network.graph), backend=BACKEND))


def _harmonic(network: Network, sampling: Sampling) -> Values:
    """From pivots, the mean over the pivots other than the actor itself, times the number of other actors.

    Source: Eppstein & Wang, "Fast approximation of centrality", Journal of Graph Algorithms and Applications 8 (2004).
    """
    graph = network.graph
    if sampling.pivots is None:
        return dict(nx.harmonic_centrality(_as_nx(graph), backend=BACKEND))
    drawn = set(random.Random(sampling.seed).sample(graph.nodes, sampling.pivots))
    sums = nx.harmonic_centrality(_as_nx(graph), sources=drawn, backend=BACKEND)
    return {actor: sums[actor] * (len(graph) - 1) / (sampling.pivots - (actor in drawn)) for actor in graph}


def _eigenvector(network: Network, _: Sampling) -> Values:
    if not network.largest:
        return {}
    part = network.graph.induced(np.array(network.largest))
    return _settled(
        lambda: nx.eigenvector_centrality(
            _as_nx(part), max_iter=MAX_ROUNDS, tol=TOLERANCE / len(part), weight=WEIGHT, backend=BACKEND
        )
    )


def _pagerank(network: Network, _: Sampling) -> Values:
    graph = network.graph
    tolerance = TOLERANCE / max(1, len(graph))
    return _settled(
        lambda: nx.pagerank(_as_nx(graph), max_iter=MAX_ROUNDS, tol=tolerance, weight=WEIGHT, backend=BACKEND)
    )


def _settled(iteration: Callable[[], Mapping[Any, float]]) -> Values:
    try:
        return dict(iteration())
    except nx.PowerIterationFailedConvergence as error:
        raise NotResolvable(
            f"Le calcul n’est pas stable après {number(MAX_ROUNDS)} tours\u202f: le réseau a deux pôles presque "
            "égaux et très éloignés. Demandez la mesure «\u202fpagerank\u202f», ou un territoire plus petit."
        ) from error


def _core(network: Network, _: Sampling) -> Values:
    return {actor: float(k) for actor, k in nx.core_number(_as_nx(network.graph), backend=BACKEND).items()}


def _constraint(network: Network, _: Sampling) -> Values:
    values = nx.constraint(_as_nx(network.graph), weight=WEIGHT, backend=BACKEND)
    return {actor: None if math.isnan(value) else value for actor, value in values.items()}


_COMPUTED: Mapping[str, Callable[[Network, Sampling], Values]] = {
    "degree": _degree,
    "betweenness": _betweenness,
    "closeness": _closeness,
    "harmonic": _harmonic,
    "eigenvector": _eigenvector,
    "pagerank": _pagerank,
    "core": _core,
    "constraint": _constraint,
}

__all__ = ["PIVOTS", "SEED", "TOLERANCE", "Projection", "centrality"]
