"""With whom an actor is allied and since when, from the relations alone: light enough for a sheet."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.document import Document
from graph.model.relations import RelationType
from graph.store.base import Brief, View
from graph.store.views import years_stated
from graph.vocabulary import actor_kinds

MOST = 500
"""Alliances that are read for one sheet; an actor that has more is told so."""


@dataclass(frozen=True)
class Partnering:
    """`begun`: first year of each alliance that is read, None where none is said. `alliances` counts them all."""

    alliances: int
    begun: Sequence[int | None]
    partners: Mapping[str, Brief]

    @property
    def truncated(self) -> bool:
        return self.alliances > len(self.begun)


def partnering(view: View, actor_id: str) -> Partnering:
    """An alliance in which an actor has two roles counts once; its date is that of the tie, else its own."""
    stated: dict[str, tuple[str | None, str | None]] = {}
    for link in view.links(RelationType.PARTICIPATES_IN, among=[actor_id]):
        stated.setdefault(link["target"], (link["start"], link["end"]))
    read = sorted(stated)[:MOST]
    events = {event.id: event for event in view.briefs(read)}
    begun = [_begun(*stated[each], events.get(each)) for each in read]
    ties = view.links(RelationType.PARTICIPATES_IN, among=read) if read else ()
    others = {tie["source"] for tie in ties} - {actor_id}
    return Partnering(len(stated), begun, {brief.id: brief for brief in view.briefs(sorted(others))})


def _begun(start: str | None, end: str | None, event: Brief | None) -> int | None:
    if not start and event:
        start, end = event.start, event.end
    return years_stated(start, end)[0] if start else None


def partnering_document(found: Partnering) -> Document:
    """`{alliances, read, truncated, years: [{year, alliances}], undated, partners, profiles: […]}`."""
    return {
        "alliances": found.alliances,
        "read": len(found.begun),
        "truncated": found.truncated,
        "years": [{"year": year, "alliances": number} for year, number in _by_year(found.begun)],
        "undated": sum(year is None for year in found.begun),
        "partners": len(found.partners),
        "profiles": by_profile(found.partners.values()),
    }


def _by_year(begun: Iterable[int | None]) -> list[tuple[int, int]]:
    """Every year from the first to the last: one without any is a fact too."""
    counted = Counter(year for year in begun if year is not None)
    return [(year, counted[year]) for year in range(min(counted), max(counted) + 1)] if counted else []


def by_profile(partners: Iterable[Brief]) -> list[Document]:
    """`{profile, label, actors}`, most frequent first; those of unknown profile last."""
    counted = Counter(brief.profile for brief in partners)
    terms = actor_kinds()
    order = sorted(counted, key=lambda code: (code is None, -counted[code], code or ""))
    return [
        {
            "profile": code,
            "label": terms[code].label if code and code in terms else code or "profil inconnu",
            "actors": counted[code],
        }
        for code in order
    ]
