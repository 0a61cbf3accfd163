"""What two lines have in common and what parts them, as numbers: one row for each pair, one column for each of NAMES.

Each is symmetric (least and most of the two sides), so a pair scores the same both ways. -1 conflict, 0 not known,
1 agreement for places and numbers.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from graph.identity.blocking import Pairs
from graph.identity.table import Floats, Ints, Table

NAMES = (
    "cover_least", "cover_most", "cover_place_least", "exact_least", "exact_most", "shared_weight", "shared_rarest",
    "left_over_least", "left_over_most", "left_over_place", "left_over_section", "words_left_least",
    "words_left_most", "words_least", "words_most", "same_key", "same_letters", "ratio", "sorted_ratio",
    "set_ratio", "jaro", "numbers", "departement", "publisher", "commune", "town_in_name", "places_known",
    "same_source", "told_apart", "homonyms_here_least", "homonyms_here_most", "homonyms_known", "acronym",
    "cosine", "rank_best", "rank_worst", "lead", "like_least", "like_most", "spread_least", "spread_most",
)  # fmt: skip
AT_ONCE = 60_000
PREFIX = 3
"""Letters from which a shortened word counts as the word: `MUSIQ` is `MUSIQUE`."""

Bools = npt.NDArray[np.bool_]


def measure(table: Table, pairs: Pairs) -> Floats:
    """Pairs × NAMES, float32 precision."""
    standing = _standing(table, pairs)
    blocks = []
    for start in range(0, len(pairs), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        left, right = pairs.left[some], pairs.right[some]
        columns = [*_words(table, left, right), *_strings(table, left, right), *_places(table, left, right)]
        columns += [*(column[some] for column in standing)]
        blocks.append(np.stack(columns, axis=1))
    plain = np.concatenate(blocks) if blocks else np.zeros((0, len(NAMES) - 4))
    found = np.column_stack([plain, *_homonyms(table, pairs, plain)])
    single: Floats = found.astype(np.float32).astype(np.float64)
    return single


def _words(table: Table, left: Ints, right: Ints) -> list[Floats]:
    a, b = table.words[left], table.words[right]
    said_a, said_b = a >= 0, b >= 0
    same, near = _alike(table, a, b)
    weight_a, weight_b = np.where(said_a, table.weights[a], 0.0), np.where(said_b, table.weights[b], 0.0)
    met_a, met_b = near.max(axis=2), near.max(axis=1)
    exact_a, exact_b = same.any(axis=2), same.any(axis=1)
    placed_a = _in_pool(a, table.pool[right])
    placed_b = _in_pool(b, table.pool[left])
    cover = _both(_share(met_a, weight_a), _share(met_b, weight_b))
    wide = _both(_share(np.maximum(met_a, placed_a), weight_a), _share(np.maximum(met_b, placed_b), weight_b))
    exact = _both(_share(exact_a, weight_a), _share(exact_b, weight_b))
    lone_a, lone_b = ~((met_a > 0) | placed_a) & said_a, ~((met_b > 0) | placed_b) & said_b
    over = _both((weight_a * lone_a).max(axis=1), (weight_b * lone_b).max(axis=1))
    like_a, like_b = table.place_like[left] & lone_a, table.place_like[right] & lone_b
    place_over = np.maximum((weight_a * like_a).max(axis=1), (weight_b * like_b).max(axis=1))
    activity = (table.section[a] & lone_a).sum(axis=1) + (table.section[b] & lone_b).sum(axis=1)
    count = _both(lone_a.sum(axis=1), lone_b.sum(axis=1))
    size = _both(said_a.sum(axis=1), said_b.sum(axis=1))
    shared = (weight_a * met_a).sum(axis=1), (weight_b * met_b).sum(axis=1)
    rarest = np.minimum((weight_a * met_a).max(axis=1), (weight_b * met_b).max(axis=1))
    return [
        *cover, wide[0], *exact, np.minimum(*shared), rarest, *over, place_over, activity.astype(float), *count, *size,
        _same(table.key[left], table.key[right]), _same(table.compact[left], table.compact[right]),
    ]  # fmt: skip


def _alike(table: Table, a: Ints, b: Ints) -> tuple[Bools, Floats]:
    """Pairs × words × words: the same word; and how much one is the other, shortened."""
    x, y = a[:, :, None], b[:, None, :]
    both = (x >= 0) & (y >= 0)
    same = (x == y) & both
    short = np.minimum(table.lengths[a][:, :, None], table.lengths[b][:, None, :])
    differ = table.packed[a][:, :, None] ^ table.packed[b][:, None, :]
    agree = (differ >> (60 - 6 * short).astype(np.uint64)) == 0
    long = np.maximum(table.lengths[a][:, :, None], table.lengths[b][:, None, :])
    return same, np.where(same, 1.0, (agree & both & (short >= PREFIX)) * (0.5 + 0.5 * short / long))


def _in_pool(words: Ints, pool: Ints) -> Bools:
    found: Bools = ((words[:, :, None] == pool[:, None, :]) & (words >= 0)[:, :, None]).any(axis=2)
    return found


def _share(met: Any, weight: Floats) -> Floats:
    found: Floats = (met * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1e-9)
    return found


def _both(one: npt.NDArray[np.generic], other: npt.NDArray[np.generic]) -> tuple[Floats, Floats]:
    return np.minimum(one, other).astype(float), np.maximum(one, other).astype(float)


def _same(one: Ints, other: Ints) -> Floats:
    found: Floats = (one == other).astype(float)
    return found


def _strings(table: Table, left: Ints, right: Ints) -> list[Floats]:
    a, b = [table.texts[row] for row in left], [table.texts[row] for row in right]
    plain_a, plain_b = [table.squashed[row] for row in left], [table.squashed[row] for row in right]
    said = ((plain_a, plain_b, fuzz.ratio), (a, b, fuzz.ratio), (a, b, fuzz.token_set_ratio))
    found = [process.cpdist(one, other, scorer=scorer).astype(float) / 100 for one, other, scorer in said]
    return [*found, process.cpdist(plain_a, plain_b, scorer=JaroWinkler.normalized_similarity).astype(float)]


def _places(table: Table, left: Ints, right: Ints) -> list[Floats]:
    numbers = _agreement(table.numbers[left][:, None], table.numbers[right][:, None])
    alone = (table.numbers[left] >= 0) != (table.numbers[right] >= 0)
    own_a, own_b = table.departements[left], table.departements[right]
    paid_a, paid_b = table.publishers[left], table.publishers[right]
    between = np.stack([_agreement(own_a, paid_b), _agreement(paid_a, own_b), _agreement(paid_a, paid_b)])
    publisher = np.where((between > 0).any(axis=0), 1.0, np.where((between < 0).any(axis=0), -1.0, 0.0))
    publisher += (between[2] > 0) * 1.0
    town = _in_pool(table.words[left], table.pool[right]) | _in_pool(table.words[right], table.pool[left])
    placed = (own_a >= 0).any(axis=1).astype(int) + (own_b >= 0).any(axis=1)
    return [
        np.where(alone, -0.5, numbers),
        _agreement(own_a, own_b),
        publisher,
        _agreement(table.communes[left], table.communes[right]),
        town.sum(axis=1).astype(float),
        placed.astype(float),
        _agreement(table.sources[left], table.sources[right]),
        _told_apart(table, left, right),
    ]


def _told_apart(table: Table, left: Ints, right: Ints) -> Floats:
    """Lines of one list that names each actor once; or one name, letter for letter, under two ids of one source.

    A source that gives one name two ids knows of something else that parts them, a place or a number; unless the two
    places are one commune (`NICE`, `NICE CEDEX 2`).
    """
    listed = _agreement(table.once[left], table.once[right]) > 0
    alike = (table.name[left] == table.name[right]) | (table.whole[left] == table.whole[right])
    twice = (_agreement(table.sources[left], table.sources[right]) > 0) & alike
    twice &= _agreement(table.communes[left], table.communes[right]) <= 0
    found: Floats = (listed | twice).astype(float)
    return found


def _agreement(one: Ints, other: Ints) -> Floats:
    known = (one >= 0).any(axis=1) & (other >= 0).any(axis=1)
    meet = ((one[:, :, None] == other[:, None, :]) & (one >= 0)[:, :, None]).any(axis=(1, 2))
    found: Floats = np.where(meet, 1.0, np.where(known, -1.0, 0.0))
    return found


def _standing(table: Table, pairs: Pairs) -> list[Floats]:
    """What the rest of the collection says of a pair: homonyms, and how each stands among the other's candidates."""
    left, right = pairs.left, pairs.right
    here = np.bincount(table.key)[table.key] if len(table) else np.zeros(0)
    known = np.maximum(table.bearers[left], table.bearers[right])
    initials = _meet(table.acronyms[left], table.initials[right]) | _meet(table.initials[left], table.acronyms[right])
    shared = _meet(table.acronyms[left], table.acronyms[right])
    (rank_ab, lead_ab), (rank_ba, lead_ba) = _rank_both(pairs)
    return [
        *_both(here[left], here[right]), known.astype(float), initials * 1.0 + shared * 2.0, pairs.cosine,
        *_both(rank_ab, rank_ba), np.minimum(lead_ab, lead_ba),
    ]  # fmt: skip


def _homonyms(table: Table, pairs: Pairs, plain: Floats) -> list[Floats]:
    """How many candidates of each line read nearly the same, and in how many départements they are said to be.

    A name that near homonyms bear in many places (`PETITS DÉBROUILLARDS`) is that of a network, not of one actor.
    """
    alike = (plain[:, NAMES.index("cover_least")] > 0.85) & (plain[:, NAMES.index("numbers")] >= 0)
    left, right = pairs.left[alike], pairs.right[alike]
    count = np.bincount(np.concatenate([left, right]), minlength=len(table)).astype(float)
    place = np.where(table.departements[:, 0] >= 0, table.departements[:, 0], table.publishers[:, 0])
    line = np.concatenate([left, right, np.arange(len(table))])
    where = place[np.concatenate([right, left, np.arange(len(table))])]
    known = where >= 0
    seen = np.unique(np.stack([line[known], where[known]], axis=1), axis=0)
    spread = np.bincount(seen[:, 0], minlength=len(table)).astype(float)
    ends = pairs.left, pairs.right
    return [*_both(count[ends[0]], count[ends[1]]), *_both(spread[ends[0]], spread[ends[1]])]


def _meet(one: Ints, other: Ints) -> Bools:
    found: Bools = ((one[:, :, None] == other[:, None, :]) & (one >= 0)[:, :, None]).any(axis=(1, 2))
    return found


def _rank_both(pairs: Pairs) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """Rank of a pair among all those of its left line, and of its right line, with its lead over the best other."""
    ends = np.concatenate([pairs.left, pairs.right])
    rank, lead = _rank(ends, np.concatenate([pairs.cosine, pairs.cosine]))
    size = len(pairs)
    return (rank[:size], lead[:size]), (rank[size:], lead[size:])


def _rank(line: Ints, cosine: Floats) -> tuple[Floats, Floats]:
    """Equal cosines share the better rank: two spellings alike do not push each other down."""
    if not len(line):
        return np.zeros(0), np.zeros(0)
    order = np.lexsort((-cosine, line))
    sorted_line, sorted_cosine = line[order], cosine[order]
    starts = np.flatnonzero(np.r_[True, sorted_line[1:] != sorted_line[:-1]])
    group = np.cumsum(np.r_[True, sorted_line[1:] != sorted_line[:-1]]) - 1
    new = np.r_[True, (sorted_line[1:] != sorted_line[:-1]) | (sorted_cosine[1:] < sorted_cosine[:-1])]
    place = np.maximum.accumulate(np.where(new, np.arange(len(line)), 0)) - starts[group]
    best = sorted_cosine[starts][group]
    second = np.zeros(len(starts))
    several = np.r_[starts[1:], len(line)] - starts > 1
    second[several] = sorted_cosine[starts[several] + 1]
    lead = np.where(np.arange(len(line)) == starts[group], sorted_cosine - second[group], sorted_cosine - best)
    rank_out, lead_out = np.empty(len(line)), np.empty(len(line))
    rank_out[order], lead_out[order] = place, lead
    return rank_out, lead_out
