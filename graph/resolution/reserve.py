"""Rows of registers that wait beside the graph: those whose actor is named come in, those nobody names any more go out.

A unit is named when another source says its SIREN, or the RNA number that its row gives. What comes in is said by the
register as any claim is; leaving takes just those claims back. Neither depends on what was loaded first.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from graph.model.entities import NodeKind
from graph.model.record import Claim, NodeRecord, RelationRecord
from graph.store.base import Changes, Shelf, Store

AT_ONCE = 5_000
Rows = dict[str, list[Any]]
"""Id as stated → the rows that wait under it."""


def call_up(store: Store) -> Changes:
    """Bring in what is named, send back what is not."""
    said = _said(store)
    waiting = _waiting(store, said)
    named = {each for each, rows in waiting.items() if said[each] - _runs(rows)}
    pointed = {row["see"] for each in named for row in waiting[each] if "see" in row}
    waiting |= _waiting(store, pointed - waiting.keys())
    wanted = named | pointed
    changes = Changes()
    for some in _lots(sorted(wanted & waiting.keys())):
        with store.batch():
            changes += store.merge(*_records(row for each in some for row in waiting[each] if "nodes" in row))
    return changes + _send_back(store, {each: rows for each, rows in waiting.items() if each not in wanted})


def _said(store: Store) -> dict[str, set[str]]:
    """Every id of an actor as stated → the runs that say it."""
    said: dict[str, set[str]] = {}
    for record in store.records_of_kind(NodeKind.ACTOR, ()):
        if isinstance(record, NodeRecord):
            for claim in record.claims:
                said.setdefault(claim.stated(record.id), set()).add(claim.run)
    return said


def _waiting(store: Store, ids: Iterable[str]) -> Rows:
    rows: Rows = {}
    for some in _lots(sorted(ids)):
        for key, text in store.shelf_under(Shelf.RESERVE, [f"{each}|" for each in some]).items():
            rows.setdefault(key.partition("|")[0], []).append(json.loads(text))
    return rows


def _runs(rows: Iterable[Any]) -> set[str]:
    return {row["run"] for row in rows}


def _lots(ids: list[str]) -> Iterator[list[str]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _records(rows: Iterable[Any]) -> tuple[list[NodeRecord], list[RelationRecord]]:
    nodes, relations = [], []
    for row in rows:
        nodes += [
            NodeRecord(id=each["id"], kind=each["kind"], claims=tuple(map(Claim.from_json, each["claims"])))
            for each in row["nodes"]
        ]
        relations += [
            RelationRecord(source=source, type=kind, target=target, role=role, claims=tuple(map(Claim.from_json, said)))
            for source, kind, target, role, said in row["relations"]
        ]
    return nodes, relations


def _send_back(store: Store, unnamed: Rows) -> Changes:
    """Take out what the waiting rows said of these; the rows themselves stay on their shelf."""
    changes = Changes()
    for some in _lots(sorted(unnamed)):
        actors = store.shelf(Shelf.ALIAS, some)
        own = {each: _runs(row for row in unnamed[each] if "nodes" in row) for each in some}
        nodes, relations = store.records_of(sorted({actors.get(each, each) for each in some}))
        with store.batch():
            changes += store.rewrite(
                [replace(node, claims=_left(node.id, node.claims, own)) for node in nodes],
                [replace(tie, claims=_left(tie.source, tie.claims, own)) for tie in relations],
            )
    return changes


def _left(record: str, claims: Iterable[Claim], own: dict[str, set[str]]) -> tuple[Claim, ...]:
    """The claims but those of the waiting rows. Every relation of a row goes out from its actor."""
    return tuple(claim for claim in claims if claim.run not in own.get(claim.stated(record), ()))
