"""Giving each actor the records of all that was said of it, under one id, and taking them apart again.

A claim keeps the id that its source said (`Claim.said_of`); which record it stands on follows from the aliases alone.
So joining two actors and parting them are one operation: set the aliases, and put each claim where they send it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.model.record import Claim, NodeRecord, RelationRecord, merge_claims
from graph.store.base import Changes, Shelf, Store

AT_ONCE = 500
"""Ids moved in one transaction, or the actors that one of them binds together where they are more."""

Key = tuple[str, str, str, str]


def regroup(store: Store, canonical: Mapping[str, str]) -> Changes:
    """Make the aliases of the store those of `canonical` (id as stated → id of the actor; itself where absent).

    Interrupted, what was done stays done and the same call completes it.
    """
    known = store.shelf(Shelf.ALIAS)
    wanted = {stated: actor for stated, actor in canonical.items() if stated != actor}
    moved = sorted(stated for stated in {*known, *wanted} if known.get(stated) != wanted.get(stated))
    changes = Changes()
    for together in _together(moved, known, wanted):
        with store.batch():
            changes += _move(store, together, known, wanted)
    return changes


def _together(moved: Sequence[str], known: Mapping[str, str], wanted: Mapping[str, str]) -> Iterator[list[str]]:
    """The moved ids in lots: those that leave or join one actor stay in one."""
    lots = _bound(moved, known, wanted)
    waiting: list[str] = []
    for lot in lots:
        waiting += lot
        if len(waiting) >= AT_ONCE:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _bound(moved: Sequence[str], known: Mapping[str, str], wanted: Mapping[str, str]) -> list[list[str]]:
    root: dict[str, str] = {}

    def find(one: str) -> str:
        while root.setdefault(one, one) != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    for stated in moved:
        for actor in (known.get(stated, stated), wanted.get(stated, stated)):
            root[find(actor)] = find(stated)
    lots: defaultdict[str, list[str]] = defaultdict(list)
    for stated in moved:
        lots[find(stated)].append(stated)
    return list(lots.values())


def _move(store: Store, moved: list[str], known: Mapping[str, str], wanted: Mapping[str, str]) -> Changes:
    touched = {actor for stated in moved for actor in (known.get(stated, stated), wanted.get(stated, stated))}
    nodes, relations = store.records_of(sorted(touched))
    changes = store.rewrite(_nodes(nodes, wanted), _relations(relations, wanted))
    store.drop(Shelf.ALIAS, [stated for stated in moved if stated not in wanted])
    store.put(Shelf.ALIAS, {stated: wanted[stated] for stated in moved if stated in wanted})
    return changes


def _nodes(nodes: Iterable[NodeRecord], wanted: Mapping[str, str]) -> list[NodeRecord]:
    """The records as the aliases want them; those that nothing is said of any more come empty."""
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    kinds: dict[str, str] = {}
    for node in nodes:
        kinds.setdefault(node.id, node.kind)
        for claim in node.claims:
            stated = claim.stated(node.id)
            actor = wanted.get(stated, stated)
            kinds.setdefault(actor, node.kind)
            claims[actor].append(replace(claim, said_of=() if stated == actor else (stated,)))
    return [NodeRecord(id=each, kind=kind, claims=merge_claims(claims[each])) for each, kind in kinds.items()]


def _relations(relations: Iterable[RelationRecord], wanted: Mapping[str, str]) -> list[RelationRecord]:
    claims: defaultdict[Key, list[Claim]] = defaultdict(list)
    for tie in relations:
        claims.setdefault(tie.key, [])
        for claim in tie.claims:
            source, target = claim.said_of or (tie.source, tie.target)
            ends = (wanted.get(source, source), wanted.get(target, target))
            said = () if ends == (source, target) else (source, target)
            claims[ends[0], tie.type, ends[1], tie.role].append(replace(claim, said_of=said))
    return [
        RelationRecord(source=source, type=kind, target=target, role=role, claims=merge_claims(said))
        for (source, kind, target, role), said in claims.items()
    ]
