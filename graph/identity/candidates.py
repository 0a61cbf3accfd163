"""Which pairs are worth comparing: spellings that share rare words, pieces of words, or initials.

Each spelling is a sparse vector of its words, of the three-letter pieces of its joined form (which survive cut and
glued words) and of its initials, weighed by their rarity among what is compared; the nearest by cosine, and those of
which it is a part, are its candidates. Features of very many spellings say nothing and cost the square of their number.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from graph.identity.names import Name

MOST_WORDS, MOST_PIECES = 1_500, 600
"""Spellings beyond which a word, or a piece, is left out."""

PIECE, INITIALS = 0.6, 0.5
"""Weights beside that of a whole word."""

FEW = 1_000
"""Added to the number of spellings: in a graph of ten names, a word of two of them is still rare."""

LEAST = 0.12
"""Cosine below which two names have nothing to compare."""

AT_ONCE = 1_000
SHORTEST, LONGEST = 3, 8
"""Letters of a word that may be an acronym."""

Features = dict[tuple[str, str], float]


def candidates(names: Sequence[Name], most: int, asking: Sequence[int] | None = None) -> tuple[Any, Any, Any]:
    """(left, right, nearness): pairs of ranks, each once with left < right, sorted; `most` for each of the ranks
    `asking`, all by default.
    """
    vectors = _vectors(names)
    length = np.maximum(np.sqrt(np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel()), 1.0)
    ranks = list(range(len(names))) if asking is None else list(asking)
    found: dict[tuple[int, int], float] = {}
    for some, near in _products(vectors, ranks):
        for row, here in enumerate(some):
            others = near.indices[near.indptr[row] : near.indptr[row + 1]]
            shared = near.data[near.indptr[row] : near.indptr[row + 1]]
            for other, nearness in _nearest(here, others, shared, length, most):
                found[min(here, other), max(here, other)] = nearness
    pairs = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1], np.array([found[left, right] for left, right in pairs.tolist()])


def _nearest(here: int, others: Any, shared: Any, length: Any, most: int) -> Iterator[tuple[int, float]]:
    cosine = shared / (length[others] * length[here])
    worth = (cosine > LEAST) & (others != here)
    others, cosine = others[worth], cosine[worth]
    ratio = length[others] / length[here]
    part = cosine * np.maximum(ratio, 1 / ratio) ** 0.6  # nearer to 1 where one is a part of the other
    kept: set[int] = set()
    for measure, share in ((cosine, most), (part, most // 2)):
        kept.update(_largest(np.round(measure, 9), others, share))
    return ((int(others[rank]), float(cosine[rank])) for rank in sorted(kept))


def _largest(measure: Any, others: Any, share: int) -> list[int]:
    """Ranks of the `share` largest; among equals the first in order of the others, whatever the order of the data."""
    if len(measure) > share:
        least = np.partition(measure, -share)[-share]
        some = np.flatnonzero(measure >= least)
    else:
        some = np.arange(len(measure))
    return some[np.lexsort((others[some], -measure[some]))][:share].tolist()  # type: ignore[no-any-return]


def _products(vectors: Any, ranks: list[int]) -> Iterator[tuple[list[int], Any]]:
    turned = vectors.T.tocsr()
    for start in range(0, len(ranks), AT_ONCE):
        some = ranks[start : start + AT_ONCE]
        yield some, (vectors[some] @ turned).tocsr()


def _vectors(names: Sequence[Name]) -> Any:
    every = [_features(name) for name in names]
    counts = Counter(feature for features in every for feature in features)
    useful = sorted(each for each, count in counts.items() if _useful(each, count))
    columns = {feature: rank for rank, feature in enumerate(useful)}
    rows, places, weights = [0], [], []
    for features in every:
        for feature in sorted(columns.keys() & features.keys()):
            places.append(columns[feature])
            weights.append(features[feature] * math.log((len(names) + FEW) / counts[feature]))
        rows.append(len(places))
    return sparse.csr_matrix((weights, places, rows), shape=(len(names), max(1, len(columns))))


def _useful(feature: tuple[str, str], count: int) -> bool:
    return 2 <= count <= (MOST_PIECES if feature[0] == "piece" else MOST_WORDS)


def _features(name: Name) -> Features:
    edged = f"^{name.joined}$"
    features: Features = {("piece", edged[at : at + 3]): PIECE for at in range(len(edged) - 2)}
    features |= {("word", word): 1.0 for word in name.words}
    features |= {("initials", initials): INITIALS for initials in acronyms(name)}
    return features


def acronyms(name: Name) -> set[str]:
    """What may stand for the name in a few letters: short words, initials of its words with « a » or without."""
    made = {word for word in name.words if SHORTEST <= len(word) <= LONGEST}
    for initials in (name.initials, "".join(word[0] for word in name.said)):
        made |= {each for each in (initials, f"a{initials}") if SHORTEST <= len(each) <= LONGEST}
    return made
