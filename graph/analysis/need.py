"""Need, a second axis: which third of the territories is most in need, beside the gap and never inside it.

In the regression need would explain the injustice it should show: recall falls from .65 to .48 and false alarms double
(gap-analysis.md §0.6). Rows are crossed, never added up: gap × need, two by two.
"""

from collections.abc import Mapping, Sequence

WORDS = ("faible", "moyen", "fort")


def mean_rank(columns: Mapping[str, Sequence[float | None]], size: int) -> tuple[float | None, ...] | None:
    """(n,): mean over the indicators of the share of territories that have less, ties at their middle; None unknown.

    A territory that lacks one indicator is unknown: a mean over fewer would compare different things.
    """
    if not columns:
        return None
    ranks = [_ranks(column) for column in columns.values()]
    return tuple(_mean([rank[i] for rank in ranks]) for i in range(size))


def tertiles(need: Sequence[float | None] | None) -> tuple[str | None, ...] | None:
    """(n,): `faible`, `moyen` or `fort`, by thirds of the territories whose need is known."""
    ranks = shares_below(need)
    if ranks is None:
        return None
    return tuple(None if rank is None else WORDS[min(2, int(3 * rank))] for rank in ranks)


def shares_below(need: Sequence[float | None] | None) -> tuple[float | None, ...] | None:
    """(n,): share of the territories of known need that have less, ties at their middle; `tertiles` cuts it in 3."""
    return None if need is None else tuple(_ranks(need))


def _ranks(values: Sequence[float | None]) -> list[float | None]:
    known = sorted(value for value in values if value is not None)
    below = {value: known.index(value) for value in set(known)}
    ties = {value: known.count(value) for value in set(known)}
    return [None if value is None else (below[value] + ties[value] / 2) / len(known) for value in values]


def _mean(ranks: Sequence[float | None]) -> float | None:
    known = [rank for rank in ranks if rank is not None]
    return sum(known) / len(known) if len(known) == len(ranks) else None
