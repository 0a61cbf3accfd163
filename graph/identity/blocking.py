"""Candidates: for each line, the few that share its rarest words, parts of words or initials.

Cosine of weighted features in a sparse product; features that too many lines have are left out of the query, which
bounds the work. Nothing here decides: it only says which pairs are worth comparing.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from graph.identity.table import Floats, Ints, Reading, Table

AT_ONCE = 500
SMALL = 2_000
"""Lines that a collection is taken to have beside its own: in a handful, a word that two share is not yet common."""

COMMON = 1_000
"""Lines that may share a feature before it is no use for finding; a line keeps its three rarest features anyway."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """`left` and `right` are lines; `cosine` of the blocking; ranks and leads say how each stands among the others."""

    left: Ints
    right: Ints
    cosine: Floats

    def __len__(self) -> int:
        return len(self.left)


def near(table: Table, asking: Ints, wanted: int) -> Pairs:
    """For each line of `asking`, its `wanted` nearest lines of other mentions; each pair once, left < right."""
    if not len(table) or not len(asking):
        empty = np.zeros(0, dtype=np.int64)
        return Pairs(empty, empty, np.zeros(0))
    every, query = _matrices(table, asking)
    left, right, cosine = [], [], []
    for start in range(0, len(asking), AT_ONCE):
        some = asking[start : start + AT_ONCE]
        rows, columns, values = _best(query[start : start + AT_ONCE] @ every, table.mention, some, wanted)
        left.append(some[rows])
        right.append(columns)
        cosine.append(values)
    return _once(np.concatenate(left), np.concatenate(right), np.concatenate(cosine), len(table))


def _once(left: Ints, right: Ints, cosine: Floats, size: int) -> Pairs:
    low, high = np.minimum(left, right), np.maximum(left, right)
    order = np.lexsort((-cosine, low * size + high))
    codes = (low * size + high)[order]
    first = np.ones(len(codes), dtype=bool)
    first[1:] = codes[1:] != codes[:-1]
    kept = order[first]
    return Pairs(low[kept], high[kept], cosine[kept])


def _best(product: sp.csr_matrix, mention: Ints, asking: Ints, wanted: int) -> tuple[Ints, Ints, Floats]:
    """The highest of each row, other mentions only; equal ones by line, so that the choice is always the same."""
    product = sp.csr_matrix(product)
    rows = np.repeat(np.arange(product.shape[0]), np.diff(product.indptr))
    columns, values = product.indices.astype(np.int64), product.data
    other = (mention[columns] != mention[asking[rows]]) & (values > 0.1)
    rows, columns, values = rows[other], columns[other], np.round(values[other], 9)
    order = np.lexsort((columns, -values, rows))
    rows, columns, values = rows[order], columns[order], values[order]
    starts = np.searchsorted(rows, np.arange(product.shape[0]))
    kept = np.arange(len(rows)) - starts[rows] < wanted
    return rows[kept], columns[kept], values[kept]


def _matrices(table: Table, asking: Ints) -> tuple[sp.csr_matrix, sp.csr_matrix]:
    """All lines (features × lines, columns of norm 1) and the asking ones (lines × features)."""
    names: dict[str, int] = {}
    columns, shares, sizes = array("l"), array("d"), array("l")
    for line in table.readings:
        said = _features(line)
        columns.extend(names.setdefault(feature, len(names)) for feature in said)
        shares.extend(said.values())
        sizes.append(len(said))
    column = np.frombuffer(columns, dtype=np.int64)
    row = np.repeat(np.arange(len(sizes)), np.frombuffer(sizes, dtype=np.int64))
    frequency = np.bincount(column, minlength=len(names))
    value = np.frombuffer(shares) * np.log((len(sizes) + SMALL) / frequency)[column]
    value /= np.sqrt(np.bincount(row, value**2, minlength=len(sizes)))[row]
    shape = (len(sizes), len(names))
    rare = _rare(row, frequency[column])
    query = sp.csr_matrix((value[rare], (row[rare], column[rare])), shape=shape)
    return sp.csr_matrix((value, (row, column)), shape=shape).T.tocsr(), query[asking]


def _rare(row: Ints, frequency: Ints) -> npt.NDArray[np.bool_]:
    """The features worth asking for: not too common, or among the three rarest of their line."""
    order = np.lexsort((frequency, row))
    starts = np.searchsorted(row[order], np.arange(row[-1] + 1))
    kept = frequency <= COMMON
    kept[order[np.arange(len(row)) - starts[row[order]] < 3]] = True
    return kept


def _features(line: Reading) -> dict[str, float]:
    found: defaultdict[str, float] = defaultdict(float)
    for word in line.kept:
        found[f"w{word}"] = 1.0
        if len(word) > 4:
            found[f"p{word[:4]}"] = 0.5
    for word in line.place_pool:
        found.setdefault(f"w{word}", 0.35)
    for gram in _grams(line.squashed):
        found[f"g{gram}"] = 0.35
    for short in (*line.acronyms, *line.initials):
        found[f"a{short}"] = 1.0
    return dict(found)


def _grams(text: str) -> Iterator[str]:
    return (text[start : start + 4] for start in range(max(1, len(text) - 3)))
