"""Where too little is known to answer: the page says why, its data twins keep the error."""

from collections.abc import Callable
from typing import Any

from fastapi import Request

from api.document import Document
from graph.errors import NotResolvable


def answered(request: Request, compute: Callable[[], Document], empty: Document) -> tuple[Any, str | None]:
    """The document and None, or `empty` and the reason. Raises NotResolvable for a `.json` or `.csv`."""
    try:
        return compute(), None
    except NotResolvable as refusal:
        if request.url.path.endswith((".json", ".csv")):
            raise
        return empty, refusal.message
