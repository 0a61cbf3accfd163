"""Paged lists and search results in Cypher."""

import json
from collections.abc import Iterator, Sequence

from graph.model.record import RelationRecord, claims_from_json
from graph.model.subgraph import LinkView
from graph.store import exports
from graph.store.base import Hit, Hits, Page
from graph.store.cursor import read_cursor
from graph.store.cypher import Ask, Row
from graph.store.cypher.ground import CypherGround
from graph.store.pages import checked_direction, checked_types, page, relation_place
from graph.store.search import Query

LONGEST_TERM = 200
"""Characters of a word given to the index, which cuts words at 255; the query itself compares whole words."""


def relations_of(ask: Ask, node_id: str, types: Sequence[str], direction: str, limit: int, cursor: str | None) -> Page:
    ground = CypherGround(ask)
    node_id = ground.find(node_id).id
    given = {"id": node_id, "types": checked_types(types), "direction": checked_direction(direction)}
    after = read_cursor(cursor, 4) if cursor else ["", "", "", ""]
    ((total,),) = ask("count_relations", **given)
    records = [relation(row) for row in ask("relations", **given, after=after, room=limit + 1)]
    others = sorted({_other_end(record, node_id) for record in records[:limit]})
    return page(records, limit, total, ground.views(others, [0] * len(others)), relation_place)


def acting_in(ask: Ask, territory: str, limit: int, cursor: str | None, seats: bool) -> Page:
    ground = CypherGround(ask)
    territory = ground.find(territory).id
    (after,) = read_cursor(cursor, 1) if cursor else ("",)
    ((total,),) = ask("count_acting_in", id=territory, seats=seats)
    records = [relation(row) for row in ask("acting_in", id=territory, after=after, room=limit + 1, seats=seats)]
    events = [record.source for record in records[:limit]]
    return page(records, limit, total, ground.views(events, [0] * len(events)), lambda last: (last.source,))


def count_acting(ask: Ask, territory: str, seats: bool) -> int:
    ((total,),) = ask("count_acting_in", id=CypherGround(ask).find(territory).id, seats=seats)
    return int(total)


def search(ask: Ask, text: str, kind: str | None, limit: int) -> Hits:
    query = Query.of(text)
    if not query.words:
        return Hits(text, 0, [])
    rows = list(
        ask(
            "search",
            candidates=_candidates(query),
            codes=list(query.codes),
            exact=f"| {query.phrase} |",
            prefix=f"| {query.phrase}",
            words=[f" {word}" for word in query.words],
            kind=kind,
            limit=max(limit, 1),
        )
    )
    return Hits(text, rows[0][0] if rows else 0, [_hit(query, *row[1:]) for row in rows[:limit]])


def relations_from(source: str, links: Sequence[tuple[str, str, str, str]]) -> Iterator[RelationRecord]:
    """All relations of a source, by (type, target, role)."""
    for kind, target, role, claims in sorted(links):
        yield relation((source, kind, target, role, claims))


def links_after(rows: Iterator[Row], after: tuple[str, ...]) -> Iterator[LinkView]:
    """From rows (source, [[target, role, document]]), by source: those that follow `after`."""
    for source, said in rows:
        for target, role, document in sorted(said):
            if (source, target, role) > after:
                yield exports.link(document)


def relation(row: Row) -> RelationRecord:
    source, kind, target, role, claims = row
    return RelationRecord(source=source, type=kind, target=target, role=role, claims=claims_from_json(claims))


def _other_end(record: RelationRecord, node_id: str) -> str:
    return record.target if record.source == node_id else record.source


def _candidates(query: Query) -> str:
    """In the language of Lucene. Words are letters and digits only; a code is quoted, so no sign in it commands."""
    words = " AND ".join(f"names:{word[:LONGEST_TERM]}*" for word in query.words)
    codes = [code.replace("\\", "\\\\").replace('"', '\\"') for code in query.codes]
    return " OR ".join([f"({words})", *(f'codes:"{code}"' for code in codes)])


def _hit(query: Query, node_id: str, kind: str, relations: int, document_text: str) -> Hit:
    document = json.loads(document_text)
    matched = query.matched(document["labels"])
    return Hit(node_id, kind, document["label"], matched, relations, document["properties"], document["statuses"])
