"""Régions or départements as an SVG map, told by verdict: a colour, a mark or hatching, and a word.

Two hatchings tell « pas de données » from « non couvert »; data read and not compared have none. Each territory is a
link to its sheet; overseas départements are drawn larger in a row below, with their names, and Paris with its
neighbours in an inset. No inline style: the site's policy forbids it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from markupsafe import Markup

from graph.errors import InvalidInput
from graph.language import N_, _
from graph.model.levels import Level, territory_id
from graph.model.typography import number
from graph.territories import reference
from visualisations import hatching, marks, outlines
from visualisations.text_alternative import gaps_summary

LEVELS = (Level.REGION, Level.DEPARTEMENT)
"""The levels that have outlines; at another one the table is the only form."""

TITLES = {
    Level.REGION: N_("Carte des régions par verdict"),
    Level.DEPARTEMENT: N_("Carte des départements par verdict"),
}

MARKED = ("major", "flagged", "to_check")
"""Verdicts whose mark is drawn at département scale too, where a mark on each would hide the map."""

FILLS = {"major": "majeur", "flagged": "signale", "nothing_to_report": "rien", "not_resolvable": "nonresoluble"}
SILENT = "insufficient_data"

Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Map:
    level: Level
    verdicts: Mapping[str, str]
    states: Mapping[str, str]
    href: outlines.Href

    @property
    def prefix(self) -> str:
        return f"map-{self.level.value}"

    def said(self, code: str) -> str:
        """« Bretagne : rien à signaler », « Mayotte : données insuffisantes, pas de données », as a link's name."""
        name = reference.name_of(territory_id(self.level, code))
        verdict = marks.VERDICTS.get(self.verdicts.get(code, ""))
        hatch = self.hatch(code)
        silence = f", {_(hatching.WORDS[hatch])}" if hatch else ""
        word = verdict.word if verdict else _("pas de verdict")
        return f"{name}\u202f: {word}{silence}"

    def hatch(self, code: str) -> str | None:
        """Of a territory without a verdict for want of data; None where there are data."""
        if self.verdicts.get(code) != SILENT or self.states[code] in hatching.READ:
            return None
        return hatching.of_state(self.states[code])


def render(rows: Sequence[Row], level: str, *, href: outlines.Href) -> Markup:
    """The map and its legend, to place in a `<figure>`. `rows` are rows of a gap table (interfaces.md §6).

    Raises InvalidInput at a level without outlines (see LEVELS).
    """
    if level not in LEVELS:
        raise InvalidInput(
            _(
                "Carte : pas de contours au niveau « %(level)s » ; attendu : %(levels)s. Lisez le tableau.",
                level=level,
                levels=" | ".join(LEVELS),
            )
        )
    verdicts = {str(row["territory"]["code"]): str(row["verdict"]) for row in rows}
    states = {str(row["territory"]["code"]): str(row["data_state"]) for row in rows}
    drawn = _Map(Level(level), verdicts, states, href)
    data = outlines.outlines()
    parts = {
        "prefix": drawn.prefix,
        "size": outlines.frame(),
        "title": _(TITLES[drawn.level]),
        "summary": f"{gaps_summary(rows)}{_silences(drawn)}",
        "patterns": hatching.patterns(drawn.prefix, ground=True),
        "lands": outlines.lands(drawn.level, drawn.said, partial(_link, drawn), partial(_land, drawn)),
        "inset": outlines.inset(drawn.level, partial(_link, drawn)),
        "signs": _signs(drawn, data),
        "names": outlines.overseas(),
        "legend": _legend(drawn),
    }
    return TEMPLATE.format(**parts)


TEMPLATE = Markup(
    '<div class="territory-map"><svg viewBox="{size}" role="group" aria-labelledby="{prefix}-title" '
    'aria-describedby="{prefix}-desc"><title id="{prefix}-title">{title}</title>'
    '<desc id="{prefix}-desc">{summary}</desc>'
    '<defs>{patterns}<pattern id="{prefix}-check" width="14" height="14" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(-45)"><rect class="check-ground" width="14" height="14"/>'
    '<path class="check-line" d="M0 0V14"/></pattern></defs>{lands}{inset}'
    '<g aria-hidden="true">{signs}{names}</g></svg>{legend}</div>'
)


def _silences(drawn: _Map) -> str:
    """« Pas de données : 1. Non couvert : 2. », for who does not see the hatching."""
    counted = Counter(drawn.hatch(code) for code in drawn.verdicts)
    said = [f" {_(words).capitalize()}\u202f: {number(counted[hatch])}." for hatch, words in hatching.WORDS.items()
            if counted[hatch]]  # fmt: skip
    return "".join(said)


def _legend(drawn: _Map) -> Markup:
    """The verdicts, then what stands for « données insuffisantes » on this map: each of its reasons has its sign."""
    silent = [code for code, verdict in drawn.verdicts.items() if verdict == SILENT]
    items = hatching.swatches(drawn.states[code] for code in silent)
    if any(drawn.hatch(code) is None for code in silent):
        items.append(hatching.swatch(_("en pointillé\u202f: données lues, comparaison impossible"), shade="f-absent"))
    told = marks.legend(verdicts=set(drawn.verdicts.values()) - {SILENT})
    if not items:
        return told
    listed = Markup('<ul class="legend" aria-label="{}">{}</ul>')
    return told + listed.format(_("Données insuffisantes"), Markup("").join(items))


def _link(drawn: _Map, code: str, path: str) -> Markup:
    return outlines.linked(territory_id(drawn.level, code), drawn.href, drawn.said(code), _land(drawn, code, path))


def _land(drawn: _Map, code: str, path: str) -> Markup:
    verdict = drawn.verdicts.get(code, "")
    pattern = "check" if verdict == "to_check" else drawn.hatch(code)
    if pattern:
        return Markup('<path class="land hatched" fill="url(#{}-{})" d="{}"/>').format(drawn.prefix, pattern, path)
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
    if verdict == SILENT:
        return Markup("")  # its mark is the hatching, or the dotted outline
    if verdict not in MARKED:
        scale *= 0.7
    left, top = (round(centre - 6 * scale, 1) for centre in at)
    return Markup('<g class="sign s-{}" transform="translate({} {}) scale({})"><path d="{}"/></g>').format(
        verdict, left, top, scale, marks.VERDICTS[verdict].path
    )
