"""Gap and need, crossed: alliances over what is expected (x) against the share of territories in less need (y).

Two axes that are never added up. Where one may conclude, a territory is its verdict's mark in one of four named
quadrants, ringed where its data are partial; where one may not, it stands apart at the right, at its need alone. Each
is a link to its sheet. No inline style: the site's policy forbids it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from markupsafe import Markup

from graph.language import N_, _
from graph.model.counting import count, listed
from graph.model.typography import number, percent
from visualisations import hatching, marks
from visualisations.funnel import THRESHOLD
from visualisations.labelling import Box, Label, place
from visualisations.text_alternative import NAMED, safe_href

WIDTH, HEIGHT = 640, 460
LEFT, RIGHT, TOP, BOTTOM, STRIP = 64, 12, 30, 48, 112
EDGE = 46
"""Room above and below the points for the names of the quadrants."""
MEDIAN = 0.5
RESOLVED = (*NAMED, "nothing_to_report")
APART_MOST = 150
"""Above, those of which nothing can be concluded are counted and not drawn: they would hide each other."""

LABELS_MOST = 10
QUADRANTS = {
    (True, True): N_("Moins d’alliances, besoin plus fort"),
    (False, True): N_("Pas moins d’alliances, besoin plus fort"),
    (True, False): N_("Moins d’alliances, besoin plus faible"),
    (False, False): N_("Pas moins d’alliances, besoin plus faible"),
}
"""(ratio under the threshold, need above that of half of the territories) → its name, top row first."""

Row: TypeAlias = Mapping[str, Any]
Href: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Frame:
    top: float
    right: float

    def x(self, ratio: float) -> float:
        return round(LEFT + (self.right - LEFT) * min(ratio, self.top) / self.top, 1)


def render(rows: Sequence[Row], *, href: Href) -> Markup | None:
    """The figure and its legend; None where no territory has both a need and a conclusion."""
    known = [row for row in rows if row.get("need_share") is not None]
    told = sorted((row for row in known if row["verdict"] in RESOLVED), key=_order)
    if not told:
        return None
    apart = sorted((row for row in known if row["verdict"] not in RESOLVED), key=_order)
    drawn = apart if len(apart) <= APART_MOST else []
    frame = _frame_of(told, drawn)
    return TEMPLATE.format(
        size=f"0 0 {WIDTH} {HEIGHT}", summary=summary(rows), patterns=hatching.patterns("need", ground=True, scale=0.4),
        symbols=_symbols({row["verdict"] for row in (*told, *drawn)}), axes=_axes(frame, bool(drawn)),
        points=Markup("").join(_point(row, frame, href) for row in told), strip=_strip(drawn, frame, href),
        labels=_labels(told, frame), title=_("Écart et besoin de chaque territoire"), legend=_legend(told, drawn),
    )  # fmt: skip


TEMPLATE = Markup(
    '<div class="need-cross" tabindex="0"><svg viewBox="{size}" role="group" aria-labelledby="need-title" '
    'aria-describedby="need-desc"><title id="need-title">{title}</title>'
    '<desc id="need-desc">{summary}</desc><defs>{patterns}{symbols}</defs><g aria-hidden="true">{axes}</g>'
    '{points}{strip}<g aria-hidden="true">{labels}</g></svg></div>{legend}'
)


def quadrant(row: Row) -> tuple[bool, bool]:
    return row["ratio"] < THRESHOLD, row["need_share"] > MEDIAN


def summary(rows: Sequence[Row]) -> str:
    """What each quadrant holds, the first one by name; then those that stand apart."""
    known = [row for row in rows if row.get("need_share") is not None]
    told = [row for row in known if row["verdict"] in RESOLVED]
    said = []
    for key, name in QUADRANTS.items():
        names = [str(row["territory"]["name"]) for row in told if quadrant(row) == key]
        some = f" ({listed(names)})" if names and key == (True, True) and len(names) <= 12 else ""
        said.append(f"{_(name)}\u202f: {count(len(names), 'territoire')}{some}")
    if apart := len(known) - len(told):
        said.append(_("sans conclusion possible\u202f: %(count)s", count=number(apart)))
    if unknown := len(rows) - len(known):
        said.append(_("besoin inconnu\u202f: %(count)s", count=number(unknown)))
    return _("%(told)s. Les tableaux donnent la même chose.", told="\u202f; ".join(said))


def _order(row: Row) -> tuple[float, str]:
    return -row["need_share"], str(row["territory"]["name"])


def _frame_of(told: Sequence[Row], apart: Sequence[Row]) -> _Frame:
    highest = max(1.5, min(3.0, max(row["ratio"] for row in told) * 1.05))
    return _Frame(-(-highest * 2 // 1) / 2, WIDTH - RIGHT - (STRIP if apart else 0))


def _y(share: float) -> float:
    return round(TOP + EDGE + (HEIGHT - TOP - BOTTOM - 2 * EDGE) * (1 - share), 1)


def _text(x: float, y: float, text: str, anchor: str, look: str = "quiet") -> Markup:
    return Markup('<text class="{}" x="{:g}" y="{:g}" text-anchor="{}">{}</text>').format(look, x, y, anchor, text)


def _axes(frame: _Frame, apart: bool) -> Markup:
    floor, split = HEIGHT - BOTTOM, frame.x(THRESHOLD)
    parts = [Markup('<rect class="both" x="{}" y="{}" width="{:g}" height="{:g}"/>').format(
        LEFT, TOP, split - LEFT, _y(MEDIAN) - TOP)]  # fmt: skip
    parts += [
        Markup('<path class="axis" d="M{:g} {}v4"/>').format(frame.x(step / 2), floor)
        + _text(frame.x(step / 2), floor + 17, number(step / 2, 1), "middle")
        for step in range(int(frame.top * 2) + 1)
    ]
    parts += [Markup('<path class="grid" d="M{} {:g}H{:g}"/>').format(LEFT, _y(third / 3), frame.right)
              for third in (1, 2)]  # fmt: skip
    parts += [_text(LEFT - 8, _y((2 * third + 1) / 6) + 4, _(word), "end")
              for third, word in enumerate((N_("faible"), N_("moyen"), N_("fort")))]  # fmt: skip
    parts += [
        Markup('<path class="axis" d="M{} {}V{}H{:g}"/>').format(LEFT, TOP, floor, frame.right),
        Markup('<path class="split" d="M{:g} {}V{}M{} {:g}H{:g}"/>').format(
            split, TOP, floor, LEFT, _y(MEDIAN), frame.right
        ),
        _text(LEFT - 56, 14, _("Besoin, par tiers"), "start"),
        _text(
            frame.right,
            HEIGHT - 8,
            _("recensées sur attendues (seuil %(threshold)s)", threshold=number(THRESHOLD, 1)),
            "end",
        ),
    ]
    for (low, high), name in QUADRANTS.items():
        x, anchor = (LEFT + 6, "start") if low else (frame.right - 6, "end")
        parts += _two_lines(x, TOP + 15 if high else floor - 22, _(name), anchor)
    if apart:
        parts += [Markup('<path class="grid" d="M{:g} {}V{}"/>').format(frame.right + 14, TOP, floor)]
        parts += _two_lines(frame.right + 20, floor + 17, _("on ne peut pas, conclure"), "start", "quiet")
    return Markup("").join(parts)


def _two_lines(x: float, y: float, text: str, anchor: str, look: str = "quadrant") -> list[Markup]:
    first, _, second = text.partition(", ")
    return [_text(x, y, first, anchor, look), _text(x, y + 15, second, anchor, look)]


def _symbols(verdicts: set[str]) -> Markup:
    return Markup("").join(
        Markup('<symbol id="need-{}" viewBox="0 0 12 12"><path d="{}"/></symbol>').format(code, mark.path)
        for code, mark in marks.VERDICTS.items()
        if code in verdicts
    )


def _point(row: Row, frame: _Frame, href: Href) -> Markup:
    return _linked(row, frame.x(row["ratio"]), _y(row["need_share"]), href)


def _strip(rows: Sequence[Row], frame: _Frame, href: Href) -> Markup:
    """Four columns by turns, so that neighbours in need do not cover each other: x says nothing here."""
    drawn = [_linked(row, frame.right + 30 + 20 * (turn % 4), _y(row["need_share"]), href)
             for turn, row in enumerate(rows)]  # fmt: skip
    return Markup("").join(drawn)


def _linked(row: Row, x: float, y: float, href: Href) -> Markup:
    identifier = str(row["territory"]["id"])
    return Markup('<a class="point v-{}" href="{}" aria-label="{}"><title>{}</title>{}</a>').format(
        marks.VERDICTS[row["verdict"]].hue, safe_href(href(identifier)) or "#", said(row), said(row), _sign(row, x, y)
    )


def said(row: Row) -> str:
    """« Bretagne : signalé, 0,62 fois l’attendu, besoin fort (plus que 83 % des territoires), données partielles »."""
    name, verdict = row["territory"]["name"], marks.VERDICTS[row["verdict"]].word
    ratio = _(", %(ratio)s fois l’attendu", ratio=number(row["ratio"], 2)) if row["verdict"] in RESOLVED else ""
    need = _(", besoin %(third)s (plus que %(share)s des territoires)",
             third=_(row["need"]), share=percent(row["need_share"]))  # fmt: skip
    return f"{name}\u202f: {verdict}{ratio}{need}, {_data(row)}"


def _data(row: Row) -> str:
    if row["data_state"] in hatching.READ:
        return _({"collected": N_("données collectées"), "partial": N_("données partielles")}[row["data_state"]])
    return _(hatching.WORDS[hatching.of_state(row["data_state"])])


def _sign(row: Row, x: float, y: float) -> Markup:
    """The mark of the verdict, ringed where data are partial; a hatched square where there are none."""
    if row["data_state"] not in hatching.READ:
        return Markup('<rect class="silent" x="{:g}" y="{:g}" width="15" height="15" fill="url(#need-{})"/>').format(
            x - 7.5, y - 7.5, hatching.of_state(row["data_state"])
        )
    ring = Markup('<circle class="partial" cx="{:g}" cy="{:g}" r="9.5"/>') if row["data_state"] == "partial" else ""
    mark = Markup('<use href="#need-{}" x="{:g}" y="{:g}" width="12" height="12"/>').format(
        row["verdict"], x - 6, y - 6
    )
    return (
        Markup('<circle class="reach" cx="{:g}" cy="{:g}" r="10"/>').format(x, y) + mark + (ring and ring.format(x, y))
    )


def _labels(told: Sequence[Row], frame: _Frame) -> Markup:
    """Names of those with a gap: first where need is high too, then the widest gaps."""
    at = [(frame.x(row["ratio"]), _y(row["need_share"])) for row in told]
    taken = [Box(x - 8, y - 8, x + 8, y + 8) for x, y in at] if len(told) <= APART_MOST else []
    taken += [Box(LEFT, TOP, frame.right, TOP + EDGE - 10), Box(LEFT, HEIGHT - BOTTOM - EDGE + 10, frame.right, HEIGHT)]
    named = [row for row in told if row["verdict"] in NAMED]
    named.sort(key=lambda row: (row["need_share"] <= MEDIAN, row["ratio"], str(row["territory"]["name"])))
    wanted = [(str(row["territory"]["name"]), frame.x(row["ratio"]), _y(row["need_share"])) for row in named]
    room = Box(LEFT + 2, TOP, frame.right - 2, HEIGHT - BOTTOM - 2)
    return Markup("").join(_label(each) for each in place(wanted[:LABELS_MOST], taken, room))


def _label(label: Label) -> Markup:
    text = _text(label.x, label.y, label.text, label.anchor, "name")
    if label.leader is None:
        return text
    return Markup('<path class="leader" d="M{:g} {:g}L{:g} {:g}"/>').format(*label.leader) + text


def _legend(told: Sequence[Row], apart: Sequence[Row]) -> Markup:
    shown = [row for row in (*told, *apart) if row["data_state"] in hatching.READ]
    items = [
        Markup(
            '<li><svg class="swatch need-ring" viewBox="0 0 22 22" width="22" height="22" aria-hidden="true">'
            '<circle class="partial" cx="11" cy="11" r="9.5"/></svg> {}</li>'
        ).format(_("cerclé\u202f: données partielles"))
    ] if any(row["data_state"] == "partial" for row in shown) else []  # fmt: skip
    items += hatching.swatches(row["data_state"] for row in apart)
    data = Markup('<ul class="legend" aria-label="{}">{}</ul>').format(_("État des données"), Markup("").join(items))
    return marks.legend(verdicts=[row["verdict"] for row in shown]) + (data if items else "")
