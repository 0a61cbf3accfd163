"""Records as the rows given to Neo4j: their fields in one text.

The driver spends more time on the values of a row than on their length, and a row of ten values costs ten times one
text; the server cuts it again at SEPARATOR, which no field may hold.
"""

from graph.errors import InvalidRecord
from graph.model.record import NodeRecord, RelationRecord
from graph.store.search import codes, folded_names
from graph.store.views import link_document, node_document, years

SEPARATOR = "\x1f"
"""Unit separator: escaped in JSON, dropped from names and codes by their folding."""


def node_row(record: NodeRecord) -> str:
    """id, kind, claims, document, names, codes, profile, first and last year; empty where there is none."""
    profile = record.properties.get("profile")
    first, last = years(record)
    return _joined(
        record.id,
        record.kind,
        record.claims_json,
        node_document(record),
        spaced(folded_names(record.labels)),
        " ".join(codes(record)),
        profile if isinstance(profile, str) else "",
        "" if first is None else str(first),
        "" if last is None else str(last),
    )


def relation_row(record: RelationRecord) -> str:
    """source, target, role, claims, document."""
    return _joined(record.source, record.target, record.role, record.claims_json, link_document(record))


def spaced(names: str) -> str:
    """`|a b|c|` as ` | a b | c | `: the index cuts at spaces, and every word stands after one."""
    return names.replace("|", " | ")


def _joined(*fields: str) -> str:
    row = SEPARATOR.join(fields)
    if row.count(SEPARATOR) >= len(fields):
        raise InvalidRecord("id", fields[0], "le caractère de contrôle U+001F n’a pas sa place dans une fiche")
    return row
