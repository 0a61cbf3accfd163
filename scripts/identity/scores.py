"""How well actors are told apart: pairs of mentions joined, proposed and missed, against the labels."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.identity import Verdict, table
from graph.identity.judgement import Judgement
from graph.identity.resolving import Resolution, resolve
from graph.identity.scoring import scored
from scripts.identity.labels import Labelled

Pair = tuple[str, str]
FIRST, LOOKED_AT = 5, 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one pass over labelled mentions; pairs are of mentions, within the groups that joins by way of a third make.

    `twins`: joined pairs of two labels that look like one actor (`looks_alike`).
    """

    by_id: Mapping[str, Labelled]
    resolution: Resolution
    joined: tuple[Pair, ...]
    true: int
    twins: frozenset[Pair]

    @property
    def right(self) -> int:
        return sum(self.agrees(pair) for pair in self.joined)

    def agrees(self, pair: Pair) -> bool:
        return self.by_id[pair[0]].label == self.by_id[pair[1]].label

    @property
    def precision(self) -> float:
        return self.right / max(1, len(self.joined))

    @property
    def recall(self) -> float:
        return self.right / max(1, self.true)

    @property
    def adjudicated(self) -> float:
        """Precision with the twins counted right."""
        return (self.right + len(self.twins)) / max(1, len(self.joined))

    @property
    def unsure(self) -> list[Judgement]:
        return [each for each in self.resolution.judgements if each.verdict is Verdict.UNSURE]

    def disagreements(self) -> list[Pair]:
        return [pair for pair in self.joined if not self.agrees(pair)]

    def by_sources(self) -> dict[Pair, tuple[int, int, int, int, int]]:
        """Pair of sources → joined, of which right, unsure, of which right, true; the most frequent first."""
        found: defaultdict[Pair, list[int]] = defaultdict(lambda: [0] * 5)
        for start, pairs in ((0, self.joined), (2, [each.pair for each in self.unsure])):
            for pair in pairs:
                counts = found[self._sources(*pair)]
                counts[start] += 1
                counts[start + 1] += self.agrees(pair)
        for pair in _pairs(_grouped((each.label, stated) for stated, each in self.by_id.items())):
            found[self._sources(*pair)][4] += 1
        ordered = sorted(found.items(), key=lambda item: (-item[1][4], item[0]))
        return {sources: (a, b, c, d, e) for sources, (a, b, c, d, e) in ordered}

    def _sources(self, left: str, right: str) -> Pair:
        one, other = sorted((self.by_id[left].source, self.by_id[right].source))
        return one, other


def outcome(labelled: Sequence[Labelled], *, publisher: bool) -> Outcome:
    by_id = {each.mention(publisher=publisher).id: each for each in labelled}
    resolution = resolve(each.mention(publisher=publisher) for each in labelled)
    joined = tuple(_pairs(_grouped((resolution.canonical.get(each, each), each) for each in sorted(by_id))))
    counts = Counter(each.label for each in labelled)
    twins = frozenset(pair for pair in joined if looks_alike(by_id[pair[0]], by_id[pair[1]]))
    return Outcome(by_id, resolution, joined, sum(n * (n - 1) // 2 for n in counts.values()), twins)


def _grouped(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for group, member in pairs:
        found[group].append(member)
    return list(found.values())


def _pairs(groups: Iterable[list[str]]) -> list[Pair]:
    return [(one, other) for group in groups for number, one in enumerate(group) for other in group[number + 1 :]]


def looks_alike(one: Labelled, other: Labelled) -> bool:
    """Whether two labels look like one actor registered twice: one normalised name, and no two départements.

    A fixed rule, so that nobody adjudicates in favour of the figure. The publisher's département counts where the name
    says none.
    """
    if one.label == other.label:
        return False
    lines = table.read([each.mention(publisher=True) for each in (one, other)]).readings
    first, second = ([line for line in lines if line.mention == rank][0] for rank in (0, 1))
    places = [{*line.departements} or {*line.publishers} for line in (first, second)]
    alike = first.squashed == second.squashed and first.numbers == second.numbers
    return alike and not (places[0] and places[1] and places[0].isdisjoint(places[1]))


def found_among_first(labelled: Sequence[Labelled], *, publisher: bool) -> float:
    """Share of the mentions that have a partner whose first candidates hold one.

    By score; where the model sees nothing, an acronym that fits goes before what merely reads alike.
    """
    pairs = scored([each.mention(publisher=publisher) for each in labelled], nearest=LOOKED_AT)
    order = np.argsort(-(pairs.score + 0.02 * pairs.cosine + 0.1 * pairs.initials_fit()), kind="stable")
    seen, found = Counter[int](), set[int]()
    for left, right in zip(pairs.left[order].tolist(), pairs.right[order].tolist(), strict=True):
        for one, other in ((left, right), (right, left)):
            if seen[one] < FIRST:
                seen[one] += 1
                if labelled[one].label == labelled[other].label:
                    found.add(one)
    counts = Counter(each.label for each in labelled)
    return len(found) / max(1, sum(counts[each.label] > 1 for each in labelled))
