"""Communities, and links between régions, as documents; where they are out of reach, the reason in their place."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from api.answers.naming import labels, territory_name
from api.document import Document
from graph.errors import NotResolvable
from graph.model.levels import Level
from graph.model.scores import rounded
from graph.model.typography import count, fine, listed
from graph.store.base import View
from graph.territories import reference
from graph.vocabulary import actor_kinds
from visualisations.centres import centres

if TYPE_CHECKING:
    from graph.analysis.portraits import Portrait, Trait
    from graph.analysis.structure import Structure
    from graph.project import TwoMode
    from graph.surroundings import Surroundings

NAMED = 5


def communities_part(
    view: View, network: "TwoMode", found: "Structure", around: "Surroundings", limit: int
) -> Document:
    """`{total, stability, seeds, engine, modularity, rows, meetings, reason}`; rows are numbered by size from 0."""
    from graph.analysis.communities import communities, meetings
    from graph.analysis.portraits import portraits

    try:
        grouped = communities(found.links, found.seed)
    except NotResolvable as refusal:
        return {"total": None, "rows": [], "meetings": [], "reason": fine(refusal.message)}
    labels = grouped.best.labels
    partners = found.links.neighbour_counts.tolist()
    told = portraits(network, around, labels, partners, limit)
    words = _words(view, told)
    return {
        "total": int(labels.max(initial=-1)) + 1,
        "fewest": grouped.fewest,
        "most": grouped.most,
        "stability": None if grouped.stability is None else rounded(grouped.stability),
        "seeds": [min(grouped.seeds), max(grouped.seeds)],
        "engine": grouped.best.engine,
        "modularity": rounded(grouped.best.modularity),
        "leiden_modularity": rounded(grouped.leiden.modularity) if grouped.leiden else None,
        "leiden_agreement": None if grouped.agreement is None else rounded(grouped.agreement),
        "rows": [_community(network, each, words) for each in told],
        "meetings": [
            {"one": each.one, "other": each.other, "observed": rounded(each.observed),
             "expected": rounded(each.expected), "ratio": rounded(each.observed / each.expected)}
            for each in meetings(found.links, labels, len(told))[:limit]
        ],
        "reason": None,
    }  # fmt: skip


def _community(network: "TwoMode", said: "Portrait", words: dict[str, str]) -> Document:
    traits = {"kinds": said.kinds, "territories": said.territories, "themes": said.themes}
    return {
        "community": said.number,
        "actors": len(said.members),
        "label": fine(_label(network, said, words)),
        "first": [
            {"id": network.actor_ids[at], "label": network.actor_labels[at]} for at in said.members[:NAMED]
        ],
        **{name: [_trait(each, words) for each in held] for name, held in traits.items()},
    }  # fmt: skip


def _label(network: "TwoMode", said: "Portrait", words: dict[str, str]) -> str:
    """What tells the group apart; where nothing does, its best linked actor."""
    telling = (*said.themes[:2], *said.kinds[:1], *said.territories[:1])
    traits = [words.get(trait.code, trait.code) for trait in telling]
    told = listed(traits) if traits else f"autour de {network.actor_labels[said.members[0]]}"
    return f"{told} — {count(len(said.members), 'acteur')}"


def _trait(trait: "Trait", words: dict[str, str]) -> Document:
    return {**asdict(trait), "label": words.get(trait.code, trait.code)}


def _words(view: View, told: Sequence["Portrait"]) -> dict[str, str]:
    themes = {trait.code for each in told for trait in each.themes}
    places = {trait.code for each in told for trait in each.territories}
    return {
        **{code: term.label for code, term in actor_kinds().items()},
        **labels(view, themes),
        **{place: territory_name(place) or place for place in places},
    }


def exchanges_part(view: View, network: "TwoMode", around: "Surroundings", limit: int) -> Document:
    """Alliances across two régions beside what their size and distance would have: the least probable to be at par."""
    from graph.analysis.completeness import choose_sources, coverage_at
    from graph.analysis.exchanges import exchanges

    events = set(network.event_ids)
    sources = {source for event in view.events() if event.id in events for source in event.sources}
    declared = [row for row in view.coverage() if row.source in sources]
    states = coverage_at(declared, Level.REGION, choose_sources(declared, Level.REGION).used)
    acting = [around.held(event, Level.REGION) for event in network.event_ids]
    try:
        found: Any = exchanges(acting, reference.populations(Level.REGION), centres(Level.REGION), states)
    except NotResolvable as refusal:
        return {"level": Level.REGION.value, "total": 0, "rows": [], "reason": fine(refusal.message)}
    rows = [{**asdict(row), "names": [territory_name(row.one), territory_name(row.other)]} for row in found.rows]
    return {
        "level": Level.REGION.value,
        "total": len(rows),
        "flagged": sum(row["verdict"] == "flagged" for row in rows),
        "to_check": sum(row["verdict"] == "to_check" for row in rows),
        "mass_exponent": found.mass,
        "distance_exponent": found.distance,
        "dispersion": found.dispersion,
        "left_out": [{"id": each, "name": territory_name(each)} for each in found.left_out],
        "truncated": len(rows) > limit,
        "rows": rows[:limit],
        "reason": None,
    }
