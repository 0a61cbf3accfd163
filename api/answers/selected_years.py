"""A selection in time: its projects and alliances year by year, and the dated statements of the texts."""

from collections import Counter
from typing import Any

from api.answers.selected import said_of
from api.document import Document
from graph.asking.facets import Selected
from graph.model.entities import EVENT_KINDS, NodeKind
from graph.model.period import Period
from graph.store.base import Brief

LISTED_MOST = 500
SPEAKING_MOST = 2_000
_CYCLES = ("vit_cycle", "pilote_cycle")
"""What the founding article says of the periods it divides its own story into."""


def years_document(selected: Selected, year: int | None = None) -> Document:
    """`{revision, filter, seats, year, total, dated, undated, open_ended, years: [{year, started, running, ended}],
    events, truncated, statements, statements_undated}`.

    A project whose end is unknown is running in the year it began alone, and is counted in `open_ended`. `events` are
    those of `year` where one is given, by their beginning, the first LISTED_MOST.
    """
    briefs = [selected.held.columns.briefs[node] for node in selected.events((*EVENT_KINDS, NodeKind.PROGRAMME))]
    spans = [(brief, Period.stated(brief.start, brief.end)) for brief in briefs]
    dated = [(brief, span) for brief, span in spans if span is not None]
    shown = [(brief, span) for brief, span in dated if year is None or _runs(span, year)]
    shown.sort(key=lambda each: (_start(each[1]), each[0].label, each[0].id))
    statements, undated = _statements(selected)
    return {
        **said_of(selected), "year": year, "total": len(briefs), "dated": len(dated),
        "undated": len(briefs) - len(dated),
        "open_ended": sum(span.end is None for _, span in dated),
        "years": _years([span for _, span in dated], statements),
        "events": [_event(brief, span) for brief, span in shown[:LISTED_MOST]],
        "truncated": len(shown) > LISTED_MOST, "shown": len(shown),
        "statements": [each for each in statements if year is None or each["first"] <= year <= each["last"]],
        "statements_undated": undated,
    }  # fmt: skip


def _event(brief: Brief, span: Period) -> Document:
    return {
        "id": brief.id, "kind": brief.kind, "label": brief.label, "start": brief.start, "end": brief.end,
        "first": span.start.year if span.start else None, "last": span.end.year if span.end else None,
    }  # fmt: skip


def _years(spans: list[Period], statements: list[Document]) -> list[Document]:
    """Every year from the first that is said to the last, the empty ones too."""
    started = Counter(span.start.year for span in spans if span.start)
    ended = Counter(span.end.year for span in spans if span.end)
    running: Counter[int] = Counter()
    for span in spans:
        first, last = _years_of(span)
        running.update(range(first, last + 1))
    told = [*started, *ended, *(each[name] for each in statements for name in ("first", "last"))]
    if not told:
        return []
    return [
        {"year": year, "started": started[year], "running": running[year], "ended": ended[year]}
        for year in range(min(told), max(told) + 1)
    ]


def _years_of(span: Period) -> tuple[int, int]:
    """First and last year that are known; the other one where one is not."""
    bounds = [bound.year for bound in (span.start, span.end) if bound]
    return bounds[0], bounds[-1]


def _runs(span: Period, year: int) -> bool:
    first, last = _years_of(span)
    return first <= year <= last


def _start(span: Period) -> int:
    return _years_of(span)[0]


def _statements(selected: Selected) -> tuple[list[Document], int]:
    """Dated statements by their date, and the number of those without one."""
    columns = selected.held.columns
    speaking = {node for node in selected.held.counts(selected.mask, columns.sources)
                if columns.kinds[node] == NodeKind.STATEMENT}  # fmt: skip
    nodes = selected.view.nodes(sorted(columns.ids[node] for node in speaking)[:SPEAKING_MOST])
    found = [said for node in nodes if (said := _statement(node))]
    found.sort(key=lambda each: (not each["cycle"], each["first"], each["last"], each["id"]))
    return found, len(nodes) - len(found)


def _statement(node: Any) -> Document | None:
    said = node["properties"]
    span = Period.stated(said.get("date_resolved"), None) if said.get("date_resolved") else None
    if span is None:
        return None
    first, last = _years_of(span)
    cycle = said["relation"] in _CYCLES
    return {
        "id": node["id"], "label": said["object"] if cycle else node["label"], "date": said["date_resolved"],
        "first": first, "last": last, "cycle": cycle, "certainty": said["certainty"],
        "paragraph": said["paragraph"], "source": node["origins"][0]["source"],
    }  # fmt: skip
