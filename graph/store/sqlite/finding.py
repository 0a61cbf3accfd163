"""Searching in SQLite: the index gives who may match, the rule of `graph.store.search` is applied in SQL."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from graph.store.base import Hit, Hits
from graph.store.search import BEGINNINGS, EXACT, IDENTIFIER, OF_SOURCES, PREFIX, WORDS, Query
from graph.store.sqlite.claims import shown

RANKED = f"""WITH found(key, rank) AS (
    SELECT node, {IDENTIFIER} FROM code WHERE code IN (SELECT value FROM json_each(:codes))
    UNION ALL
    SELECT key, {IDENTIFIER} FROM node WHERE id IN (SELECT value FROM json_each(:ids))
    UNION ALL
    SELECT sheet.key, CASE WHEN instr(sheet.names, :exact) THEN {EXACT}
        WHEN instr(sheet.names, :prefix) THEN {PREFIX} ELSE {WORDS} END
    FROM name_index CROSS JOIN sheet ON sheet.key = name_index.rowid WHERE name_index MATCH :words
), best(key, rank) AS (SELECT key, min(rank) FROM found GROUP BY key)
SELECT node.key, count(*) OVER () FROM best CROSS JOIN node USING (key)
WHERE :kind IS NULL OR node.kind = :kind
ORDER BY best.rank, node.relations DESC, node.id LIMIT :limit"""

FIRST = "SELECT min(id) FROM node WHERE id >= ? AND id < ?"
HITS = f"""SELECT node.key, node.id, node.kind, node.relations, {shown("sheet")} FROM node CROSS JOIN sheet USING (key)
    WHERE node.key IN (SELECT value FROM json_each(?))"""


def search(connection: sqlite3.Connection, text: str, kind: str | None, limit: int) -> Hits:
    query = Query.of(text)
    if not query.words:
        return Hits(text, 0, [])
    rows = connection.execute(RANKED, _parameters(query, _ids(connection, query.codes), kind, max(limit, 1))).fetchall()
    keys = [key for key, _ in rows[:limit]]
    shown = {row[0]: row[1:] for row in connection.execute(HITS, (json.dumps(keys),))}
    return Hits(text, rows[0][1] if rows else 0, [_hit(query, *shown[key]) for key in keys])


def _ids(connection: sqlite3.Connection, codes: Sequence[str]) -> list[str]:
    """What may be the id of what has one of these codes: `untold_codes` are found by themselves."""
    beginnings = [*BEGINNINGS, *(each for prefix in OF_SOURCES for each in _of_sources(connection, prefix))]
    return [*codes, *(f"{beginning}{code}" for beginning in beginnings for code in codes)]


def _of_sources(connection: sqlite3.Connection, prefix: str) -> Iterator[str]:
    """`alliance:scdl:` and the others that are met: from each, one step in the index of ids leads to the next."""
    after, end = f"{prefix}:", f"{prefix};"
    while met := connection.execute(FIRST, (after, end)).fetchone()[0]:
        beginning = met[: met.rindex(":") + 1]
        yield beginning
        after = f"{beginning[:-1]};"


def _parameters(query: Query, ids: Sequence[str], kind: str | None, limit: int) -> dict[str, Any]:
    return {
        "ids": json.dumps(ids),
        "codes": json.dumps(query.codes),
        "exact": f"|{query.phrase}|",
        "prefix": f"|{query.phrase}",
        "words": " ".join(f'"{word}"*' for word in query.words),
        "kind": kind,
        "limit": limit,
    }


def _hit(query: Query, node_id: str, kind: str, relations: int, document_text: str) -> Hit:
    document = json.loads(document_text)
    matched = query.matched(document["labels"])
    return Hit(node_id, kind, document["label"], matched, relations, document["properties"], document["statuses"])
