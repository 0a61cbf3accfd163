"""The relations of a selection page by page, as `relations_document` gives them, without reading what is not shown."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from api.answers.export import notice
from api.answers.relation_rows import shown_row
from api.answers.relations import CAVEAT, Cursor, mark_of, relations_document
from api.answers.selected import Selections, said_of
from api.document import Document
from graph.asking import Asked, Match
from graph.asking.columns import TYPES
from graph.asking.conditions import event_of
from graph.asking.facets import Selected
from graph.asking.matching import Place, place_of
from graph.errors import NotResolvable, StoreUnavailable
from graph.model.relation_filter import EVERYTHING, required
from graph.model.subgraph import LinkView
from graph.store.base import Brief


def relations_page(selections: Selections, asked: Asked, limit: int, cursor: str | None) -> Document:
    """A page by the cheaper way: of the columns where they are held, or where nothing narrows the question, which reads
    every relation either way; else of the store, which then reads what the question names. Raises what either raises.
    """
    wide = asked.filter != EVERYTHING and not any(required(asked.filter))  # a store has everything counted
    if selections.ready or wide:
        try:
            return rows_document(selections.of(asked), limit, cursor)
        except NotResolvable:  # a graph too large to hold is read from one end to the other
            pass
    with selections.cache.turn():
        return relations_document(selections.view, asked, limit=limit, cursor=cursor, seconds=selections.seconds)


def rows_document(selected: Selected, limit: int, cursor: str | None) -> Document:
    """The shape and the bytes of `relations_document`; its cursors go on from one another. Raises InvalidInput."""
    rows = list(selected.held.chosen(selected.mask, range(len(selected.held.columns))))
    first = 0
    if cursor:
        first = bisect_right(rows, Cursor.read(cursor).after, key=lambda row: _place(selected, row))
    places = [_place(selected, row) for row in rows[first : first + limit]]
    more = len(rows) > first + limit
    mark = mark_of(Asked(selected.filter, selected.seats), selected.view.revision())
    return {
        **said_of(selected), "limit": limit, "total": len(rows),
        "rows": [shown_row(match) for match in _matches(selected, places)],
        "cursor": str(Cursor(places[-1], mark, len(rows))) if more else None,
        "truncated": more, "caveat": CAVEAT, "notice": notice(selected.view),
    }  # fmt: skip


def _place(selected: Selected, row: int) -> Place:
    own = selected.held.columns
    return TYPES[own.types[row]], own.ids[own.sources[row]], own.ids[own.targets[row]], own.roles[own.role_codes[row]]


def _matches(selected: Selected, places: Sequence[Place]) -> list[Match]:
    """Raises StoreUnavailable when one is gone since its revision was read."""
    wanted = {*places}
    links: list[LinkView] = []
    for kind in sorted({place[0] for place in places}):
        sources = sorted({place[1] for place in places if place[0] == kind})
        links += [link for link in selected.view.links(kind, among=sources) if place_of(link) in wanted]
    ends = {end for link in links for end in (link["source"], link["target"])}
    briefs = {brief.id: brief for brief in selected.view.briefs(sorted(ends))}
    if len(links) != len(places) or not ends <= briefs.keys():
        raise StoreUnavailable("Le graphe a changé pendant la lecture : reposez la question.")
    return [_match(link, briefs) for link in sorted(links, key=place_of)]


def _match(link: LinkView, briefs: Mapping[str, Brief]) -> Match:
    event = event_of(link)
    return Match(link, briefs[link["source"]], briefs[link["target"]], briefs[event] if event else None)
