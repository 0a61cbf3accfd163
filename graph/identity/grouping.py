"""From judgements to groups: which ids are one actor, and which joins cannot be.

Joins are taken from the surest to the least sure. One that would bring two numbers of one register together, or two ids
that a person said to be two actors, is refused and kept as unsure: nothing is joined by way of a third.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.identity.judgement import Judgement, Verdict
from graph.identity.mention import Mention
from graph.model import ids


@dataclass(slots=True)
class _Group:
    members: list[str]
    sirens: set[str]
    rnas: set[str]


@dataclass(slots=True)
class Groups:
    """Grown one join at a time. `apart`: pairs that a person said to be two actors."""

    mentions: Mapping[str, Mention]
    apart: set[tuple[str, str]]
    _groups: dict[str, _Group] = field(default_factory=dict)

    def join(self, one: str, other: str) -> str | None:
        """None when done; else, in French, why they cannot be one actor."""
        left, right = self._of(one), self._of(other)
        if left is right:
            return None
        if reason := self._contradiction(left, right):
            return reason
        left.members += right.members
        left.sirens |= right.sirens
        left.rnas |= right.rnas
        for member in right.members:
            self._groups[member] = left
        return None

    def canonical(self) -> dict[str, str]:
        """Id as stated → id of its actor, for those that are another's."""
        found = {}
        for stated, group in self._groups.items():
            if (actor := ids.strongest(*group.members)) != stated:
                found[stated] = actor
        return dict(sorted(found.items()))

    def _of(self, stated: str) -> _Group:
        if stated not in self._groups:
            mention = self.mentions.get(stated)
            numbers = ({mention.siren} - {None}, {mention.rna} - {None}) if mention else (set(), set())
            self._groups[stated] = _Group([stated], *numbers)  # type: ignore[arg-type]
        return self._groups[stated]

    def _contradiction(self, left: _Group, right: _Group) -> str | None:
        if len(sirens := left.sirens | right.sirens) > 1:
            return f"deux SIREN : {', '.join(sorted(sirens))}"
        if len(rnas := left.rnas | right.rnas) > 1:
            return f"deux numéros RNA : {', '.join(sorted(rnas))}"
        for one in left.members:
            for other in right.members:
                if (min(one, other), max(one, other)) in self.apart:
                    return f"une personne a jugé que {one} et {other} sont deux acteurs"
        return None


def surest_first(judged: Iterable[Judgement]) -> list[Judgement]:
    """People first, then identifiers, then the model by probability, then by pair: no order of reading counts."""
    return sorted(judged, key=lambda each: (each.by_machine, -(each.score or 1.0), each.pair, each.by))


def apart(judged: Sequence[Judgement]) -> set[tuple[str, str]]:
    return {each.pair for each in judged if each.verdict is Verdict.DIFFERENT}


def by_pair(judged: Iterable[Judgement]) -> dict[tuple[str, str], list[Judgement]]:
    found: defaultdict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for each in judged:
        found[each.pair].append(each)
    return found
