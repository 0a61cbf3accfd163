"""The lists of actors by what they have in common with all others, however many there are.

Actors of the same places, themes and kind have one list, but for themselves and those they are tied to already: it is
worked out once for all of them, a little longer than what is shown, and each leaves out its own.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from scipy import sparse

from graph.analysis.affinity import Affinity, Floats, Positions

CHUNK = 256
SPARE = 150
"""Places worked out beyond the list: most actors are tied to fewer others."""

Listed: TypeAlias = tuple[Positions, Floats]
"""Positions of others and their scores, best first."""
Told: TypeAlias = Callable[[Positions, Positions], Floats]
"""What is added to the score of each (row, column)."""


def in_common(known: Affinity, rows: Positions) -> sparse.csr_array:
    """(r, n) nearness × (1 + cosine of themes); for an actor without a known place, the cosine alone."""
    near, cosine = known.nearness(rows), known.likeness(rows)
    placed = np.diff(near.indptr) > 0
    nowhere = sparse.diags_array((~placed).astype(float))
    return sparse.csr_array(near + near.multiply(cosine) + nowhere @ cosine)


def look_alikes(
    known: Affinity, rows: Positions, barred: Callable[[Positions], sparse.csr_array], depth: int, told: Told
) -> Iterator[tuple[int, Listed]]:
    """For each of `rows`, the `depth` others that it has most in common with, those of `barred` left out.

    `barred`: rows → (r, n), non-zero where two are not to meet; an actor never meets itself.
    """
    groups = _alike(known, rows)
    for start in range(0, len(groups), CHUNK):
        chunk = groups[start : start + CHUNK]
        lists = _lists(known, np.array([group[0] for group in chunk]), depth + SPARE, told)
        members = [(row, found) for group, found in zip(chunk, lists, strict=True) for row in group]
        left_out = barred(np.array([row for row, _ in members]))
        for at, (row, found) in enumerate(members):
            out = left_out.indices[left_out.indptr[at] : left_out.indptr[at + 1]]
            if len(out) >= SPARE and len(found[0]) == depth + SPARE:  # it may leave out more than there is to spare
                (found,) = _lists(known, np.array([row]), depth + len(out) + 1, told)
            columns, scores = found
            keep = np.flatnonzero((columns != row) & ~np.isin(columns, out))[:depth]
            yield row, (columns[keep], scores[keep])


def _alike(known: Affinity, rows: Positions) -> list[list[int]]:
    """Rows of the same places, themes and kind, in the order first met."""
    groups: dict[tuple[bytes, ...], list[int]] = {}
    tables = (*known.levels, known.directions)
    for row in rows.tolist():
        said = [known.kinds[row].tobytes()]
        for table in tables:
            inside = slice(table.indptr[row], table.indptr[row + 1])
            said += [table.indices[inside].tobytes(), table.data[inside].tobytes()]
        groups.setdefault(tuple(said), []).append(row)
    return list(groups.values())


def _lists(known: Affinity, rows: Positions, depth: int, told: Told) -> Iterator[Listed]:
    found = in_common(known, rows)
    lengths = np.diff(found.indptr)
    every = found.indices.astype(np.int64)
    values = found.data + told(np.repeat(rows, lengths), every)
    for start, end in pairwise(found.indptr.tolist()):
        columns, scores = every[start:end], values[start:end]
        if len(columns) > depth:
            best = np.argpartition(-scores, depth - 1)[:depth]
            columns, scores = columns[best], scores[best]
        order = np.argsort(-scores, kind="stable")
        yield columns[order], scores[order]
