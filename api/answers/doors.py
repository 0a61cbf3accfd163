"""One worked example for each kind of reader of the home page, taken from the graph as it stands.

None of them is an analysis: facets of selections and one reading of the participations, kept by revision.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from api.answers.selected import Selections, facets_document
from api.cache import Overloaded
from api.document import Document
from graph.asking import Asked
from graph.asking.facets import all_of
from graph.errors import NotResolvable, StoreError
from graph.model.relation_filter import Leaf
from graph.store.base import View

TAKES_PART = Leaf("type", ("PARTICIPATES_IN",))
FEWEST_PARTNERS = 2
"""A project of one partner has no network to show."""


def doors_document(selections: Selections) -> Document:
    """`{researcher, adviser, journalist}`; each is None where the graph has nothing to show for it."""
    try:
        roles, regions = _facets(selections, "role"), _regions(_facets(selections, "territory"))
        role = _most(roles)
        by_role = _regions(_facets(selections, "territory", Leaf("role", (role,)))) if role else {}
        journalist = selections.cache.get(
            (selections.view.revision(), "most partners"), lambda: {"found": _most_partners(selections.view)}
        )["found"]
    except (NotResolvable, Overloaded, StoreError):  # too large, busy or slow: the doors stay, without example
        return {"researcher": None, "adviser": None, "journalist": None}
    place, region = _most(by_role), _most(regions)
    return {
        "researcher": {"role": role, "territory": place, "count": by_role[place]} if role and place else None,
        "adviser": {"region": region, "count": regions[region]} if region else None,
        "journalist": journalist,
    }


def last_load(view: View) -> str | None:
    """When the last finished load was made; None where nothing is loaded."""
    return max((run.loaded_at for run in view.runs() if not run.open and run.loaded_at), default=None)


def _facets(selections: Selections, name: str, *more: Leaf) -> Mapping[str, int]:
    document: Any = selections.once(Asked(all_of((TAKES_PART, *more))), "facets", facets_document)
    counted: Mapping[str, int] = document["facets"][name]
    return counted


def _regions(territories: Mapping[str, int]) -> Mapping[str, int]:
    return {code: count for code, count in territories.items() if code.startswith("region:")}


def _most(counted: Mapping[str, int]) -> str | None:
    """The most frequent; of equals, the first in the order of codes, so that the page does not change by itself."""
    return min((code for code in counted if code), key=lambda code: (-counted[code], code), default=None)


def _most_partners(view: View) -> Document | None:
    partners: dict[str, set[str]] = defaultdict(set)
    for actor, event in view.participations():
        partners[event].add(actor)
    found = _most({event: len(actors) for event, actors in partners.items() if len(actors) >= FEWEST_PARTNERS})
    if found is None:
        return None
    label = next((node["label"] for node in view.nodes([found])), found)
    return {"id": found, "label": label, "partners": len(partners[found])}
