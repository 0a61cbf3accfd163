"""Simulated countries: the truth is known, so the method can be held to it. Shared by tests and docs.

The worlds of gap-analysis.md §3: real populations, capacity covariates with a regional correlation, natural
heterogeneity (gamma of mean 1), and one territory in ten planted at a known ratio.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.prior import Floats
from graph.model.counts import CoverageState, Placement, TerritoryCounts
from graph.model.coverage import DataState
from graph.model.levels import Level
from graph.territories import reference
from graph.territories.hierarchy import containing, shares

PLANTED_SHARE = 0.10
COVARIATES = {"associations par habitant": 0.16, "établissements par habitant": 0.10}
"""Name → effect on the log of expected alliances of one standard deviation.

Set so that leaving covariates out costs what gap-analysis.md §3 measured (départements, 5 000 alliances, α = 0.1, FDR
with both, one and none: .06, .14, .18; there .06–.08, .15, .18).
"""
EXPONENT = 1.0
"""Exponent of population; gives the median expected counts of §3 (36 per département at 5 000, 98 per région at 2 000,
1.7 per EPCI at 5 000)."""


@dataclass(frozen=True)
class SimulatedCountry:
    """Counts as the analysis receives them, and the truth: `ratio[i]`, the true ratio of territory i.

    expected: (n,) alliances a comparable territory has; planted: places of the planted territories.
    """

    counts: TerritoryCounts
    ratio: Floats
    expected: Floats
    planted: NDArray[np.int64]

    @property
    def parent(self) -> TerritoryCounts:
        """The same alliances by département, each EPCI in the one that holds most of it."""
        observed: Counter[str] = Counter()
        people_of: dict[str, Counter[str]] = defaultdict(Counter)
        for i, identifier in enumerate(self.counts.ids):
            observed[(held := _held(identifier))] += self.counts.observed[i]
            people_of[held][identifier] += self.counts.populations[i]
        people = reference.populations(Level.DEPARTEMENT)
        ids = tuple(sorted(people))
        return _counts(
            Level.DEPARTEMENT, ids, np.array([people[each] for each in ids], dtype=float),
            np.array([observed[each] for each in ids]), self._averaged(ids, people_of), np.ones(len(ids)),
        )  # fmt: skip

    def _averaged(self, ids: tuple[str, ...], people: Mapping[str, Counter[str]]) -> dict[str, Floats]:
        """Covariates of each département: means of those of its EPCI, by their inhabitants."""
        place = {identifier: i for i, identifier in enumerate(self.counts.ids)}
        return {
            name: np.array(
                [
                    sum(count * column[place[epci]] for epci, count in people[each].items()) / people[each].total()
                    if each in people
                    else 0.0
                    for each in ids
                ]
            )
            for name, column in self.counts.covariates.items()
        }

    def inside(self, departement: str) -> NDArray[np.int64]:
        """Places of the EPCI that it holds most of."""
        return np.array([i for i, each in enumerate(self.counts.ids) if _held(each) == departement], dtype=np.int64)


def _held(epci: str) -> str:
    parts = shares(epci.partition(":")[2])
    return f"departement:{max(sorted(parts), key=lambda code: parts[code])}"


def simulate_country(
    level: Level,
    total: int,
    rr: float = 0.5,
    heterogeneity: float = 0.0,
    coverage: Floats | None = None,
    seed: int = 0,
    *,
    planted: float = PLANTED_SHARE,
    below: Mapping[str, float] | None = None,
    need: float | None = None,
) -> SimulatedCountry:
    """Draw a country of about `total` alliances at `level` on shipped populations.

    rr: true ratio of the planted territories; heterogeneity: variance α of the natural gamma (0: none); coverage: (n,)
    share collected, 1 everywhere when None; planted: share of territories planted. `below`: département → ratio of all
    that it holds, or territory → its ratio. `need`: the planted territories are those most in need, of which an
    indicator « besoin » tells with this noise (standard deviation, need having 1). The same seed, the same country.
    """
    draw = np.random.default_rng(seed)
    people = reference.populations(level)
    ids = tuple(sorted(people))
    population = np.array([people[identifier] for identifier in ids], dtype=float)
    columns = {name: _covariate(draw, ids) for name in COVARIATES}
    shape = population**EXPONENT * np.exp(sum(COVARIATES[name] * columns[name] for name in COVARIATES))
    expected = total * shape / shape.sum()
    natural = draw.gamma(1 / heterogeneity, heterogeneity, len(ids)) if heterogeneity else np.ones(len(ids))
    size = round(planted * len(ids))
    chosen = draw.choice(len(ids), size=size, replace=False)
    if need is not None:
        wanting = draw.normal(size=len(ids))
        chosen = np.sort(np.argsort(-wanting)[:size])
        columns["besoin"] = wanting + need * draw.normal(size=len(ids))
    ratio = natural
    ratio[chosen] *= rr
    for place, lowered in (below or {}).items():
        held = [place == each or place in containing(each, Level.DEPARTEMENT) for each in ids]
        ratio[np.array(held)] *= lowered
    kappa = np.ones(len(ids)) if coverage is None else coverage
    observed = draw.poisson(expected * ratio * kappa)
    return SimulatedCountry(_counts(level, ids, population, observed, columns, kappa), ratio, expected, chosen)


def _covariate(draw: np.random.Generator, ids: tuple[str, ...]) -> Floats:
    """Standard normal, half of its variance shared by the territories of a région."""
    regions = [(containing(identifier, Level.REGION) or ("",))[0] for identifier in ids]
    common = dict(zip(sorted(set(regions)), draw.normal(size=len(set(regions))), strict=True))
    mixed: Floats = np.sqrt(0.5) * (np.array([common[region] for region in regions]) + draw.normal(size=len(ids)))
    return mixed


def _counts(
    level: Level, ids: tuple[str, ...], population: Floats, observed: Floats, columns: dict[str, Floats], kappa: Floats
) -> TerritoryCounts:
    events = int(observed.sum())
    return TerritoryCounts(
        level=level,
        ids=ids,
        names=tuple(reference.name_of(identifier) for identifier in ids),
        vintage=reference.VINTAGE,
        observed=tuple(int(count) for count in observed),
        populations=tuple(int(count) for count in population),
        coverage=tuple(CoverageState(DataState.COLLECTED, float(share)) for share in kappa),
        placement=Placement(events, events, 0, 0, 0, 0),
        synthetic=True,
        covariates={name: tuple(float(value) for value in column) for name, column in columns.items()},
    )
