"""Relations that answer a filter, page by page.

The cursor is the place of the last row, not its rank: a page costs what it shows, wherever it is. It carries the total
of the first page with the mark of the question and of the revision it was counted for; another mark counts again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from api.answers.export import notice
from api.answers.relation_rows import shown_row
from api.document import Document
from graph.asking import Asked, Search
from graph.asking.matching import Place
from graph.model.record import canonical_json
from graph.model.relation_filter import as_json
from graph.model.typography import fine
from graph.store.base import View
from graph.store.cursor import read_cursor, write_cursor

LIMIT_DEFAULT, LIMIT_MAX = 100, 1_000
CAVEAT = fine(
    "Ce sont les relations que disent les sources chargées : ce qu’elles ne disent pas n’est pas « inexistant ». "
    "Un acteur, un projet ou un montant peut tenir plusieurs lignes : event_amount ne s’additionne pas."
)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ends, and the total that its question had."""

    after: Place
    mark: str
    total: int | None

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """Raises InvalidInput for a cursor that no page gave."""
        kind, source, target, role, mark, total = read_cursor(text, 6)
        known = int(total) if total.isascii() and total.isdecimal() and len(total) < 16 else None
        return cls((kind, source, target, role), mark, known)

    def __str__(self) -> str:
        return write_cursor([*self.after, self.mark, str(self.total)])


def relations_document(
    view: View, asked: Asked, *, limit: int = LIMIT_DEFAULT, cursor: str | None = None, seconds: float | None = None
) -> Document:
    """`{revision, filter, seats, limit, total, rows, cursor, truncated, caveat, notice}`.

    Raises InvalidInput, InvalidRecord, UnknownEntity, and StoreUnavailable when `seconds` are over.
    """
    revision = view.revision()
    mark = mark_of(asked, revision)
    given = Cursor.read(cursor) if cursor else None
    search = Search(view, asked, seconds)
    total = given.total if given is not None and given.mark == mark else None
    if total is None and given is not None:
        total = search.page(0).total
    found = search.page(limit, given.after if given else None, counted=total is None)
    total = found.total if total is None else total
    return {
        "revision": revision, "filter": as_json(asked.filter), "seats": asked.seats, "limit": limit, "total": total,
        "rows": [shown_row(match) for match in found.matches],
        "cursor": str(Cursor(found.matches[-1].place, mark, total)) if found.more else None,
        "truncated": found.more, "caveat": CAVEAT, "notice": notice(view),
    }  # fmt: skip


def mark_of(asked: Asked, revision: str) -> str:
    told: Sequence[object] = (revision, as_json(asked.filter), asked.seats)
    return blake2b(canonical_json(told).encode(), digest_size=6).hexdigest()
