"""Records as the properties Neo4j keeps of them."""

from typing import Any, TypeAlias

from graph.model.record import NodeRecord, RelationRecord
from graph.store.search import codes, folded_names
from graph.store.views import link_document, node_document, years

Said: TypeAlias = dict[str, Any]


def node_properties(record: NodeRecord) -> Said:
    """All that a node carries; None removes what is no longer said."""
    first, last = years(record)
    return {
        "id": record.id,
        "kind": record.kind,
        "claims": record.claims_json,
        "document": node_document(record),
        "names": spaced(folded_names(record.labels)),
        "codes": " ".join(codes(record)),
        "profile": record.properties.get("profile"),
        "first": first,
        "last": last,
    }


def relation_properties(record: RelationRecord) -> Said:
    return {"role": record.role, "claims": record.claims_json, "document": link_document(record)}


def spaced(names: str) -> str:
    """`|a b|c|` as ` | a b | c | `: the index cuts at spaces, and every word stands after one."""
    return names.replace("|", " | ")
