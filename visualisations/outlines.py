"""The outlines that both maps draw on: what lies where, the inset round Paris, the names overseas."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from graph.language import _
from graph.model.levels import Level
from graph.territories import reference
from visualisations.text_alternative import safe_href

OUTLINES = Path(__file__).resolve().parent / "data" / "outlines.json"
Draw = Callable[[str, str], Markup]
"""(code, path) → the shape of a territory, as a map draws it."""
Href = Callable[[str], str]
"""Territory → the address of its sheet."""
BELOW = 20 + 120 + 45
"""Units under the mainland for the overseas départements and their names."""


@cache
def outlines() -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return read


def lands(level: Level, said: Callable[[str], str], link: Draw, still: Draw) -> Markup:
    """Links in the order of names; what the inset shows is drawn here too, by `still`, without a second link."""
    shapes, inset = outlines()[level.value], set(outlines()["inset"]) if level is Level.DEPARTEMENT else set()
    codes = sorted(shapes, key=lambda code: said(code).casefold())
    drawn = [still(code, shapes[code]["path"]) for code in codes if code in inset]
    links = [link(code, shapes[code]["path"]) for code in codes if code not in inset]
    return Markup('<g aria-hidden="true">{}</g>{}').format(Markup("").join(drawn), Markup("").join(links))


def inset(level: Level, link: Draw) -> Markup:
    """Paris and its neighbours, larger; nothing where régions are drawn."""
    if level is not Level.DEPARTEMENT:
        return Markup("")
    x, y, width, height = outlines()["inset_box"]
    links = [link(code, shape["path"]) for code, shape in outlines()["inset"].items()]
    return Markup(
        '<rect class="frame" x="{}" y="{}" width="{}" height="{}" rx="4"/>{}<text x="{}" y="{}" text-anchor="middle" '
        'class="place" aria-hidden="true">{}</text>'
    ).format(x, y, width, height, Markup("").join(links), x + width // 2, y + height + 28, _("Petite couronne"))


def frame() -> str:
    """The `viewBox` of a map: what is drawn, and under it the names overseas."""
    width, height = outlines()["size"]
    return f"0 0 {width} {height + BELOW}"


def linked(territory: str, href: Href, said: str, land: Markup, code: str | None = None) -> Markup:
    """A shape that leads to the sheet of its territory, named by what the map says of it; `code` for scripts."""
    address = safe_href(href(territory)) or "#"
    coded = Markup(' data-code="{}"').format(code) if code else ""
    return Markup('<a href="{}"{} aria-label="{}"><title>{}</title>{}</a>').format(address, coded, said, said, land)


def overseas() -> Markup:
    """Names of the overseas départements, which are régions too."""
    return Markup("").join(
        Markup('<text x="{}" y="{}" text-anchor="middle" class="place">{}</text>').format(
            x, y + 36, reference.departements()[code].name
        )
        for code, (x, y) in outlines()["overseas"].items()
    )
