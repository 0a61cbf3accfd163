"""Who is who, in one pass: people's judgements first, then identifiers, then names; a group for each actor."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from graph.identity.grouping import Groups, apart, by_pair, surest_first
from graph.identity.judgement import RULE, Judgement, Verdict
from graph.identity.matching import by_names
from graph.identity.mention import Mention
from graph.identity.registers import by_registers


@dataclass(slots=True)
class Resolution:
    """`canonical`: id as stated → id of the actor, for those that are another's. `judgements`: the machine's, by pair;
    `refused`: joins that could not be, kept as unsure with the reason.
    """

    canonical: dict[str, str] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    refused: list[Judgement] = field(default_factory=list)


def resolve(mentions: Iterable[Mention], judgements: Iterable[Judgement] = (), *, when: str = "") -> Resolution:
    """The same for the same mentions and the same people's judgements, in whatever order either comes.

    Judgements of machines among `judgements` are those of an earlier pass: they are made anew. `when` dates the new.
    """
    known = {mention.id: mention for mention in mentions}
    people = [each for each in judgements if not each.by_machine]
    decided = by_pair(people)
    machine = [each for each in _one_by_pair(known, when) if each.pair not in decided]
    groups = Groups(known, apart(people))
    refused: dict[tuple[str, str], Judgement] = {}
    for each in surest_first([*people, *machine]):
        if each.verdict is Verdict.SAME and (reason := groups.join(each.left, each.right)):
            refused[each.pair] = replace(
                each, verdict=Verdict.UNSURE, by=each.by if each.by_machine else RULE, when=when,
                evidence=(*each.evidence, reason),
            )  # fmt: skip
    made = {each.pair: each for each in machine} | refused
    return Resolution(groups.canonical(), [made[pair] for pair in sorted(made)], list(refused.values()))


def _one_by_pair(known: dict[str, Mention], when: str) -> list[Judgement]:
    """Identifiers win over names; a number that a third party found is worth asking, no more."""
    made = {each.pair: each for each in by_names(known, when)}
    for each in _third_party(known, when):
        made.setdefault(each.pair, each)
    made.update((each.pair, each) for each in by_registers(known, when))
    return [made[pair] for pair in sorted(made)]


def _third_party(known: dict[str, Mention], when: str) -> Iterable[Judgement]:
    for mention in known.values():
        possible = f"siren:{mention.possible_siren}"
        if mention.possible_siren and mention.siren is None and possible in known and possible != mention.id:
            evidence = f"SIREN {mention.possible_siren} trouvé par un tiers d’après le nom"
            yield Judgement.of(mention.id, possible, Verdict.UNSURE, RULE, when=when, evidence=(evidence,))
