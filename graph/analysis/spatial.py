"""Do the gaps lean together? Moran's I, local Moran (LISA) and the scan, on the shrunk ratios of neighbours.

Which territory is under-partnered is the affair of `partnering`; this says only whether gaps have a geography
(gap-analysis.md §5). Moran 1950; Anselin 1995 for the local form, of which the p-values are corrected by Benjamini &
Hochberg 1995 and drawn from 9 999 permutations, since fewer cannot pass the correction; the scan has a null that varies
as programmes do (`scan`). Needs esda and libpysal: the extra `spatial`. Moran's values are checked against published
ones in tests/graph/analysis/test_spatial.py.
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import false_discovery_control

from graph.analysis.fitting import Inputs, fit_model
from graph.analysis.prior import Floats
from graph.analysis.scan import Cluster, lowest_cluster
from graph.errors import NotResolvable

PERMUTATIONS = 9_999
RATE = 0.10
"""Share of false leanings that is borne among the local ones."""
SCAN_DRAWS = 999
FEWEST = 20
"""Neighbouring territories below which no pattern could be told from chance."""
QUADRANTS = {1: "high_high", 2: "low_high", 3: "low_low", 4: "high_low"}


@dataclass(frozen=True, slots=True)
class Local:
    """`pattern`: the territory, then its neighbours; `p` by permutation, `corrected` for all that were looked at."""

    id: str
    pattern: str
    p: float
    corrected: float


@dataclass(frozen=True, slots=True)
class Leaning:
    """`index`: Moran's I, `expected` without any geography (−1/(n−1)), `p` by permutation, of one side.

    `locals`: by id; `islands`: compared territories without a compared neighbour, left out.
    """

    index: float
    expected: float
    p: float
    locals: tuple[Local, ...]
    islands: tuple[str, ...]

    @property
    def kept(self) -> tuple[Local, ...]:
        return tuple(each for each in self.locals if each.corrected <= RATE)


def leaning(
    ids: Sequence[str], values: Floats, neighbours: Mapping[str, Sequence[str]], *, seed: int,
    permutations: int = PERMUTATIONS,
) -> Leaning:  # fmt: skip
    """`values[i]`, of `ids[i]`, is compared with the mean of its neighbours (weights of each row add up to 1).

    Raises NotResolvable where the extra is not installed, territories are too few, or all values are one.
    """
    known = set(ids)
    near = {each: [other for other in neighbours.get(each, ()) if other in known] for each in ids}
    islands = tuple(sorted(each for each, others in near.items() if not others))
    order = sorted(known.difference(islands))
    place = {each: i for i, each in enumerate(ids)}
    y = np.array([values[place[each]] for each in order], dtype=float)
    if len(order) < FEWEST or float(y.std()) < 1e-12:
        raise NotResolvable(
            f"Espace : {len(order)} territoires comparés ont un voisin comparé. Attendu au moins {FEWEST}, dont les "
            "rapports diffèrent. Chargez ou déclarez une collecte plus large."
        )
    whole, local = _computed(y, {each: near[each] for each in order}, order, seed, permutations)
    corrected = false_discovery_control(local.p_sim)
    return Leaning(
        float(whole.I), float(whole.EI), float(whole.p_sim),
        tuple(
            Local(each, QUADRANTS[int(local.q[i])], float(local.p_sim[i]), float(corrected[i]))
            for i, each in enumerate(order)
        ),
        islands,
    )  # fmt: skip


def leaning_of_ratios(
    ids: Sequence[str], ratios: Floats, neighbours: Mapping[str, Sequence[str]], *, seed: int
) -> Leaning:
    """`leaning` of shrunk ratios, on the log scale: half and twice are as far from one."""
    return leaning(ids, np.log(ratios), neighbours, seed=seed)


def _computed(y: Floats, near: dict[str, list[str]], order: list[str], seed: int, permutations: int) -> tuple[Any, Any]:
    """Esda's two statistics. They draw from numpy's common generator, which is given back as it was."""
    moran, weights = _libraries()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that numba is not there, that parts of the map do not touch: neither is news
        w = weights.W(near, id_order=order)
        before = np.random.get_state()  # noqa: NPY002
        try:
            np.random.seed(seed)  # noqa: NPY002
            whole = moran.Moran(y, w, permutations=permutations)
            local = moran.Moran_Local(y, w, permutations=permutations, seed=seed, keep_simulations=False)
        finally:
            np.random.set_state(before)
        return whole, local


def _libraries() -> tuple[Any, Any]:
    """Only when asked: they take seconds to come. Raises NotResolvable, with what to install."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from esda import moran
            from libpysal import weights
    except ImportError as error:
        raise NotResolvable(
            "Espace : les bibliothèques esda et libpysal ne sont pas installées. Installez l’extra « spatial » "
            "(pip install 'entrelacs[spatial]'), ou contentez-vous du tableau des écarts."
        ) from error
    return moran, weights


def lowest_zone(
    ids: Sequence[str], inputs: Inputs, centres: Mapping[str, tuple[float, float]], *, seed: int
) -> Cluster | None:
    """The most surprising group of near territories with few alliances; None where fewer than three can be placed.

    `ids[j]`: of the j-th territory of the inputs. The regression and its dispersion are those of all of them.
    """
    model = fit_model(inputs)
    placed = np.array([j for j, each in enumerate(ids) if each in centres], dtype=np.int64)
    if len(placed) < 3:
        return None
    at = np.array([centres[ids[j]] for j in placed], dtype=float)
    found = lowest_cluster(
        inputs.observed[placed], model.fit.expected[placed], at, model.dispersion, SCAN_DRAWS, seed
    )  # fmt: skip
    return Cluster(tuple(int(placed[i]) for i in found.members), found.observed, found.expected, found.p)
