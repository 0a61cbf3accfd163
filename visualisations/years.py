"""Bars by year, and the small bar of a table's cell: made on the server, read without a script or a picture."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from markupsafe import Markup

from graph.language import _
from graph.model.counting import count
from graph.model.typography import number

WIDTH, HEIGHT = 560, 170
LEFT, RIGHT, TOP, BOTTOM = 34, 8, 16, 26
WIDEST = 44
"""Of a bar: two years alone should not fill the picture."""
LABELS_MOST = 8
BAR = 120

Row: TypeAlias = Mapping[str, Any]

TEMPLATE = Markup(
    '<div class="years" tabindex="0" role="group" aria-label="{label}"><svg viewBox="0 0 {width} {height}" '
    'role="img" aria-labelledby="years-title years-desc"><title id="years-title">{title}</title>'
    '<desc id="years-desc">{desc}</desc>{bars}<path class="axis" d="M{left} {floor}H{right}"/>{labels}</svg></div>'
)


def render(rows: Sequence[Row], title: str) -> Markup | None:
    """`rows`: `{year, alliances}`, each year once, in order; None where there is nothing to draw."""
    if not rows:
        return None
    highest = max(int(row["alliances"]) for row in rows)
    return TEMPLATE.format(
        width=WIDTH, height=HEIGHT, title=title, desc=summary(rows), left=LEFT, right=WIDTH - RIGHT,
        label=_("Graphique par année"), floor=HEIGHT - BOTTOM, bars=_bars(rows, highest), labels=_labels(rows, highest),
    )  # fmt: skip


def summary(rows: Sequence[Row]) -> str:
    """The picture in a sentence."""
    most = max(rows, key=lambda row: int(row["alliances"]))
    total = sum(int(row["alliances"]) for row in rows)
    begun = count(total, "alliance datée", "alliances datées")
    if len(rows) == 1:
        return _("%(begun)s, en %(year)s.", begun=begun, year=rows[0]["year"])
    return _(
        "%(begun)s, de %(first)s à %(last)s ; le plus en %(year)s (%(most)s).",
        begun=begun, first=rows[0]["year"], last=rows[-1]["year"], year=most["year"], most=most["alliances"],
    )  # fmt: skip


def bar(value: int, most: int) -> Markup:
    """The length of a value beside its number, which stays what is read."""
    length = round(BAR * value / most, 1) if most else 0
    drawn = Markup('<svg class="bar" viewBox="0 0 {} 10" aria-hidden="true"><rect width="{}" height="10"/></svg>')
    return drawn.format(BAR, length)


def _step(rows: Sequence[Row]) -> float:
    return (WIDTH - LEFT - RIGHT) / len(rows)


def _bars(rows: Sequence[Row], highest: int) -> Markup:
    step, floor = _step(rows), HEIGHT - BOTTOM
    width = min(WIDEST, step * 0.72)
    parts = []
    for at, row in enumerate(rows):
        tall = (floor - TOP) * int(row["alliances"]) / highest
        x = LEFT + step * at + (step - width) / 2
        parts.append(
            Markup('<rect class="year" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
                x, floor - tall, width, tall
            )
        )
    return Markup("").join(parts)


def _labels(rows: Sequence[Row], highest: int) -> Markup:
    """Some years under the axis, and the highest count beside it."""
    every, step = -(-len(rows) // LABELS_MOST), _step(rows)
    text = Markup('<text x="{:.1f}" y="{}" text-anchor="{}">{}</text>')
    years = [
        text.format(LEFT + step * (at + 0.5), HEIGHT - 8, "middle", row["year"])
        for at, row in enumerate(rows)
        if at % every == 0
    ]
    return Markup("").join([*years, text.format(LEFT - 6, TOP + 5, "end", number(highest))])
