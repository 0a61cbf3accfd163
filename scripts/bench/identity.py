"""Who is who, against labels that were hidden: precision and recall of what is joined, with and without the sources.

The cuts are frozen with the model; the test's actors trained nothing (docs/identite.md). The disagreements that look
like label errors are printed, and the precision is given with them and without.
"""

import random
from collections.abc import Iterator

from graph.identity.resolving import resolve
from scripts.bench.measure import Measure, timed
from scripts.identity.labels import Labelled, gold_pairs, half, laboratories, tested
from scripts.identity.scores import Outcome, found_among_first, outcome

PART = "identity"
SHOWN, FEW = 40, 20
"""Disagreements printed; true pairs of two sources from which their figures are given."""


def identity() -> Iterator[Measure]:
    labelled = tested()
    for publisher, precision, recall in ((False, 0.95, 0.20), (True, 0.97, 0.28)):
        known = "names and sources" if publisher else "names alone"
        yield from _judged(known, labelled, publisher=publisher, precision=precision, recall=recall)
        share = found_among_first(labelled, publisher=publisher)
        yield Measure(PART, f"{known}: partner among the first 5 candidates", share, "", 0.88, at_least=True)
    yield from _laboratories()
    yield from _gold(labelled)


def _judged(
    known: str, labelled: list[Labelled], *, publisher: bool, precision: float, recall: float
) -> Iterator[Measure]:
    seconds, found = timed(lambda: outcome(labelled, publisher=publisher))
    yield Measure(PART, f"{known}: precision of merges", found.precision, "", precision, at_least=True)
    yield Measure(PART, f"{known}: the same, {len(found.twins)} twins counted right", found.adjudicated, "")
    yield Measure(PART, f"{known}: recall of merges", found.recall, "", recall, at_least=True)
    right = sum(found.agrees(each.pair) for each in found.unsure)
    yield Measure(PART, f"{known}: unsure pairs", len(found.unsure), "")
    yield Measure(PART, f"{known}: share of the unsure pairs that are one actor", right / max(1, len(found.unsure)), "")
    yield Measure(PART, f"{known}: recall that the unsure would add", right / found.true, "")
    yield Measure(PART, f"{known}: the whole pass", seconds, "s", 60)
    if publisher:
        yield from _by_sources(found)
    _print(known, found)


def _by_sources(found: Outcome) -> Iterator[Measure]:
    for (one, other), (joined, right, asked, asked_right, true) in found.by_sources().items():
        if true >= FEW:
            pair = f"{one} and {other}"
            yield Measure(PART, f"{pair}: precision of {joined} merges", right / max(1, joined), "")
            yield Measure(PART, f"{pair}: recall, of {true} pairs", right / true, "")
            yield Measure(PART, f"{pair}: share right of {asked} unsure pairs", asked_right / max(1, asked), "")


def _print(known: str, found: Outcome) -> None:
    for left, right in found.disagreements()[:SHOWN]:
        one, other = found.by_id[left], found.by_id[right]
        mark = "looks like one actor with two numbers" if (left, right) in found.twins else "disagreement"
        said = " | ".join(f"{each.source} {each.name} [{each.label}]" for each in (one, other))
        print(f"    {known}, {mark}: {said}")


def _laboratories() -> Iterator[Measure]:
    units = laboratories()
    shuffled = random.Random(1).sample(units, len(units))
    yield from _judged("laboratories", shuffled, publisher=True, precision=0.98, recall=0.15)
    held = [each for each in units if half(each.label)]
    yield from _judged("laboratories never learnt from", held, publisher=True, precision=0.98, recall=0.15)


def _gold(labelled: list[Labelled]) -> Iterator[Measure]:
    """Recall alone: every pair of two actors in that file bears one name."""
    pairs = [pair for pair in gold_pairs() if pair.same]
    mentions = {(each.label, each.name): each.mention(publisher=True) for each in labelled}
    canonical = resolve(mentions.values()).canonical
    known = [
        (mentions[pair.label, pair.left].id, mentions[pair.label, pair.right].id)
        for pair in pairs
        if (pair.label, pair.left) in mentions and (pair.label, pair.right) in mentions
    ]
    hits = sum(canonical.get(one, one) == canonical.get(other, other) for one, other in known)
    yield Measure(PART, f"gold pairs: recall of merges, of {len(known)} pairs", hits / max(1, len(known)), "")
