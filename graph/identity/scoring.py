"""From mentions to scored pairs: candidates, measures, the frozen model, and what no probability suffices for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.identity.blocking import Pairs, near
from graph.identity.features import NAMES, measure
from graph.identity.forest import GENERAL, RESEARCH, UNSURE, frozen
from graph.identity.mention import Mention
from graph.identity.table import Floats, Ints, Table, read

NEAREST = 12
"""Candidates kept of each spelling before they are scored."""

SHARED_NAME = 3
"""Known actors of one name from which the name proves nothing without the town."""

_COLUMN = {name: number for number, name in enumerate(NAMES)}
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs of mentions (ranks, `left` < `right`), each with its likeliest pair of spellings, the likeliest first.

    `cut` is the score from which each is one actor without a person's word.
    """

    left: Ints
    right: Ints
    score: Floats
    cut: Floats
    cosine: Floats
    measured: Floats

    def __len__(self) -> int:
        return len(self.left)

    def measures(self, row: int) -> dict[str, float]:
        return {name: float(value) for name, value in zip(NAMES, self.measured[row], strict=True)}

    def sure(self) -> Bools:
        found: Bools = (self.score >= self.cut) & ~barred(self.measured)
        return found

    def doubtful(self) -> Bools:
        """Worth a person's time: about as likely as not, or an acronym that the words of the other spell nearby."""
        placed = (_of(self.measured, "departement") > 0) | (_of(self.measured, "publisher") > 0)
        placed |= _of(self.measured, "lead") > 0
        found: Bools = (self.score >= UNSURE) | (self.initials_fit() & placed)
        return found

    def initials_fit(self) -> Bools:
        """Where one may be the acronym of the other, and no place nor number parts them."""
        measured = self.measured
        fit = np.isin(_of(measured, "acronym"), (1.0, 3.0)) & (_of(measured, "cover_most") < 0.5)
        fit &= (_of(measured, "departement") >= 0) & (_of(measured, "commune") >= 0) & (_of(measured, "numbers") > -1)
        found: Bools = fit
        return found


def scored(mentions: Sequence[Mention], asking: Sequence[int] | None = None, nearest: int = NEAREST) -> Scored:
    """Every pair worth a look between a mention of the ranks `asking` (all by default) and any other."""
    table = read(mentions)
    asked = np.arange(len(mentions)) if asking is None else np.array(asking, dtype=np.int64)
    pairs = near(table, np.flatnonzero(np.isin(table.mention, asked)), nearest)
    measured = measure(table, pairs)
    worth = worth_scoring(measured)
    research = table.research[pairs.left] & table.research[pairs.right]
    score, cut = np.zeros(len(pairs)), np.ones(len(pairs))
    for kind, some in ((GENERAL, worth & ~research), (RESEARCH, worth & research)):
        score[some] = frozen(kind).score(measured[some])
        cut[some] = frozen(kind).cuts.of(measured[some])
    return _likeliest(table, pairs, measured, score, cut)


def worth_scoring(measured: Floats) -> Bools:
    """Not those whose numbers differ (COLLÈGE 12, COLLÈGE 13), nor those with next to nothing in common."""
    near_by = (_of(measured, "cover_most") >= 0.5) | (_of(measured, "acronym") > 0)
    near_by |= (_of(measured, "ratio") >= 0.7) | (_of(measured, "set_ratio") >= 0.75)
    enough = near_by & (_of(measured, "cover_least") + _of(measured, "set_ratio") > 0.7)
    found: Bools = enough & (_of(measured, "numbers") > -1) & (_of(measured, "told_apart") == 0)
    return found


def barred(measured: Floats) -> Bools:
    """Where no probability suffices: another département, or a name of many without the town."""
    many = (_of(measured, "homonyms_known") >= SHARED_NAME) & (_of(measured, "commune") <= 0)
    found: Bools = (_of(measured, "departement") < 0) | many
    return found


def _of(measured: Floats, name: str) -> Floats:
    found: Floats = measured[:, _COLUMN[name]]
    return found


def _likeliest(table: Table, pairs: Pairs, measured: Floats, score: Floats, cut: Floats) -> Scored:
    one, other = table.mention[pairs.left], table.mention[pairs.right]
    left, right = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((-pairs.cosine, -score, right, left))
    first = np.ones(len(order), dtype=bool)
    first[1:] = (left[order][1:] != left[order][:-1]) | (right[order][1:] != right[order][:-1])
    kept = order[first]
    kept = kept[np.lexsort((right[kept], left[kept], -pairs.cosine[kept], -score[kept]))]
    return Scored(left[kept], right[kept], score[kept], cut[kept], pairs.cosine[kept], measured[kept])
