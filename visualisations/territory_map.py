"""Régions or départements as an SVG map, told by verdict: a colour, a mark or hatching, and a word.

Each territory is a link to its sheet; overseas départements are drawn larger in a row below, with their names, and
Paris with its neighbours in an inset. No inline style: the site's policy forbids it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from markupsafe import Markup

from graph.errors import InvalidInput
from graph.model.levels import Level, territory_id
from graph.territories import reference
from visualisations import marks, outlines
from visualisations.text_alternative import gaps_summary, safe_href

LEVELS = (Level.REGION, Level.DEPARTEMENT)
"""The levels that have outlines; at another one the table is the only form."""

NAMES = {Level.REGION: "régions", Level.DEPARTEMENT: "départements"}

MARKED = ("major", "flagged", "to_check")
"""Verdicts whose mark is drawn at département scale too, where a mark on each would hide the map."""

FILLS = {"major": "majeur", "flagged": "signale", "nothing_to_report": "rien", "not_resolvable": "nonresoluble"}
HATCHES = {"insufficient_data": "hatch", "to_check": "check"}

Row: TypeAlias = Mapping[str, Any]
Href: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Map:
    level: Level
    verdicts: Mapping[str, str]
    href: Href

    def said(self, code: str) -> str:
        """« Bretagne : rien à signaler », as a link's name."""
        name = reference.name_of(territory_id(self.level, code))
        verdict = marks.VERDICTS.get(self.verdicts.get(code, ""))
        return f"{name}\u202f: {verdict.word if verdict else 'pas de verdict'}"


def render(rows: Sequence[Row], level: str, *, href: Href) -> Markup:
    """The map and its legend, to place in a `<figure>`. `rows` are rows of a gap table (interfaces.md §6).

    Raises InvalidInput at a level without outlines (see LEVELS).
    """
    if level not in LEVELS:
        raise InvalidInput(
            f"Carte : pas de contours au niveau « {level} » ; attendu : {' ou '.join(LEVELS)}. Lisez le tableau."
        )
    verdicts = {str(row["territory"]["code"]): str(row["verdict"]) for row in rows}
    drawn = _Map(Level(level), verdicts, href)
    data = outlines.outlines()
    below = 20 + 120 + 45
    parts = {
        "prefix": f"map-{drawn.level.value}",
        "size": f"0 0 {data['size'][0]} {data['size'][1] + below}",
        "title": f"Carte des {NAMES[drawn.level]} par verdict",
        "summary": gaps_summary(rows),
        "lands": outlines.lands(drawn.level, drawn.said, partial(_link, drawn), partial(_land, drawn)),
        "inset": outlines.inset(drawn.level, partial(_link, drawn)),
        "signs": _signs(drawn, data),
        "names": outlines.overseas(),
        "legend": marks.legend(verdicts=verdicts.values()),
    }
    return TEMPLATE.format(**parts)


TEMPLATE = Markup(
    '<div class="territory-map"><svg viewBox="{size}" role="group" aria-labelledby="{prefix}-title" '
    'aria-describedby="{prefix}-desc"><title id="{prefix}-title">{title}</title>'
    '<desc id="{prefix}-desc">{summary}</desc>'
    '<defs><pattern id="{prefix}-hatch" width="13" height="13" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect class="hatch-ground" width="13" height="13"/>'
    '<path class="hatch-line" d="M0 0V13"/></pattern><pattern id="{prefix}-check" width="14" height="14" '
    'patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="check-ground" width="14" height="14"/>'
    '<path class="check-line" d="M0 0V14"/></pattern></defs>{lands}{inset}'
    '<g aria-hidden="true">{signs}{names}</g></svg>{legend}</div>'
)


def _link(drawn: _Map, code: str, path: str) -> Markup:
    address = safe_href(drawn.href(territory_id(drawn.level, code))) or "#"
    said = drawn.said(code)
    land = _land(drawn, code, path)
    return Markup('<a href="{}" aria-label="{}"><title>{}</title>{}</a>').format(address, said, said, land)


def _land(drawn: _Map, code: str, path: str) -> Markup:
    verdict = drawn.verdicts.get(code, "")
    if verdict in HATCHES:
        return Markup('<path class="land hatched" fill="url(#map-{}-{})" d="{}"/>').format(
            drawn.level.value, HATCHES[verdict], path
        )
    return Markup('<path class="land f-{}" d="{}"/>').format(FILLS.get(verdict, "absent"), path)


def _signs(drawn: _Map, data: Mapping[str, Any]) -> Markup:
    shapes, scale = data[drawn.level.value], 3.2
    if drawn.level is Level.DEPARTEMENT:
        shapes, scale = {**shapes, **data["inset"]}, 2.2
    told = {code: verdict for code, verdict in drawn.verdicts.items() if verdict in marks.VERDICTS and code in shapes}
    if drawn.level is Level.DEPARTEMENT:
        told = {code: verdict for code, verdict in told.items() if verdict in MARKED}
    return Markup("").join(_sign(told[code], shapes[code]["at"], scale) for code in sorted(told))


def _sign(verdict: str, at: Sequence[int], scale: float) -> Markup:
    if verdict == "insufficient_data":
        return Markup("")  # the hatching is its mark
    if verdict not in MARKED:
        scale *= 0.7
    left, top = (round(centre - 6 * scale, 1) for centre in at)
    return Markup('<g class="sign s-{}" transform="translate({} {}) scale({})"><path d="{}"/></g>').format(
        verdict, left, top, scale, marks.VERDICTS[verdict].path
    )
