"""Who is who, against labels that were hidden: precision and recall of what is joined, with and without the sources.

The thresholds are frozen with the model; the test's actors trained nothing (docs/identite.md).
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence

from graph.identity.judgement import Verdict
from graph.identity.mention import Mention
from graph.identity.model import probabilities
from graph.identity.resolving import resolve
from scripts.bench.measure import Measure, timed
from scripts.identity.labelled import as_mentions, tested
from scripts.identity.laboratories import laboratories
from scripts.identity.pairs import compare, found_among_first, worth

PART = "identity"
MOST = 40
"""Candidates of each spelling when the first five are looked at."""


def identity() -> Iterator[Measure]:
    labelled = tested()
    names, labels = [each.name for each in labelled], [each.siren for each in labelled]
    for sources, precision, recall in ((False, 0.95, 0.20), (True, 0.97, 0.28)):
        mentions = as_mentions(labelled, sources=sources, places=False)
        known = "names and sources" if sources else "names alone"
        yield from judged(known, mentions, labels, names, precision, recall)
        if sources:
            yield from by_sources([each.source for each in labelled], mentions, labels)
        pairs = compare(mentions, labels, MOST)
        likely = probabilities(pairs.measures, pairs.left, pairs.right, pairs.size)
        share = found_among_first(pairs, likely)
        yield Measure(PART, f"{known}: partner among the first 5 candidates", share, "", 0.88, at_least=True)
    yield from of_laboratories()


def judged(
    known: str, mentions: list[Mention], labels: list[str], names: list[str], precision: float, recall: float
) -> Iterator[Measure]:
    found = resolve(mentions)
    groups = [found.canonical.get(each.id, each.id) for each in mentions]
    raw, adjudicated = worth(labels, groups), worth(labels, groups, names)
    yield Measure(PART, f"{known}: precision of merges", raw.precision, "", precision, at_least=True)
    yield Measure(PART, f"{known}: the same, twins of one name and département apart", adjudicated.precision, "")
    yield Measure(PART, f"{known}: recall of merges", raw.recall, "", recall, at_least=True)
    label = {mention.id: siren for mention, siren in zip(mentions, labels, strict=True)}
    asked = [each for each in found.judgements if each.verdict is Verdict.UNSURE]
    right = sum(label[each.left] == label[each.right] for each in asked)
    yield Measure(PART, f"{known}: unsure pairs", len(asked), "")
    yield Measure(PART, f"{known}: share of the unsure pairs that are one actor", right / max(1, len(asked)), "")


def by_sources(sources: Sequence[str], mentions: list[Mention], labels: Sequence[str]) -> Iterator[Measure]:
    """Precision and recall of the pairs of each two sources, where there are at least 20 to find."""
    found = resolve(mentions)
    groups: dict[str, list[int]] = {}
    actors: dict[str, list[int]] = {}
    for rank, mention in enumerate(mentions):
        groups.setdefault(found.canonical.get(mention.id, mention.id), []).append(rank)
        actors.setdefault(labels[rank], []).append(rank)
    made, there = _counted(groups, sources, labels), _counted(actors, sources, labels)
    for pair, (right, _) in sorted(there.items()):
        if right >= 20:
            joined, wrong = made.get(pair, (0, 0))
            yield Measure(PART, f"{pair}: precision", joined / max(1, joined + wrong), "")
            yield Measure(PART, f"{pair}: recall, of {right} pairs", joined / right, "")


def _counted(groups: dict[str, list[int]], sources: Sequence[str], labels: Sequence[str]) -> dict[str, tuple[int, int]]:
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for members in groups.values():
        for rank, one in enumerate(members):
            for other in members[:rank]:
                pair = " and ".join(sorted((sources[one], sources[other])))
                (right if labels[one] == labels[other] else wrong)[pair] += 1
    return {pair: (right[pair], wrong[pair]) for pair in {*right, *wrong}}


def of_laboratories() -> Iterator[Measure]:
    mentions, codes = laboratories()
    shuffled = random.Random(1).sample(mentions, len(mentions))
    seconds, found = timed(lambda: resolve(shuffled))
    made = worth(codes, [found.canonical.get(each.id, each.id) for each in mentions])
    yield Measure(PART, "laboratories: precision of merges", made.precision, "", 0.98, at_least=True)
    yield Measure(PART, "laboratories: recall of merges", made.recall, "", 0.15, at_least=True)
    yield Measure(PART, "laboratories: the whole pass", seconds, "s", 60)
