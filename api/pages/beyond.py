"""What a picture that was cut leaves out, in tables: so many of each kind, so many in each région."""

from collections import Counter
from typing import Any

from api.answers.aggregates import regions_of
from api.answers.naming import territory_name
from api.answers.network import LIMIT_MAX, neighbourhood
from api.pages.words import word
from graph.language import _
from graph.model.subgraph import Subgraph
from graph.store.base import View
from visualisations.aggregates import UNKNOWN, WORDS

SHOWN = 12


def beyond(view: View, document: Any, whole: Subgraph | None = None) -> dict[str, Any] | None:
    """Counts by kind and by région of the nodes within reach that are not drawn; None when all are drawn.

    `whole` is what was read for the picture, else up to 2 000 nodes are: `unread` says how many lie farther, of which
    nothing is counted.
    """
    if not document["truncated"]:
        return None
    if whole is None:
        chosen = document["chosen"]
        whole = neighbourhood(
            view, document["centre"], document["depth"], LIMIT_MAX, since=chosen["since"], until=chosen["until"]
        )
    drawn = {node["id"] for node in document["nodes"]}
    left = [node for node in whole.nodes if node["id"] not in drawn]
    return {
        "kinds": Counter(_kind(node) for node in left).most_common(),
        "places": Counter(place for node in left for place in regions(node)).most_common(SHOWN),
        "unread": whole.total_nodes - len(whole.nodes),
    }


def _kind(node: Any) -> str:
    profile = node["properties"].get("profile")
    return word(profile, "profile") if profile else word(node["kind"], "kind")


def regions(node: Any) -> set[str]:
    """Names of the régions of its places; a node without a place counts as such."""
    return {territory_name(place) or place for place in regions_of(node["territories"])} or {_(WORDS[UNKNOWN])}
