"""Names beside points without hiding one another: the nearest free place, with a line to the point when it is far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SIZE = 12.0
ADVANCE = 0.55
"""Width of a letter over its height, a little more than the mean of a sans serif: the text is not measured here."""

REACHES = (9.0, 22.0, 38.0, 56.0, 76.0, 98.0)
NEAR = 9.0


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return not (
            self.right < other.left or self.left > other.right or self.bottom < other.top or self.top > other.bottom
        )

    def within(self, other: "Box") -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """Text at x on baseline y, anchored as SVG's `text-anchor`; `leader` runs to the text when it stands apart."""

    text: str
    x: float
    y: float
    anchor: str
    leader: tuple[float, float, float, float] | None


def place(wanted: Sequence[tuple[str, float, float]], taken: Sequence[Box], room: Box) -> list[Label]:
    """One label for each (text, x, y) that finds room, in order; the others are left to the table."""
    occupied, placed = list(taken), []
    for text, x, y in wanted:
        for box, reach in _candidates(text, x, y):
            if box.within(room) and not any(box.meets(other) for other in occupied):
                occupied.append(box)
                placed.append(_label(text, box, x, y, reach))
                break
    return placed


def _candidates(text: str, x: float, y: float) -> Iterator[tuple[Box, float]]:
    width, half = len(text) * SIZE * ADVANCE, SIZE / 2
    for reach in REACHES:
        slant, middle = reach * 0.7, x - width / 2
        low, high = y + slant + half, y - slant - half
        for left, centre in (
            (x + reach, y), (x - reach - width, y), (middle, y + reach + half), (middle, y - reach - half),
            (x + slant, low), (x - slant - width, low), (x + slant, high), (x - slant - width, high),
        ):  # fmt: skip
            yield Box(left, centre - half, left + width, centre + half), reach


def _label(text: str, box: Box, x: float, y: float, reach: float) -> Label:
    baseline = round(box.bottom - SIZE * 0.18, 1)
    anchor, at = _anchor(box, x)
    if reach <= NEAR:
        return Label(text, at, baseline, anchor, None)
    end_y = min(max(y, box.top), box.bottom)
    return Label(text, at, baseline, anchor, (x, y, min(max(x, box.left), box.right), end_y))


def _anchor(box: Box, x: float) -> tuple[str, float]:
    """Anchored on the side of the point, since the width is only estimated."""
    if box.right <= x:
        return "end", round(box.right, 1)
    if box.left >= x:
        return "start", round(box.left, 1)
    return "middle", round((box.left + box.right) / 2, 1)
