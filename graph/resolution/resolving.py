"""The pass that says who is who in a graph, from all that its claims say: the order of loading does not count.

Registers that wait are called up, mentions compared, actors joined and parted, the machine's judgements put in the
place of those of the pass before. Interrupted, the same pass again completes it.
"""

from dataclasses import dataclass

from graph.identity import Verdict
from graph.resolution.judgements import forget, judgements, keep
from graph.resolution.mentions import mentions_of
from graph.resolution.regrouping import regroup
from graph.resolution.reserve import call_up
from graph.store.base import Changes, Store


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a pass did: ids compared, ids that became another's, pairs put to a person, joins refused."""

    mentions: int
    joined: int
    unsure: int
    refused: int
    changes: Changes


def resolve_actors(store: Store, *, when: str) -> Resolved:
    """`when`: the date that the machine's judgements bear."""
    from graph.identity.resolving import resolve  # numpy and scipy: only when asked

    called = call_up(store)
    mentions = mentions_of(store)
    known = judgements(store)
    found = resolve(mentions, known, when=when)
    changes = called + regroup(store, found.canonical)
    with store.batch():
        forget(store, [each for each in known if each.by_machine])
        keep(store, found.judgements)
    asked = sum(each.verdict is Verdict.UNSURE for each in found.judgements)
    return Resolved(len(mentions), len(found.canonical), asked, len(found.refused), changes)
