"""Where each territory stands: alliances expected (log scale) against the ratio of known to expected ones.

The band holds nine ratios in ten of territories that differ from expectation by chance alone: quantiles 5 % and 95 %
of the count (negative binomial with the dispersion of the fit, Poisson where it is 0), interpolated as in
Spiegelhalter 2005, « Funnel plots for comparing institutional performance », Stat Med 24:1185.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, lgamma, log, log1p
from typing import Any, TypeAlias

from markupsafe import Markup

from graph.language import N_, _
from graph.model.counting import count
from graph.model.typography import number
from visualisations import marks
from visualisations.labelling import Box, Label, place
from visualisations.text_alternative import NAMED, gaps_summary

WIDTH, HEIGHT = 560, 340
LEFT, RIGHT, TOP, BOTTOM = 46, 12, 14, 46
THRESHOLD = 0.8
"""Under this true ratio a territory is called under-partnered (gap-analysis.md §0)."""

LABELS_MOST, FEW = 12, 6
Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    top: float

    def x(self, expected: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * log(expected / self.low) / log(self.high / self.low), 1)

    def y(self, ratio: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - min(ratio, self.top) / self.top), 1)


@dataclass(frozen=True, slots=True)
class _Point:
    id: str
    name: str
    verdict: str
    observed: float
    expected: float
    missing: float

    @property
    def ratio(self) -> float:
        return self.observed / self.expected


def render(
    rows: Sequence[Row], *, dispersion: float = 0.0, unit: str | None = None, highlight: str | None = None
) -> Markup | None:
    """The plot, to place in a `<figure>`; None where no row has an expected count. `unit`: « alliances » unless said.

    `highlight` is the id of a territory to ring and name.
    `dispersion` is alpha of Var = m + alpha·m², of the fit that gave the expected counts.
    """
    points = [_point(row) for row in rows if row["observed"] is not None and (row["expected"] or 0) > 0]
    if not points:
        return None
    scale = _scale(points)
    parts = {
        "size": f"0 0 {WIDTH} {HEIGHT}",
        "desc": " ".join([*(_tip(point) + "." for point in points if point.id == highlight), _said(points)])
        + f" {gaps_summary(rows)}",
        "symbols": _symbols({point.verdict for point in points}),
        "frame": _frame(scale, unit or _("alliances")),
        "title": _("Rapport entre alliances recensées et attendues, par territoire"),
        "band": _band(scale, dispersion),
        "points": _points(points, scale) + _ring(points, scale, highlight),
        "labels": _labels(points, scale, highlight),
    }
    return TEMPLATE.format(**parts)


TEMPLATE = Markup(
    '<div class="funnel" tabindex="0"><svg viewBox="{size}" role="img" aria-labelledby="funnel-title" '
    'aria-describedby="funnel-desc">'
    '<title id="funnel-title">{title}</title>'
    '<desc id="funnel-desc">{desc}</desc><defs>{symbols}</defs>{band}{frame}{points}{labels}</svg></div>'
)


def _point(row: Row) -> _Point:
    missing = row.get("missing") or 0.0
    territory = row["territory"]
    return _Point(
        str(territory["id"]), str(territory["name"]), str(row["verdict"]), row["observed"], row["expected"], missing
    )


def _scale(points: Sequence[_Point]) -> _Scale:
    expected = [point.expected for point in points]
    highest = max(2.0, min(4.0, max(point.ratio for point in points) * 1.05))
    return _Scale(min(expected) * 0.8, max(expected) * 1.25, -(-highest * 2 // 1) / 2)


def _said(points: Sequence[_Point]) -> str:
    under = sum(point.ratio < THRESHOLD for point in points)
    return _(
        "%(territories)s, dont %(under)s\u00a0sous %(threshold)s fois l’attendu avant correction du hasard.",
        territories=count(len(points), "territoire"), under=number(under),
        threshold=number(THRESHOLD, 1),
    )  # fmt: skip


def _frame(scale: _Scale, unit: str) -> Markup:
    floor, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    threshold = _("seuil %(threshold)s", threshold=number(THRESHOLD, 1))
    parts = [*(_row(step / 2, scale) for step in range(int(scale.top * 2) + 1))]
    parts += [
        Markup('<path class="axis" d="M{} {}v4"/>').format(scale.x(tick), floor)
        + _text(scale.x(tick), floor + 17, number(tick), "middle")
        for tick in _ticks(scale)
    ]
    parts += [
        Markup('<path class="one" d="M{} {}H{}"/>').format(LEFT, scale.y(1), right),
        Markup('<path class="threshold" d="M{} {}H{}"/>').format(LEFT, scale.y(THRESHOLD), right),
        _text(LEFT + 4, scale.y(THRESHOLD) + 13, threshold, "start", "threshold-word"),
        _text(right, HEIGHT - 10, _("%(unit)s attendues (échelle logarithmique)", unit=unit), "end"),
    ]
    return Markup("").join(parts)


def _row(ratio: float, scale: _Scale) -> Markup:
    line = Markup('<path class="grid" d="M{} {}H{}"/>').format(LEFT, scale.y(ratio), WIDTH - RIGHT)
    return line + _text(LEFT - 6, scale.y(ratio) + 4, number(ratio, 1), "end")


def _text(x: float, y: float, text: str, anchor: str, look: str = "quiet") -> Markup:
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(look, x, y, anchor, text)


def _ticks(scale: _Scale) -> Iterator[int]:
    """1, 2, 5, 10… inside the scale; only powers of ten where it spans more than three of them."""
    steps = (1,) if scale.high / scale.low > 2000 else (1, 2, 5)
    for power in range(7):
        yield from (step * 10**power for step in steps if scale.low <= step * 10**power <= scale.high)


def _band(scale: _Scale, dispersion: float) -> Markup:
    grid = [scale.low * (scale.high / scale.low) ** (step / 70) for step in range(71)]
    lower = [(scale.x(mean), scale.y(quantile(mean, dispersion, 0.05) / mean)) for mean in grid]
    upper = [(scale.x(mean), scale.y(quantile(mean, dispersion, 0.95) / mean)) for mean in grid]
    outline = "L".join(f"{x:g} {y:g}" for x, y in [*upper, *reversed(lower)])
    return Markup('<path class="band" d="M{}Z"/>').format(outline)


@lru_cache(maxsize=4096)
def quantile(mean: float, dispersion: float, level: float) -> float:
    """The count under which a share `level` of the counts of that mean falls, interpolated between whole counts.

    Count k stands for [k − ½, k + ½], so the answer is continuous; never below 0.
    """
    spread = (mean + dispersion * mean * mean) ** 0.5
    count = max(0, int(mean - 12 * spread))
    below = 0.0
    while True:
        share = exp(_log_share(count, mean, dispersion))
        if below + share >= level or count > mean + 40 * spread + 40:
            return max(0.0, count - 0.5 + (level - below) / share) if share else float(count)
        below, count = below + share, count + 1


def _log_share(count: int, mean: float, dispersion: float) -> float:
    """Log probability of a count: NB2, or Poisson without dispersion."""
    if dispersion < 1e-9:
        return count * log(mean) - mean - lgamma(count + 1)
    size = 1 / dispersion
    return (
        lgamma(count + size) - lgamma(size) - lgamma(count + 1)
        - size * log1p(dispersion * mean) + count * (log(mean) - log(mean + size))
    )  # fmt: skip


def standing(row: Row, dispersion: float = 0.0) -> str | None:
    """Where a territory stands, in words: inside what chance alone explains, or not; None without expected count."""
    if row["observed"] is None or not row["expected"]:
        return None
    point = _point(row)
    low, high = (quantile(point.expected, dispersion, level) for level in (0.05, 0.95))
    said = _BELOW if point.observed < low else _ABOVE if point.observed > high else _INSIDE
    return _(said, tip=_tip(point), ratio=number(point.ratio, 2))


_BELOW = N_("%(tip)s, soit %(ratio)s fois l’attendu\u202f: sous la bande de ce que le hasard seul explique.")
_ABOVE = N_("%(tip)s, soit %(ratio)s fois l’attendu\u202f: au-dessus de la bande de ce que le hasard seul explique.")
_INSIDE = N_("%(tip)s, soit %(ratio)s fois l’attendu\u202f: dans la bande de ce que le hasard seul explique.")


def _symbols(verdicts: set[str]) -> Markup:
    return Markup("").join(
        Markup('<symbol id="funnel-{}" viewBox="0 0 12 12"><path d="{}"/></symbol>').format(code, mark.path)
        for code, mark in marks.VERDICTS.items()
        if code in verdicts
    )


def _points(points: Sequence[_Point], scale: _Scale) -> Markup:
    """What matters last, so that it lies on top."""
    order = {code: rank for rank, code in enumerate(reversed(list(marks.VERDICTS)))}
    drawn = sorted(points, key=lambda point: (order.get(point.verdict, -1), point.name))
    return Markup("").join(_drawn(point, scale) for point in drawn)


def _drawn(point: _Point, scale: _Scale) -> Markup:
    mark = marks.VERDICTS.get(point.verdict)
    half = 6 if point.verdict in NAMED else 4.5
    return Markup(
        '<g class="point v-{}"><title>{}</title>'
        '<use href="#funnel-{}" x="{:g}" y="{:g}" width="{:g}" height="{:g}"/></g>'
    ).format(
        mark.hue if mark else "nonresoluble", _tip(point), point.verdict,
        scale.x(point.expected) - half, scale.y(point.ratio) - half, 2 * half, 2 * half,
    )  # fmt: skip


def _tip(point: _Point) -> str:
    known = number(round(point.observed))
    return _("%(name)s\u202f: %(known)s pour %(expected)s attendues",
             name=point.name, known=known, expected=number(point.expected, 1))  # fmt: skip


def _ring(points: Sequence[_Point], scale: _Scale, highlight: str | None) -> Markup:
    """A circle round the one looked at: a shape, since colours already tell the verdicts."""
    ring = Markup('<circle class="ring" cx="{:g}" cy="{:g}" r="11"/>')
    looked_at = [point for point in points if point.id == highlight]
    return Markup("").join(ring.format(scale.x(point.expected), scale.y(point.ratio)) for point in looked_at)


def _labels(points: Sequence[_Point], scale: _Scale, highlight: str | None) -> Markup:
    """Names of the territories with a gap, the largest gaps first; those only to check where there are few.

    The one looked at comes before all others, so that it keeps its place.
    """
    told = [point for point in points if point.verdict in NAMED]
    if len(told) > FEW:
        told = [point for point in told if point.verdict != "to_check"]
    told.sort(key=lambda point: (-point.missing, point.name))
    at = {id(point): (scale.x(point.expected), scale.y(point.ratio)) for point in points}
    taken = [Box(x - 6, y - 6, x + 6, y + 6) for x, y in at.values()] if len(points) <= 150 else []
    taken.append(Box(LEFT, scale.y(THRESHOLD), LEFT + 60, scale.y(THRESHOLD) + 16))
    looked_at = [point for point in points if point.id == highlight]
    told = looked_at + [point for point in told if point.id != highlight]
    wanted = [(point.name, *at[id(point)]) for point in told[:LABELS_MOST]]
    room = Box(LEFT + 2, TOP, WIDTH - 2, HEIGHT - BOTTOM - 2)
    return Markup("").join(_label(label) for label in place(wanted, taken, room))


def _label(label: Label) -> Markup:
    text = Markup('<text x="{:g}" y="{:g}" text-anchor="{}">{}</text>').format(
        label.x, label.y, label.anchor, label.text
    )
    if label.leader is None:
        return text
    return Markup('<path class="leader" d="M{:g} {:g}L{:g} {:g}"/>').format(*label.leader) + text
