"""The gap table: which territories have fewer alliances than expected, and where nothing can be said."""

from api.document import Document
from graph.errors import NotResolvable
from graph.model.levels import Level
from graph.store.base import View


def gaps_document(view: View, level: Level, status: str | None = None) -> Document:
    """The table of interfaces.md §6. Raises InvalidInput, and NotResolvable where too little is known.

    `status`: `reel` or `synthetique`, which records are counted, never both; unsaid, the real ones where there are any.
    """
    del view, level, status
    raise NotResolvable("L’analyse des écarts n’est pas disponible.")
