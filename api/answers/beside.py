"""The territories that one touches, with what the gap table says of each: read beside it, never compared with it."""

from collections.abc import Mapping
from typing import Any

from api.answers.naming import territory_ref
from api.document import Document
from graph.model.levels import Level, split_territory
from graph.territories.neighbours import land_neighbours

TOLD = ("observed", "expected", "verdict", "data_state")
NOT_KNOWN = "Voisins non connus : les contours livrés s’arrêtent aux départements."
NONE = {
    "region:94": "Aucune région voisine par la terre : c’est une île.",
    "region:03": "Aucune région française voisine par la terre : elle touche le Brésil et le Suriname.",
    "departement:973": "Aucun département français voisin par la terre : il touche le Brésil et le Suriname.",
}
"""Where the reason is not the sea alone."""
ISLAND = {
    Level.REGION: "Aucune région voisine par la terre : la mer l’entoure.",
    Level.DEPARTEMENT: "Aucun département voisin par la terre : la mer l’entoure.",
}


def neighbours_document(territory_id: str, rows: Mapping[str, Any]) -> Document:
    """`{known, reason, rows: [{territory, observed, expected, verdict, data_state}]}`; `rows`: the gap table by id.

    `known` false where no outline tells; `reason` says why there is no row. A neighbour that the table leaves out has
    null for all that it says.
    """
    found = land_neighbours(territory_id)
    if found is None:
        return {"known": False, "reason": NOT_KNOWN, "rows": []}
    level, _ = split_territory(territory_id)
    reason = None if found else NONE.get(territory_id, ISLAND[level])
    return {"known": True, "reason": reason, "rows": [_row(other, rows.get(other) or {}) for other in found]}


def _row(territory_id: str, said: Mapping[str, Any]) -> Document:
    return {"territory": territory_ref(territory_id), **{name: said.get(name) for name in TOLD}}
