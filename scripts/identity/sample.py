"""Candidates of labelled mentions, measured as they will be when they are resolved."""

from hashlib import blake2b

import numpy as np

from graph.identity import blocking, features, scoring, table
from scripts.identity.labels import Labelled

FOLDS = 4


class Sample:
    """`left` and `right` are ranks of mentions; `fold` keeps the pairs of an actor together."""

    def __init__(self, labelled: list[Labelled], *, publisher: bool) -> None:
        found = table.read([each.mention(publisher=publisher) for each in labelled])
        pairs = blocking.near(found, np.arange(len(found)), scoring.NEAREST)
        measured = features.measure(found, pairs)
        worth = scoring.worth_scoring(measured)
        self.labelled = labelled
        self.left, self.right = found.mention[pairs.left[worth]], found.mention[pairs.right[worth]]
        self.measured = measured[worth]
        labels = [each.label for each in labelled]
        self.same = np.array([labels[a] == labels[b] for a, b in zip(self.left, self.right, strict=True)])
        self.fold = np.array([blake2b(labels[a].encode(), digest_size=2).digest()[0] % FOLDS for a in self.left])
