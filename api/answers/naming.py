"""Names of what an id stands for: of territories from the reference file, known before anything is loaded; of the rest
from the graph.
"""

from collections.abc import Iterable

from api.document import Document
from graph.errors import UnknownEntity
from graph.model.levels import split_territory
from graph.store.base import View
from graph.territories import reference


def territory_name(territory_id: str) -> str | None:
    """The name in force, None for a territory the reference does not know."""
    try:
        return reference.name_of(territory_id)
    except (UnknownEntity, ValueError, KeyError):
        return None


def labels(view: View, ids: Iterable[str]) -> dict[str, str]:
    """Id → label of those of the ids that the graph holds."""
    wanted = sorted(set(ids))
    return {node["id"]: node["label"] for node in view.nodes(wanted)} if wanted else {}


def territory_ref(territory_id: str) -> Document:
    """`{id, level, code, name}` of a territory id."""
    level, code = split_territory(territory_id)
    return {"id": territory_id, "level": level.value, "code": code, "name": territory_name(territory_id)}
