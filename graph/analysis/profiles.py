"""What the alliances of a territory are not about, and which kinds of partner never meet there.

Themes: alliances of territory t on theme s against what the sizes of t and s alone would give (independence), shrunk by
the same two gammas; listing empty cells would be wrong 78 % of the time (gap-analysis.md §7). Pairs of kinds: none of n
alliances joins the two, the chance of that being the beta-binomial one of the country. Both keep the Bayesian rule.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import betaln

from graph.analysis.posterior import UNDER, false_discovery_flags, posterior
from graph.analysis.prior import Floats, fit_prior
from graph.errors import NotResolvable

TOO_FEW = 8.0
"""Expected alliances of a cell under which nothing can be concluded, not even from none."""
STRENGTH = 20.0
"""Alliances that the national share of a pair is worth where territories vary: the size of its beta prior."""


@dataclass(frozen=True, slots=True)
class ThemeCell:
    """`verdict`: `flagged`, `too_few` or `nothing`; `ratio` shrunk, `p` that it is under 0.8."""

    territory: str
    theme: str
    observed: int
    expected: float
    ratio: float
    p: float
    verdict: str


@dataclass(frozen=True, slots=True)
class PairGap:
    """None of `alliances` joins the two kinds; `expected` of them would; `chance`: of seeing none by luck.

    `structural`: one of the kinds has no actor in any alliance there, so that nobody could meet.
    """

    territory: str
    kinds: tuple[str, str]
    alliances: int
    expected: float
    chance: float
    structural: bool


def theme_cells(
    counts: Mapping[tuple[str, str], int], territories: Sequence[str], themes: Sequence[str]
) -> list[ThemeCell]:
    """Every cell of territories × themes, in that order. Raises NotResolvable when nothing was counted."""
    observed = np.array([[counts.get((place, theme), 0) for theme in themes] for place in territories], dtype=float)
    if observed.size == 0 or observed.sum() == 0:
        raise NotResolvable("Aucune alliance de ce niveau n’a de thème : rien à croiser.")
    expected = observed.sum(axis=1, keepdims=True) * observed.sum(axis=0, keepdims=True) / observed.sum()
    held = expected.ravel() > 0
    y, e = observed.ravel()[held], expected.ravel()[held]
    found = posterior(fit_prior(y, e).recentred(), y, e)
    below, mean = found.below(UNDER), found.mean
    flags = false_discovery_flags(below) & (e >= TOO_FEW)
    names = [(place, theme) for place in territories for theme in themes]
    return [
        ThemeCell(*names[k], int(y[j]), round(float(e[j]), 4), round(float(mean[j]), 4), round(float(below[j]), 4),
                  "too_few" if e[j] < TOO_FEW else "flagged" if flags[j] else "nothing")
        for j, k in enumerate(np.flatnonzero(held).tolist())
    ]  # fmt: skip


def pair_gaps(events: Mapping[str, Sequence[frozenset[tuple[str, str]]]]) -> list[PairGap]:
    """Pairs of kinds that are absent by more than chance. `events`: territory → the pairs of kinds of each alliance.

    A pair (a, a) is two actors of one kind. Raises NotResolvable when no alliance has two actors of known kinds.
    """
    total = sum(len(each) for each in events.values())
    joined: dict[tuple[str, str], int] = {}
    for each in events.values():
        for pairs in each:
            for pair in pairs:
                joined[pair] = joined.get(pair, 0) + 1
    if not joined:
        raise NotResolvable("Aucune alliance ne joint deux acteurs de profils connus : rien à croiser.")
    absent = [
        (place, pair)
        for place in sorted(events)
        for pair in sorted(joined)
        if events[place] and not any(pair in pairs for pairs in events[place])
    ]
    if not absent:
        return []
    shares = np.array([joined[pair] / total for _, pair in absent])
    sizes = np.array([len(events[place]) for place, _ in absent], dtype=float)
    chance = none_by_chance(sizes, shares)
    kept = false_discovery_flags(1 - chance)
    return [
        PairGap(place, pair, int(sizes[j]), round(float(sizes[j] * shares[j]), 4), round(float(chance[j]), 6),
                    not _both_there(pair, events[place]))
        for j, (place, pair) in enumerate(absent)
        if kept[j]
    ]  # fmt: skip


def none_by_chance(alliances: Floats, share: Floats) -> Floats:
    """(n,): probability of no success in so many trials, the share being beta of this mean and of STRENGTH."""
    a, b = share * STRENGTH, (1 - share) * STRENGTH
    chance: Floats = np.exp(betaln(a, b + alliances) - betaln(a, np.maximum(b, 1e-9)))
    return np.where(share >= 1, 0.0, chance)


def _both_there(pair: tuple[str, str], events: Sequence[frozenset[tuple[str, str]]]) -> bool:
    there = {kind for pairs in events for met in pairs for kind in met}
    return set(pair) <= there
