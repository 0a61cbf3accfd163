"""The shape of the network, each figure beside what chance gives: who is alone, what holds it, who could connect.

The null of what depends on who is with whom: curveball swaps of the two-mode graph, which keep every actor's number of
alliances and every alliance's size. Hence no null for isolated actors: they stay isolated in every draw.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.analysis.affinity import codes
from graph.analysis.brokerage import Brokerage, brokerage
from graph.analysis.chance import Beside, beside
from graph.analysis.curveball import shuffled
from graph.analysis.cut_points import Cuts, cuts
from graph.analysis.mixing import Mixing, mixing
from graph.analysis.projection import WEIGHT, actor_projection
from graph.engine.csr import CsrGraph
from graph.model.scores import rounded
from graph.project import TwoMode

SEED = 20_160_101
DRAW_BUDGET, FEWEST_DRAWS, MOST_DRAWS = 80_000, 19, 199
"""Participations × draws that take some seconds; never fewer draws than a percentile needs."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Structure:
    """`figures`: by name, beside the null; `constraint`, `effective_size`: (n,), NaN without a partner;
    `constraint_percentile`: (n,) share of the draws in which the actor is less constrained, NaN without draws.
    """

    cuts: Cuts
    links: CsrGraph
    figures: Mapping[str, Beside]
    constraint: Floats
    effective_size: Floats
    constraint_percentile: Floats
    roles: Brokerage
    mixing: Mixing
    draws: int
    seed: int


def structure(two_mode: TwoMode, *, seed: int = SEED, draws: int | None = None) -> Structure:
    """`draws` None: as many as the size allows in some seconds; 0: no null for what depends on swaps."""
    chosen = default_draws(two_mode) if draws is None else draws
    found, graph = cuts(two_mode), actor_projection(two_mode)
    constraint = burt_constraint(graph)
    seen = list(_drawn(two_mode, chosen, seed))
    links = graph.adjacency()
    return Structure(
        cuts=found,
        links=graph,
        figures={
            name: beside(value, [each[0][name] for each in seen])
            for name, value in figures(two_mode, found, graph, constraint).items()
        },
        constraint=constraint,
        effective_size=effective_size(links),
        constraint_percentile=_percentiles(constraint, [each[1] for each in seen]),
        roles=brokerage(links, codes(two_mode.actor_kinds), seed),
        mixing=mixing(links, two_mode.actor_kinds, seed),
        draws=chosen,
        seed=seed,
    )


def default_draws(two_mode: TwoMode) -> int:
    return int(np.clip(DRAW_BUDGET // max(1, len(two_mode.rows)), FEWEST_DRAWS, MOST_DRAWS))


def _drawn(two_mode: TwoMode, draws: int, seed: int) -> Iterator[tuple[dict[str, float], Floats]]:
    for each in shuffled(two_mode, draws, seed):
        graph = actor_projection(each)
        constraint = burt_constraint(graph)
        yield figures(each, cuts(each), graph, constraint), constraint


def figures(two_mode: TwoMode, found: Cuts, graph: CsrGraph, constraint: Floats) -> dict[str, float]:
    """What is compared with chance; NaN where a figure has no meaning."""
    actors = len(two_mode.actor_ids)
    linked = int((graph.neighbour_counts > 0).sum())
    held = found.grouped > 0
    sizes = np.bincount(found.component[:actors][graph.neighbour_counts > 0], minlength=1)
    return {
        "components": float((sizes > 0).sum()) if linked else 0.0,
        "largest": float(sizes.max() / linked) if linked else float("nan"),
        "cut_actors": float(held[:actors].sum()),
        "cut_events": float(held[actors:].sum()),
        "bridges": float((found.behind > 1).sum()),
        "partners": float(graph.neighbour_counts.sum() / linked) if linked else float("nan"),
        "closure": transitivity(graph.adjacency()),
        "constraint": float(np.nanmean(constraint)) if linked else float("nan"),
    }


def transitivity(links: sparse.csr_array) -> float:
    """Share of the trios a–b–c in which a and c are partners too; NaN without a trio."""
    degrees = np.diff(links.indptr).astype(float)
    trios = float((degrees * (degrees - 1)).sum())
    return float(triangles(links).sum() * 2 / trios) if trios else float("nan")


def triangles(links: sparse.csr_array) -> Floats:
    """(n,) pairs of an actor's partners that are partners."""
    closed = sparse.csr_array(sparse.csr_array(links @ links).multiply(links))
    return np.asarray(closed.sum(axis=1), dtype=np.float64).ravel() / 2.0


def effective_size(links: sparse.csr_array) -> Floats:
    """(n,) partners less their mean number of ties among themselves: d − 2t/d; NaN without a partner.

    Source: S. Borgatti, "Structural holes: unpacking Burt's redundancy measures", Connections 20 (1997).
    """
    degrees = np.diff(links.indptr).astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(degrees > 0, degrees - 2.0 * triangles(links) / degrees, np.nan), dtype=np.float64)


def burt_constraint(graph: CsrGraph) -> Floats:
    """(n,) Burt 1992, on the weighted projection; NaN without a partner."""
    given: Any = graph
    values = nx.constraint(given, weight=WEIGHT, backend="entrelacs")
    return np.array([values[node] for node in graph.nodes], dtype=np.float64)


def _percentiles(values: Floats, drawn: list[Floats]) -> Floats:
    if not drawn:
        return np.full(len(values), np.nan)
    seen = np.array(drawn)
    below = (seen < values - 1e-12).sum(axis=0) + 0.5 * (np.abs(seen - values) <= 1e-12).sum(axis=0)
    known = np.isfinite(seen).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = 100.0 * below / known
    return np.asarray(np.where(np.isnan(values), np.nan, share), dtype=np.float64)


def meaning(value: float) -> float | None:
    """A number for a document: None where it has no meaning, never NaN."""
    return rounded(float(value)) if np.isfinite(value) else None
