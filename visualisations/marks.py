"""The marks: solid shapes for kinds of actors, hollow ones for what they do and where, arrows and signs for verdicts.

A shape is one SVG path, centred on 0,0 and about 16 units wide; the legend, the tables and the canvas (`Path2D`) draw
the same path, so that they cannot disagree. Every mark is used with its word.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import cos, pi, sin

from markupsafe import Markup, escape

from graph.language import N_, _


class Fill(StrEnum):
    SOLID = "solid"
    HOLLOW = "hollow"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class Mark:
    """`hue` is a custom property of `visualisations.palette`; `french` its word, singular, lower case."""

    path: str
    hue: str
    french: str
    fill: Fill = Fill.SOLID

    @property
    def word(self) -> str:
        """In the reader's language."""
        return _(self.french)


def _polygon(*points: tuple[float, float]) -> str:
    return "M" + "L".join(f"{round(x, 2):g} {round(y, 2):g}" for x, y in points) + "Z"


def _ring(radius: float) -> str:
    return f"M-{radius:g} 0A{radius:g} {radius:g} 0 1 1 {radius:g} 0A{radius:g} {radius:g} 0 1 1-{radius:g} 0Z"


def _star(points: int, outer: float, inner: float) -> str:
    radii = [outer if step % 2 == 0 else inner for step in range(2 * points)]
    turns = [pi * step / points - pi / 2 for step in range(2 * points)]
    return _polygon(*((r * cos(turn), r * sin(turn)) for r, turn in zip(radii, turns, strict=True)))


def _asterisk(reach: float, half_width: float) -> str:
    turns = (pi / 2, pi / 6, -pi / 6)
    corners = ((reach, half_width), (-reach, half_width), (-reach, -half_width), (reach, -half_width))
    return "".join(
        _polygon(*((x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn)) for x, y in corners))
        for turn in turns
    )


ACTORS: Mapping[str, Mark] = {
    "association": Mark(_ring(7), "association", N_("association")),
    "fondation": Mark("M-8-6H8L0 8Z", "fondation", N_("fondation")),
    "entreprise": Mark("M-6.5-6.5H6.5V6.5H-6.5Z", "entreprise", N_("entreprise")),
    "mutuelle_cooperative": Mark("M0-8L7.6-2.5L4.7 6.5H-4.7L-7.6-2.5Z", "entreprise", N_("mutuelle ou coopérative")),
    "collectivite": Mark("M0-8.5L8.5 0L0 8.5L-8.5 0Z", "collectivite", N_("collectivité")),
    "etat": Mark("M0-8L8 6H-8Z", "etat", N_("État")),
    "academique": Mark("M-4-7.4H4L8 0L4 7.4H-4L-8 0Z", "academique", N_("acteur académique")),
    "syndicat_consulaire": Mark(
        "M-2.6-7.6H2.6V-2.6H7.6V2.6H2.6V7.6H-2.6V2.6H-7.6V-2.6H-2.6Z", "autre", N_("syndicat ou consulaire")
    ),
    "accompagnateur": Mark(_star(5, 8.8, 3.7), "fondation", N_("accompagnateur")),
    "citoyens": Mark("M-3.4-8A8 8 0 0 1-3.4 8Z", "association", N_("citoyens")),
    "media": Mark("M-8.5-3.3H8.5V3.3H-8.5Z", "autre", N_("média")),
    "collectif": Mark(_asterisk(8.2, 1.5), "association", N_("collectif")),
}

UNKNOWN = Mark(_ring(6.5), "autre", N_("profil inconnu"), Fill.DOTTED)

OTHERS: Mapping[str, Mark] = {
    "Experiment": Mark(_ring(8), "ink", N_("expérimentation"), Fill.HOLLOW),
    "Alliance": Mark("M-7-7H7V7H-7Z", "ink", N_("alliance"), Fill.HOLLOW),
    "Programme": Mark("M-7.5-5H7.5V5H-7.5ZM-7.5-2H7.5", "ink", N_("programme"), Fill.HOLLOW),
    "Territory": Mark("M0 8.5L-5.2.8A6.2 6.2 0 1 1 5.2.8Z", "ink", N_("territoire"), Fill.HOLLOW),
    "Theme": Mark("M-8-5H3L8 0L3 5H-8Z", "ink", N_("thème"), Fill.HOLLOW),
    "Document": Mark("M-5.5-8H2L5.5-4.5V8H-5.5Z", "ink", N_("document"), Fill.HOLLOW),
    "Statement": Mark("M-8-6.5H8V4H0L-4 8V4H-8Z", "ink", N_("énoncé"), Fill.HOLLOW),
}

GROUPS: Mapping[str, Mark] = {
    "Aggregate": Mark(
        "M-4-9.5H4L9.5-4V4L4 9.5H-4L-9.5 4V-4ZM-3.2-7.6H3.2L7.6-3.2V3.2L3.2 7.6H-3.2L-7.6 3.2V-3.2Z",
        "ink",
        N_("agrégat de fiches non dessinées"),
        Fill.HOLLOW,
    )
}
"""What stands for several nodes: two outlines, one inside the other, and their number written in them."""

VERDICTS: Mapping[str, Mark] = {
    "major": Mark("M3.1 11.5L0 8H1.9V1H4.3V8H6.2ZM8.9 11.5L5.8 8H7.7V1H10.1V8H12Z", "majeur", N_("majeur")),
    "flagged": Mark("M6 11.5L2 7.2H4.6V1H7.4V7.2H10Z", "signale", N_("signalé")),
    "to_check": Mark(
        "M2.3 4.1A3.7 3.7 0 1 1 7.85 7.3C7 7.8 6.9 7.9 6.9 8.6H5.1C5.1 7 5.7 6.4 6.9 5.75A1.9 1.9 0 1 0 4.1 4.1Z"
        "M6 9.7A1.1 1.1 0 1 1 6 11.9A1.1 1.1 0 1 1 6 9.7Z",
        "verifier",
        N_("à vérifier"),
    ),
    "nothing_to_report": Mark("M.5 7.1L1.9 5.7L4.4 8.2L10.1 1.8L11.6 3.1L4.5 11.1Z", "rien", N_("rien à signaler")),
    "not_resolvable": Mark("M1 4.8H11V7.2H1Z", "nonresoluble", N_("non résoluble")),
    "insufficient_data": Mark(
        "M.5 10.5L10.5.5L11.5 1.5L1.5 11.5ZM.5 5.5L5.5.5L6.5 1.5L1.5 6.5ZM5.5 10.5L10.5 5.5L11.5 6.5L6.5 11.5Z",
        "insuffisant",
        N_("données insuffisantes"),
    ),
}
"""Drawn on a 12 × 12 grid from 0,0, as the drawn pages do."""


def of_node(kind: str, profile: str | None) -> tuple[str, Mark]:
    """The code and mark of a node: `kind` is its node kind, `profile` the kind of actor where it is one."""
    if kind != "Actor":
        return (kind, OTHERS[kind]) if kind in OTHERS else ("unknown", UNKNOWN)
    return (profile, ACTORS[profile]) if profile in ACTORS and profile else ("unknown", UNKNOWN)


def of_code(code: str) -> Mark:
    """The mark of a code given by `of_node`, or of GROUPS."""
    return ACTORS.get(code) or OTHERS.get(code) or GROUPS.get(code) or UNKNOWN


def svg(mark: Mark) -> Markup:
    """A mark of a kind as inline SVG, hidden from readers: the word beside it says the same."""
    return Markup(
        '<svg class="mark {fill} h-{hue}" viewBox="-10 -10 20 20" width="16" height="16" aria-hidden="true">'
        '<path d="{path}"/></svg>'
    ).format(fill=mark.fill.value, hue=mark.hue, path=mark.path)


def verdict(code: str) -> Markup:
    """A verdict as mark and word; an unknown code is shown as its own text, without a mark."""
    mark = VERDICTS.get(code)
    if mark is None:
        return Markup('<span class="verdict">{}</span>').format(code)
    return Markup(
        '<span class="verdict v-{hue}"><svg viewBox="0 0 12 12" width="12" height="12" fill="currentColor" '
        'aria-hidden="true"><path d="{path}"/></svg>{word}</span>'
    ).format(hue=mark.hue, path=mark.path, word=mark.word)


def with_word(mark: Mark) -> Markup:
    """A mark of a kind and its word."""
    return _with_word(mark, mark.word)


@cache
def _with_word(mark: Mark, word: str) -> Markup:
    return Markup('<span class="kind">{}{}</span>').format(svg(mark), word)


def legend(kinds: Iterable[str] = (), verdicts: Iterable[str] = (), label: str | None = None) -> Markup:
    """The one legend of every picture: codes of kinds (`of_node`) and of verdicts, in the order of this file."""
    shown_kinds, shown_verdicts = set(kinds), set(verdicts)
    known = {**ACTORS, "unknown": UNKNOWN, **OTHERS, **GROUPS}
    entries = [(code, with_word(mark)) for code, mark in known.items() if code in shown_kinds]
    entries += [(code, verdict(code)) for code in VERDICTS if code in shown_verdicts]
    items = Markup("").join(Markup('<li data-code="{}">{}</li>').format(code, entry) for code, entry in entries)
    return Markup('<ul class="legend" aria-label="{}">{}</ul>').format(escape(label or _("Légende")), items)
