"""Judgements that names make: pairs of ids whose spellings the model finds to be one actor, or perhaps one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np

from graph.identity.evidence import kept, sentences
from graph.identity.judgement import MODEL, Judgement, Verdict
from graph.identity.mention import NAMED, Mention
from graph.identity.scoring import Scored, scored

ASKED = 3
"""Unsure pairs kept for an id, the likeliest: a person reads them."""

PUBLIC = ("collectivite", "etat")
"""Profiles that an association of the same name must not be joined with."""


def by_names(mentions: Mapping[str, Mention], when: str) -> Iterator[Judgement]:
    """Same or unsure, by probability. Two ids of one register are two actors: they are not compared."""
    listed = sorted(mentions.values(), key=lambda mention: mention.id)
    asking = [rank for rank, each in enumerate(listed) if not each.id.startswith(("siren:", "rnsr:"))]
    pairs = scored(listed, asking)
    asked: defaultdict[str, int] = defaultdict(int)
    sure = pairs.sure()
    for row in np.flatnonzero(sure | pairs.doubtful()).tolist():
        one, other = listed[pairs.left[row]], listed[pairs.right[row]]
        if not _comparable(one, other):
            continue
        verdict = Verdict.SAME if sure[row] and not _public(one, other) else Verdict.UNSURE
        if verdict is Verdict.UNSURE:
            if max(asked[one.id], asked[other.id]) >= ASKED:
                continue
            asked[one.id] += 1
            asked[other.id] += 1
        yield _judged(pairs, row, one, other, verdict, when)


def _judged(pairs: Scored, row: int, one: Mention, other: Mention, verdict: Verdict, when: str) -> Judgement:
    """Without a score where the model saw nothing and initials alone fit: 0 % would say that it is not so."""
    measured = pairs.measures(row)
    return Judgement.of(
        one.id, other.id, verdict, MODEL, when=when, score=float(pairs.score[row]) or None,
        features=kept(measured), evidence=sentences(measured),
    )  # fmt: skip


def _comparable(one: Mention, other: Mention) -> bool:
    registers = {each.id.partition(":")[0] for each in (one, other)}
    return len(registers) > 1 or registers == {NAMED}


def _public(one: Mention, other: Mention) -> bool:
    """A public body and its friends: no probability suffices."""
    profiles = {one.profile, other.profile} - {None}
    return len(profiles) > 1 and len(profiles & {*PUBLIC}) == 1
