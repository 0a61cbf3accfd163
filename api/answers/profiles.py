"""What the alliances of each territory are not about, and which kinds of partner never meet there."""

from typing import Any

from api.answers.gaps import counts_of
from api.document import Document
from graph.errors import InvalidInput, NotResolvable
from graph.model.levels import GAP_LEVELS, LOADED_LEVELS
from graph.model.question import GapQuestion
from graph.store.base import View
from graph.territories import reference
from graph.vocabulary import actor_kinds, odd


def profiles_document(view: View, asked: GapQuestion) -> Document:
    """`{revision, level, themes, pairs, theme_reason, pair_reason, …}`; only territories whose collection is known.

    `themes`: flagged cells, with how many cells could not be concluded; `pairs`: absent by more than chance. A reason
    stands where a part has nothing to cross. Raises NotResolvable where nothing is loaded or compared, InvalidInput
    for a level that is loaded.
    """
    from graph.analysis.completeness import compared  # numpy: only when asked
    from graph.crossings import crossings
    from graph.project import Selection

    if asked.level in LOADED_LEVELS:
        raise InvalidInput(f"Thèmes et profils : niveau {asked.level}. Attendu : {', '.join(GAP_LEVELS)}.")
    counts = counts_of(view, asked)
    shown = [identifier for identifier, state in zip(counts.ids, counts.coverage, strict=True) if compared(state)]
    if not shown:
        raise NotResolvable("Aucun territoire de ce niveau n’a de collecte déclarée : rien à croiser.")
    found = crossings(
        view, asked.level,
        Selection(
            synthetic=counts.synthetic, since=asked.since, until=asked.until, sources=frozenset(counts.sources_used),
            counted=asked.counted, seats=asked.seats,
        ),
    )  # fmt: skip
    themes, silent, theme_reason = _themes(found.themes, shown)
    pairs, pair_reason = _pairs({place: found.pairs.get(place, []) for place in shown})
    return {
        "revision": view.revision(), "level": asked.level.value, "synthetic": counts.synthetic,
        "sources_used": list(counts.sources_used), "period": list(counts.period), "compared": len(shown),
        "themes": themes, "cells_too_few": silent, "theme_reason": theme_reason, "without_theme": found.without_theme,
        "pairs": pairs, "pair_reason": pair_reason, "without_kinds": found.without_kinds,
    }  # fmt: skip


def _themes(counts: Any, shown: list[str]) -> tuple[list[Document], int, str | None]:
    from graph.analysis.profiles import theme_cells

    terms = {f"odd:{code}": term.label for code, term in odd().items()}
    try:
        cells = theme_cells(counts, shown, list(terms))
    except NotResolvable as refusal:
        return [], 0, refusal.message
    flagged = [
        {
            "territory": cell.territory, "name": reference.name_of(cell.territory), "theme": cell.theme,
            "theme_label": terms[cell.theme], "observed": cell.observed, "expected": cell.expected,
            "ratio": cell.ratio, "p_below_08": cell.p,
        }
        for cell in cells
        if cell.verdict == "flagged"
    ]  # fmt: skip
    return flagged, sum(cell.verdict == "too_few" for cell in cells), None


def _pairs(events: Any) -> tuple[list[Document], str | None]:
    from graph.analysis.profiles import pair_gaps

    try:
        found = pair_gaps(events)
    except NotResolvable as refusal:
        return [], refusal.message
    terms = actor_kinds()
    return [
        {
            "territory": pair.territory, "name": reference.name_of(pair.territory), "kinds": list(pair.kinds),
            "labels": [terms[kind].label if kind in terms else kind for kind in pair.kinds],
            "alliances": pair.alliances, "expected": pair.expected, "chance": pair.chance,
            "structural": pair.structural,
        }
        for pair in found
    ], None  # fmt: skip
