"""From the two-mode graph actor — alliance to the graph of actors."""

import numpy as np
import numpy.typing as npt
from scipy import sparse

from graph.engine.csr import CsrGraph
from graph.errors import NotResolvable
from graph.model.typography import number
from graph.project import TwoMode

WEIGHT = "weight"
MAX_PAIRS = 20_000_000
"""Pairs of partners, each alliance apart, above which the projection would not fit in a few gigabytes."""

Indices = npt.NDArray[np.integer]


def actor_projection(two_mode: TwoMode) -> CsrGraph:
    """Actors linked when they are partners of at least one alliance, in the order of `two_mode.actor_ids`.

    The weight of a link is the sum, over the alliances the two share, of 1/(k − 1), k being the number of distinct
    partners: so an actor's links weigh, in total, its number of alliances, however large they are. An alliance with
    one partner gives no link; an actor without link stays, isolated.
    Source: M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E 64, 016132 (2001), eq. 2.
    Raises NotResolvable when the alliances hold more than MAX_PAIRS pairs.
    """
    links = pair_weights(two_mode.rows, two_mode.cols, len(two_mode.actor_ids), len(two_mode.event_ids))
    return CsrGraph(two_mode.actor_ids, links.indptr, links.indices, links.data, weight_name=WEIGHT)


def pair_weights(rows: Indices, cols: Indices, actors: int, events: int) -> sparse.csr_array:
    """The symmetric actors × actors matrix of link weights, without diagonal.

    `rows[j]`, `cols[j]`: actor and alliance (positions) of participation j; the same pair said twice counts once.
    """
    shape = (actors, events)
    incidence = sparse.coo_array((np.ones(len(rows)), (rows, cols)), shape=shape).tocsr()
    incidence.sum_duplicates()
    incidence.data[:] = 1.0
    partners = np.asarray(incidence.sum(axis=0), dtype=np.float64)
    _refuse_too_many(partners)
    share = np.divide(1.0, partners - 1.0, out=np.zeros(events), where=partners >= 2)
    weighted = sparse.csr_array((share[incidence.indices], incidence.indices, incidence.indptr), shape=shape)
    links = sparse.csr_array(weighted @ incidence.T)
    links.setdiag(0.0)
    links.eliminate_zeros()
    links.sort_indices()
    return links


def _refuse_too_many(partners: npt.NDArray[np.float64]) -> None:
    pairs = int((partners * (partners - 1) / 2).sum())
    if pairs > MAX_PAIRS:
        raise NotResolvable(
            f"Les alliances réunissent {number(pairs)} paires de partenaires "
            f"(limite\u202f: {number(MAX_PAIRS)})\u202f: "
            "la mesure est hors de portée. Choisissez une période, un territoire ou une source."
        )
