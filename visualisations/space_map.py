"""Départements as an SVG map of how each leans with its neighbours: a fill, an arrow, and a word for each.

The arrow says the territory (down: few alliances, up: many); a strong fill says that its neighbours do the same. The
low cluster has an outline of its own. No inline style: the site's policy forbids it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from graph.language import N_, _
from graph.model.counting import count
from graph.model.levels import Level, split_territory, territory_id
from graph.territories import reference
from visualisations import marks, outlines

_DOWN, _UP = marks.VERDICTS["flagged"].path, "M6 .5L10 4.8H7.4V11H4.6V4.8H2Z"
_FILLS = {"low_low": "signale", "high_high": "bonds", "low_high": "nonresoluble", "high_low": "nonresoluble"}
_ARROWS = {"low_low": _DOWN, "low_high": _DOWN, "high_high": _UP, "high_low": _UP}
_ALONE, _SILENT = N_("ne se distingue pas avec ses voisins"), N_("pas comparé")


@dataclass(frozen=True, slots=True)
class _Map:
    patterns: Mapping[str, str]
    words: Mapping[str, str]
    silent: Collection[str]
    cluster: Collection[str]
    href: outlines.Href

    def said(self, code: str) -> str:
        """« Lozère : peu d’alliances, voisins de même ; dans le foyer »."""
        own = self.words.get(self.patterns.get(code, "")) or _(_SILENT if code in self.silent else _ALONE)
        within = _("\u202f; dans le foyer de peu d’alliances") if code in self.cluster else ""
        return f"{reference.name_of(territory_id(Level.DEPARTEMENT, code))}\u202f: {own}{within}"


def render(document: Mapping[str, Any], cluster: Mapping[str, Any] | None, *, href: outlines.Href) -> Markup:
    """The map and its legend, to place in a `<figure>`. `document`: of `/api/v1/gaps/space`; `cluster`: the low one
    where it is deeper than chance.
    """
    local = document["local"]
    drawn = _Map(
        {_code(row["territory"]): row["pattern"] for row in local},
        {row["pattern"]: row["pattern_label"] for row in local},
        {_code(each) for each in (*document["not_compared_territories"], *document["islands"])},
        {_code(each) for each in cluster["territories"]} if cluster else set(),
        href,
    )
    data = outlines.outlines()
    link, land = partial(_link, drawn), partial(_land, drawn)
    return _TEMPLATE.format(
        size=outlines.frame(),
        title=_("Carte des départements, chacun avec ses voisins"), summary=_summary(drawn),
        lands=outlines.lands(Level.DEPARTEMENT, drawn.said, link, land),
        inset=outlines.inset(Level.DEPARTEMENT, link),
        signs=_signs(drawn, data), names=outlines.overseas(), legend=_legend(drawn),
    )  # fmt: skip


_TEMPLATE = Markup(
    '<div class="territory-map space-map"><svg viewBox="{size}" role="group" aria-labelledby="space-title" '
    'aria-describedby="space-desc"><title id="space-title">{title}</title>'
    '<desc id="space-desc">{summary}</desc>{lands}{inset}<g aria-hidden="true">{signs}{names}</g></svg>{legend}</div>'
)


def _code(territory: Mapping[str, Any]) -> str:
    return split_territory(territory["id"])[1]


def _summary(drawn: _Map) -> str:
    held = [f"{drawn.words[pattern]}\u202f: {sum(each == pattern for each in drawn.patterns.values())}"
            for pattern in _FILLS if pattern in drawn.words]  # fmt: skip
    told = ". ".join(held) or _("Aucun département ne se distingue avec ses voisins")
    silent = _(" Pas comparés\u202f: %(told)s.", told=count(len(drawn.silent), "département")) if drawn.silent else ""
    return f"{told[:1].upper()}{told[1:]}.{silent}"


def _link(drawn: _Map, code: str, path: str) -> Markup:
    territory, land = territory_id(Level.DEPARTEMENT, code), _land(drawn, code, path)
    return outlines.linked(territory, drawn.href, drawn.said(code), land)


def _land(drawn: _Map, code: str, path: str) -> Markup:
    fill = _FILLS.get(drawn.patterns.get(code, ""), "absent" if code in drawn.silent else "rien")
    return Markup('<path class="land f-{}" d="{}"/>').format(fill, path)


def _signs(drawn: _Map, data: Mapping[str, Any]) -> Markup:
    """Over all lands, so that no neighbour hides half of an outline."""
    shapes = {**data[Level.DEPARTEMENT.value], **data["inset"]}
    outline = Markup('<path class="around" d="{}"/>')
    around = [outline.format(shapes[code]["path"]) for code in sorted(drawn.cluster) if code in shapes]
    arrows = [_arrow(drawn.patterns[code], shapes[code]["at"]) for code in sorted(drawn.patterns) if code in shapes]
    return Markup("").join(around + arrows)


def _arrow(pattern: str, at: tuple[int, int]) -> Markup:
    scale = 2.2
    left, top = (round(centre - 6 * scale, 1) for centre in at)
    return Markup('<g class="sign p-{}" transform="translate({} {}) scale({})"><path d="{}"/></g>').format(
        pattern, left, top, scale, _ARROWS[pattern]
    )


def _legend(drawn: _Map) -> Markup:
    """What this map shows, and nothing else."""
    items = [_swatch(_FILLS[each], drawn.words[each], _ARROWS[each], each) for each in _FILLS if each in drawn.words]
    items.append(_swatch("rien", _(_ALONE)))
    if drawn.cluster:
        items.append(_swatch("rien around", _("cerné\u202f: foyer de peu d’alliances")))
    if drawn.silent:
        items.append(_swatch("absent", _("en pointillé\u202f: pas comparé, faute de données ou de voisin")))
    return Markup('<ul class="legend" aria-label="{}">{}</ul>').format(_("Légende"), Markup("").join(items))


def _swatch(fill: str, words: str, arrow: str = "", pattern: str = "") -> Markup:
    sign = Markup('<g class="sign p-{}" transform="translate(4 1)"><path d="{}"/></g>').format(pattern, arrow)
    return Markup(
        '<li><svg class="swatch" viewBox="0 0 22 14" width="22" height="14" aria-hidden="true">'
        '<rect class="land f-{}" x="1" y="1" width="20" height="12"/>{}</svg> {}</li>'
    ).format(fill, sign if arrow else "", words)
