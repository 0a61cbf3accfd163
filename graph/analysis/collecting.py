"""What to collect next: territories that nothing can be said of for want of data, by what their collection would allow.

Of a territory left out of the comparison the number of alliances that a comparable one has is predicted from the fit of
the others; whether its collection would let a halving be seen follows from that number alone (power, gap-analysis.md
§2.6). What was counted there plays no part.
"""

from dataclasses import dataclass

import numpy as np

from graph.analysis.completeness import compared
from graph.analysis.expected import covariate_columns
from graph.analysis.partnering import RESOLVABLE, fit_comparison
from graph.analysis.posterior import power
from graph.model.counts import TerritoryCounts
from graph.model.coverage import DataState


@dataclass(frozen=True, slots=True)
class ToCollect:
    """`expected`: alliances of a comparable territory; `power`: chance that a halving would be seen; `lacking`: the
    sources to collect or to declare.
    """

    territory: str
    name: str
    state: DataState
    lacking: tuple[str, ...]
    expected: float
    power: float

    @property
    def resolvable(self) -> bool:
        """Whether collecting it would let something be concluded."""
        return self.power >= RESOLVABLE


def to_collect(counts: TerritoryCounts) -> tuple[ToCollect, ...]:
    """Territories that are not compared, those whose collection would tell most first; then by id.

    Raises NotResolvable when too few territories are compared to predict anything.
    """
    left = [i for i, state in enumerate(counts.coverage) if not compared(state) and counts.populations[i] > 0]
    if not left:
        return ()
    comparison = fit_comparison(counts)
    columns = [np.array(counts.covariates[name], dtype=float)[left] for name in comparison.covariates]
    population = np.array([counts.populations[i] for i in left], dtype=float)
    expected, error = comparison.predict(population, covariate_columns(columns, len(left)))
    reach = power(comparison.prior, expected, error)
    found = [
        ToCollect(
            counts.ids[i], counts.names[i], counts.coverage[i].state, counts.coverage[i].lacking,
            round(float(expected[j]), 6), round(float(reach[j]), 6),
        )
        for j, i in enumerate(left)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (-each.power, -each.expected, each.territory)))
