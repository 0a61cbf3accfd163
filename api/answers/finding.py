"""Searching by name or identifier."""

from api.document import Document, document_of
from graph.store.base import View


def search_document(view: View, text: str, kind: str | None = None, limit: int = 20) -> Document:
    """`{text, kind, limit, total, truncated, hits: [{id, kind, label, matched, relations, properties, statuses}]}`.

    Ordered by the store's stated rule: identifier, exact name, prefix, all words; then relations; then id.
    """
    found = view.search(text, kind=kind, limit=limit)
    return {
        "revision": view.revision(),
        "text": text,
        "kind": kind,
        "limit": limit,
        "total": found.total,
        "truncated": found.total > len(found.hits),
        "hits": [document_of(hit) for hit in found.hits],
    }
