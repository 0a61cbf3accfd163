"""Cursors of paged lists: the key of the last row given, as one opaque word. The same on both stores."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

from graph.errors import InvalidInput
from graph.model.record import canonical_json


def write_cursor(key: Sequence[str]) -> str:
    return urlsafe_b64encode(canonical_json(list(key)).encode()).decode().rstrip("=")


def read_cursor(cursor: str, parts: int) -> list[str]:
    """The key in the cursor; raises InvalidInput when no page gave it."""
    try:
        key = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        key = None
    if not isinstance(key, list) or len(key) != parts or not all(isinstance(part, str) for part in key):
        raise InvalidInput(
            f"Curseur inconnu : « {cursor[:40]} ». Attendu celui de la page précédente, ou aucun pour la première page."
        )
    return key
