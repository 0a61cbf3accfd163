"""Régions or départements as an SVG map of how many: a shade for the number, hatching where it cannot be known.

Three ways of having none are told apart, each with its words: none known, no data, not covered. Each territory is a
link to its sheet. No inline style: the site's policy forbids it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from markupsafe import Markup

from graph.language import N_, _
from graph.model.counting import count
from graph.model.levels import Level, territory_id
from graph.model.typography import number
from graph.territories import reference
from visualisations import hatching, outlines
from visualisations.hatching import READ, swatch

SHADES = 5
TITLES = {
    Level.REGION: N_("Carte des régions par nombre d’alliances"),
    Level.DEPARTEMENT: N_("Carte des départements par nombre d’alliances"),
}
ABSENCES = {"none_known": N_("aucune alliance connue"), **hatching.WORDS}
Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Map:
    level: Level
    rows: Mapping[str, Row]
    bounds: Sequence[int]
    href: outlines.Href

    def said(self, code: str) -> str:
        """« Bretagne : 12 alliances », as a link's name."""
        row = self.rows.get(code)
        name = reference.name_of(territory_id(self.level, code))
        return f"{name}\u202f: {_words(row) if row else _(ABSENCES['no_data'])}"

    def shade(self, code: str) -> int:
        number_of = self.rows[code]["count"] if code in self.rows else 0
        return sum(number_of >= bound for bound in self.bounds) if number_of else 0


def render(rows: Sequence[Row], level: str, *, href: outlines.Href) -> Markup:
    """The map and its legend, to place in a `<figure>`. `rows` are those of a map document (`territory`, `count`,
    `said`, `data_state`).
    """
    own = Level(level)
    bounds = bounds_of([row["count"] for row in rows])
    drawn = _Map(own, {str(row["territory"]["code"]): row for row in rows}, bounds, href)
    data = outlines.outlines()
    return _TEMPLATE.format(
        size=outlines.frame(),
        title=_(TITLES[own]),
        summary=summary(rows), patterns=hatching.patterns("count"),
        lands=outlines.lands(own, drawn.said, partial(_link, drawn), partial(_beneath, drawn)),
        inset=outlines.inset(own, partial(_link, drawn)),
        numbers=_numbers(drawn, data) if own is Level.REGION else "", names=outlines.overseas(), legend=_legend(drawn),
    )  # fmt: skip


def bounds_of(counts: Sequence[int]) -> list[int]:
    """The least number of each shade: fifths of the territories that have some, each bound once."""
    some = sorted(each for each in counts if each)
    return sorted({some[place * len(some) // SHADES] for place in range(SHADES)}) if some else []


def summary(rows: Sequence[Row]) -> str:
    """« 12 territoires sur 18 ont au moins une alliance ; aucune alliance connue : 4 ; pas de données : 2. »"""
    with_some = sum(row["count"] > 0 for row in rows)
    said = [
        _("%(some)s territoires sur %(all)s ont au moins une alliance dans la sélection",
          some=number(with_some), all=number(len(rows))),
    ]  # fmt: skip
    for code, words in ABSENCES.items():
        if among := sum(row["said"] == code for row in rows):
            said.append(f"{_(words)}\u202f: {number(among)}")
    return _("%(told)s. Même contenu que le tableau.", told="\u202f; ".join(said))


_TEMPLATE = Markup(
    '<div class="territory-map count-map"><svg viewBox="{size}" role="group" aria-labelledby="count-title" '
    'aria-describedby="count-desc"><title id="count-title">{title}</title><desc id="count-desc">{summary}</desc>'
    "<defs>{patterns}</defs>{lands}{inset}"
    '<g aria-hidden="true">{numbers}{names}</g></svg>{legend}</div>'
)


def _words(row: Row) -> str:
    if not row["count"]:
        return _(ABSENCES[row["said"]])
    said = count(row["count"], "alliance recensée", "alliances recensées")
    return said if row["data_state"] in READ else _("%(said)s, données incomplètes", said=said)


def _link(drawn: _Map, code: str, path: str) -> Markup:
    territory, land = territory_id(drawn.level, code), _land(drawn, code, path)
    return outlines.linked(territory, drawn.href, drawn.said(code), land, code)


def _beneath(drawn: _Map, code: str, path: str) -> Markup:
    """What the inset links is shaded here too: `data-code` lets a year be played over both."""
    return Markup('<g data-code="{}">{}</g>').format(code, _land(drawn, code, path))


def _land(drawn: _Map, code: str, path: str) -> Markup:
    """The shade, and over it the hatching where what is counted may not be all."""
    row = drawn.rows.get(code)
    land = Markup('<path class="land c{}" d="{}"/>').format(drawn.shade(code), path)
    if row is not None and row["data_state"] in READ:
        return land
    hatch = hatching.of_state(row["data_state"] if row is not None else "unknown")
    return land + Markup('<path class="hatching" fill="url(#count-{})" d="{}"/>').format(hatch, path)


def _numbers(drawn: _Map, data: Mapping[str, Any]) -> Markup:
    shapes = data[drawn.level.value]
    told = {code: row["count"] for code, row in drawn.rows.items() if row["count"] and code in shapes}
    return Markup("").join(
        Markup('<text class="how-many on{}" x="{}" y="{}" text-anchor="middle">{}</text>').format(
            drawn.shade(code), shapes[code]["at"][0], shapes[code]["at"][1] + 8, number(told[code])
        )
        for code in sorted(told)
    )


def _legend(drawn: _Map) -> Markup:
    """Each shade with its numbers, then the signs of what is not known that the map shows."""
    items = [swatch(_range(drawn.bounds, place), shade=f"c{place}") for place in range(1, len(drawn.bounds) + 1)]
    rows = drawn.rows.values()
    if any(row["said"] == "none_known" for row in rows):
        items.append(swatch(_(ABSENCES["none_known"])))
    if any(row["data_state"] in {"not_collected", "unknown"} for row in rows):
        items.append(swatch(_("hachuré\u202f: pas de données, ou incomplètes"), hatching.NO_DATA))
    if any(row["data_state"] == "not_in_register" for row in rows):
        items.append(swatch(_(hatching.LEGEND[hatching.NOT_COVERED]), hatching.NOT_COVERED))
    return Markup('<ul class="legend">{}</ul>').format(Markup("").join(items))


def _range(bounds: Sequence[int], place: int) -> str:
    first = bounds[place - 1]
    if place == len(bounds):
        return _("%(number)s ou plus", number=number(first))
    last = bounds[place] - 1
    if last == first:
        return number(first)
    return _("de %(first)s à %(last)s", first=number(first), last=number(last))
