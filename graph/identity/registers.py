"""Joins that identifiers alone make: an association that gives both its numbers is one actor under both.

A number that two bodies claim proves nothing: an RNA number with two SIREN joins none of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from graph.identity.judgement import RULE, Judgement, Verdict
from graph.identity.mention import Mention
from graph.model.ids import rna_id


def by_registers(mentions: Mapping[str, Mention], when: str) -> Iterator[Judgement]:
    """Between the ids of one RNA number, or of one SIREN, that mentions give."""
    for number, claiming in sorted(_claiming(mentions.values()).items()):
        sirens = {mention.siren for mention in claiming if mention.siren}
        verdict = Verdict.SAME if len(sirens) < 2 else Verdict.UNSURE
        evidence = (
            f"même numéro RNA {number}"
            if verdict is Verdict.SAME
            else f"le numéro RNA {number} est donné par {len(sirens)} SIREN : il ne prouve rien"
        )
        own = rna_id(number)
        for mention in claiming:
            if mention.id != own and own in mentions:
                yield Judgement.of(own, mention.id, verdict, RULE, when=when, evidence=(evidence,))
        first, *others = claiming
        if own not in mentions:
            for mention in others:
                yield Judgement.of(first.id, mention.id, verdict, RULE, when=when, evidence=(evidence,))


def _claiming(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.rna:
            found[mention.rna].append(mention)
    return {number: sorted(each, key=lambda one: one.id) for number, each in found.items() if len(each) > 1}
