"""« Éprouver la méthode »: plant a gap in a simulated country, see what the method finds and what it misses.

Nothing here is of the graph: real populations, invented alliances, a known truth. Time is bounded by the bounds of the
question.
"""

from dataclasses import dataclass

from api.document import Document
from graph.errors import InvalidInput
from graph.model.counts import TerritoryCounts
from graph.model.levels import GAP_LEVELS, Level
from graph.territories import reference

FEWEST, MOST = 200, 50_000
_FOUND = ("flagged", "major", "to_check")


@dataclass(frozen=True, slots=True)
class TrialQuestion:
    """`total` alliances at `level`; `ratio` of a comparable territory's in those planted: one, or one in ten at random.

    `heterogeneity`: variance of what territories differ by without reason. Raises InvalidInput.
    """

    level: Level = Level.DEPARTEMENT
    total: int = 5_000
    ratio: float = 0.5
    territory: str | None = None
    heterogeneity: float = 0.1
    seed: int = 1

    def __post_init__(self) -> None:
        if self.level not in GAP_LEVELS:
            raise InvalidInput(f"Niveau {self.level} : attendu un de {', '.join(GAP_LEVELS)}.")
        if not (FEWEST <= self.total <= MOST and 0 <= self.ratio <= 1 and 0 <= self.heterogeneity <= 1):
            raise InvalidInput(
                f"Pays simulé : de {FEWEST} à {MOST} alliances, part entre 0 et 1, hétérogénéité entre 0 et 1."
            )
        if self.territory is not None and self.territory not in reference.populations(self.level):
            raise InvalidInput(
                f"Territoire {self.territory} : inconnu à ce niveau. Attendu un identifiant, comme departement:33."
            )


def trial_document(asked: TrialQuestion) -> Document:
    """`{level, total, ratio, territory, heterogeneity, seed, planted, found, missed, false, by_count, rows}`.

    `false`: flagged though its true ratio is 0.8 or more; `by_count`: what a ranking by number of alliances, given the
    right number of culprits, gets wrong. `rows`: the planted territories and the flags, with the true ratio of each.
    """
    from graph.analysis.gaps import gap_table  # numpy: only when asked
    from graph.analysis.posterior import UNDER
    from graph.analysis.simulate import simulate_country

    below = {asked.territory: asked.ratio} if asked.territory else None
    country = simulate_country(
        asked.level, asked.total, asked.ratio, asked.heterogeneity, seed=asked.seed,
        planted=0.0 if asked.territory else 0.10, below=below,
    )  # fmt: skip
    table = gap_table(country.counts)
    planted = {asked.territory} if asked.territory else {country.counts.ids[i] for i in country.planted.tolist()}
    truth = dict(zip(country.counts.ids, country.ratio.tolist(), strict=True))
    flags = {row.territory.id for row in table.rows if row.verdict in _FOUND}
    shown = [row for row in table.rows if row.territory.id in planted | flags]
    return {
        "level": asked.level.value, "total": asked.total, "ratio": asked.ratio, "territory": asked.territory,
        "heterogeneity": asked.heterogeneity, "seed": asked.seed, "covariates": list(table.covariates),
        "planted": len(planted), "found": len(planted & flags), "missed": len(planted - flags),
        "false": sum(truth[each] >= UNDER for each in flags), "flags": len(flags),
        "by_count": _by_count(country.counts, planted),
        "rows": [
            {
                **row.model_dump(mode="json"),
                "truth": round(truth[row.territory.id], 4),
                "planted": row.territory.id in planted,
            }
            for row in shown
        ],
    }  # fmt: skip


def _by_count(counts: TerritoryCounts, planted: set[str]) -> int:
    """Territories wrongly accused by taking as many of the lowest counts as there are planted ones."""
    lowest = sorted(zip(counts.observed, counts.ids, strict=True))[: len(planted)]
    return sum(identifier not in planted for _, identifier in lowest)
