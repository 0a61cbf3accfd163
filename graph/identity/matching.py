"""Judgements that names make: pairs of ids whose spellings the model finds to be one actor, or perhaps one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.identity.candidates import candidates
from graph.identity.evidence import kept, sentences
from graph.identity.features import FEATURES, measure
from graph.identity.judgement import MODEL, Judgement, Verdict
from graph.identity.mention import NAMED, Mention
from graph.identity.model import probabilities, threshold
from graph.identity.spelling import Spelling, spellings

CANDIDATES = 12
"""Compared for each spelling; the bench looks at more."""

ASKED = 3
"""Unsure pairs kept for an id, the likeliest: a person reads them."""

SHARED_NAME = 3
"""Known actors of one name from which the name proves nothing without the town."""

INITIALS, LEAST = 3, 0.02
"""Letters of an acronym, and probability, from which initials that fit are put to a person."""

CONFLICT = -1.0
"""Of numbers: « COLLEGE 12 » and « COLLEGE 13 » are two, and nobody is asked."""

PUBLIC = ("collectivite", "etat")
"""Profiles that an association of the same name must not be joined with."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two ids with the likeliest pair of their spellings."""

    left: str
    right: str
    probability: float
    measured: Mapping[str, float]
    with_sources: bool


def by_names(mentions: Mapping[str, Mention], when: str) -> Iterator[Judgement]:
    """Same or unsure, by pair. Two ids of one register are two actors: they are not compared."""
    listed = sorted(mentions.values(), key=lambda mention: mention.id)
    asked: defaultdict[str, int] = defaultdict(int)
    for match in sorted(_matches(listed), key=lambda each: (-each.probability, each.left, each.right)):
        verdict = _verdict(match, mentions)
        if verdict is Verdict.UNSURE:
            if max(asked[match.left], asked[match.right]) >= ASKED:
                continue
            asked[match.left] += 1
            asked[match.right] += 1
        if verdict:
            yield Judgement.of(
                match.left, match.right, verdict, MODEL, when=when, score=match.probability,
                features=kept(match.measured), evidence=sentences(match.measured),
            )  # fmt: skip


def _verdict(match: Match, mentions: Mapping[str, Mention]) -> Verdict | None:
    measured = match.measured
    if measured["numbers"] == CONFLICT:
        return None
    least = threshold("join_sources" if match.with_sources else "join_names")
    if match.probability >= least and not _forbidden(match, mentions):
        return Verdict.SAME
    fits = measured["acronym"] >= INITIALS and measured["departement"] >= 0 and match.probability >= LEAST
    return Verdict.UNSURE if match.probability >= threshold("ask") or fits else None


def _forbidden(match: Match, mentions: Mapping[str, Mention]) -> bool:
    """Where no probability suffices: another département, a name of many, a public body and its friends."""
    measured = match.measured
    one, other = mentions[match.left].profile, mentions[match.right].profile
    return (
        measured["departement"] < 0
        or (measured["bearers"] >= np.log(SHARED_NAME) - 1e-6 and measured["commune"] <= 0)
        or bool(one and other and one != other and (one in PUBLIC) != (other in PUBLIC))
    )


def _matches(listed: Sequence[Mention]) -> list[Match]:
    """The likeliest pair of spellings of each pair of ids."""
    spelt = spellings(listed)
    asking = [rank for rank, each in enumerate(spelt) if not listed[each.mention].id.startswith(("siren:", "rnsr:"))]
    left, right, nearness = candidates([each.name for each in spelt], CANDIDATES, asking)
    worth = np.array(
        [_comparable(spelt[a], spelt[b], listed) for a, b in zip(left.tolist(), right.tolist(), strict=True)]
    )
    worth = worth.astype(bool)
    left, right, nearness = left[worth], right[worth], nearness[worth]
    measures = measure(spelt, left, right, nearness)
    likely = probabilities(measures, left, right, len(spelt))
    return _best(listed, spelt, left, right, measures, likely)


def _comparable(one: Spelling, other: Spelling, listed: Sequence[Mention]) -> bool:
    if one.mention == other.mention:
        return False
    registers = {listed[each.mention].id.partition(":")[0] for each in (one, other)}
    return len(registers) > 1 or registers == {NAMED}


def _best(
    listed: Sequence[Mention], spelt: Sequence[Spelling], left: Any, right: Any, measures: Any, likely: Any
) -> list[Match]:
    found: dict[tuple[str, str], Match] = {}
    for pair in np.flatnonzero(likely >= LEAST).tolist():
        one, other = spelt[left[pair]], spelt[right[pair]]
        first, second = sorted((listed[one.mention].id, listed[other.mention].id))
        before = found.get((first, second))
        if before is None or before.probability < likely[pair]:
            measured = dict(zip(FEATURES, measures[pair].tolist(), strict=True))
            found[first, second] = Match(
                first, second, float(likely[pair]), measured, bool(one.sources and other.sources)
            )
    return list(found.values())
