"""Other networks with the same actors and alliances: every actor keeps its number of alliances, every alliance its
number of partners, and only who is with whom is left to chance.

Source: G. Strona et al., "A fast and unbiased procedure to randomize ecological binary matrices with fixed row and
column totals", Nature Communications 5 (2014); uniform: C. J. Carstens, Physical Review E 91 (2015). Two alliances
trade the partners they do not share: no participation is lost, none is said twice.
"""

import random
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from graph.project import TwoMode

BURN_IN = 5
"""Trades before the first network, for each alliance."""
THINNING = 1
"""And between two of them."""


def shuffled(two_mode: TwoMode, draws: int, seed: int) -> Iterator[TwoMode]:
    """`draws` networks of one chain; the same seed gives the same."""
    members = _members(two_mode)
    luck = random.Random(seed)
    for draw in range(draws):
        _trade(members, (THINNING if draw else BURN_IN) * len(members), luck)
        yield _rebuilt(two_mode, members)


def _members(two_mode: TwoMode) -> list[list[int]]:
    members: list[list[int]] = [[] for _ in two_mode.event_ids]
    for actor, event in zip(two_mode.rows.tolist(), two_mode.cols.tolist(), strict=True):
        members[event].append(actor)
    return [sorted(set(each)) for each in members]


def _trade(members: list[list[int]], trades: int, luck: random.Random) -> None:
    several = [at for at, each in enumerate(members) if each]
    if len(several) < 2:
        return
    for _ in range(trades):
        one, other = luck.sample(several, 2)
        first, second = set(members[one]), set(members[other])
        shared = first & second
        pool = sorted(first ^ second)
        luck.shuffle(pool)
        kept = len(first) - len(shared)
        members[one] = [*sorted(shared), *pool[:kept]]
        members[other] = [*sorted(shared), *pool[kept:]]


def _rebuilt(two_mode: TwoMode, members: list[list[int]]) -> TwoMode:
    rows = np.array([actor for each in members for actor in sorted(each)], dtype=np.int32)
    cols = np.repeat(np.arange(len(members), dtype=np.int32), [len(each) for each in members])
    return replace(two_mode, rows=rows, cols=cols)
