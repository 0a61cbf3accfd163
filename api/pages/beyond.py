"""What a picture that was cut leaves out, as aggregates: so many of each kind, so many in each région."""

from collections import Counter
from typing import Any

from api.answers.naming import territory_name
from api.answers.network import LIMIT_MAX, subgraph_document
from api.pages.words import word
from graph.language import _
from graph.store.base import View
from graph.store.views import places_holding

SHOWN = 12


def beyond(view: View, document: Any) -> dict[str, Any] | None:
    """Counts by kind and by région of the nodes within reach that are not drawn; None when all are drawn.

    Read up to 2 000 nodes: `unread` says how many lie farther, of which nothing is counted.
    """
    if not document["truncated"]:
        return None
    chosen = document["chosen"]
    wider: Any = subgraph_document(
        view, document["centre"], document["depth"], LIMIT_MAX, since=chosen["since"], until=chosen["until"]
    )
    drawn = {node["id"] for node in document["nodes"]}
    left = [node for node in wider["nodes"] if node["id"] not in drawn]
    return {
        "kinds": Counter(_kind(node) for node in left).most_common(),
        "places": Counter(place for node in left for place in regions(node)).most_common(SHOWN),
        "unread": wider["total_nodes"] - len(wider["nodes"]),
    }


def _kind(node: Any) -> str:
    profile = node["properties"].get("profile")
    return word(profile, "profile") if profile else word(node["kind"], "kind")


def regions(node: Any) -> set[str]:
    """Names of the régions of its places; a node without a place counts as such."""
    held = {
        larger for place in node["territories"] for larger in places_holding(place) if larger.startswith("region:")
    }  # fmt: skip
    return {territory_name(place) or place for place in held} or {_("lieu non dit")}
