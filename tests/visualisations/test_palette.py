"""Colours are read on paper in both schemes; 4.5:1 is WCAG 2.2, success criterion 1.4.3."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from visualisations import network, palette

pytestmark = pytest.mark.unit

WRITTEN = {**palette.INKS, **palette.VERDICT_HUES, **palette.KIND_HUES}


def channels(colour: str) -> tuple[float, float, float]:
    """Linear sRGB in 0…1 of `#RRGGBB` (IEC 61966-2-1)."""
    said = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in said)
    return red, green, blue


def luminance(colour: str) -> float:
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("surface", ["paper", "sheet"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_colour_is_read_on_paper(name: str, surface: str, scheme: str) -> None:
    ground = getattr(palette.SURFACES[surface], scheme)
    assert contrast(getattr(WRITTEN[name], scheme), ground) >= 4.5


def as_deuteranope(colour: str) -> tuple[float, float, float]:
    """Machado, Oliveira & Fernandes 2009, severity 1, on linear sRGB."""
    red, green, blue = channels(colour)
    return (
        0.367322 * red + 0.860646 * green - 0.227968 * blue,
        0.280085 * red + 0.672501 * green + 0.047413 * blue,
        -0.011820 * red + 0.042940 * green + 0.968881 * blue,
    )


def test_hues_seen_by_a_deuteranope(record_property: Callable[[str, object], None]) -> None:
    """Information, not a bar: hues that come close are why no kind is told by its colour alone."""
    seen = {name: as_deuteranope(ink.light) for name, ink in palette.KIND_HUES.items()}
    nearest = min(
        (sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5, one, other)
        for one, other in combinations(seen, 2)
    )
    record_property("nearest_hues_for_a_deuteranope", f"{nearest[1]}–{nearest[2]}: {nearest[0]:.3f}")
    assert nearest[0] > 0


def test_static_sheet_is_the_palette() -> None:
    written = Path(network.STATIC, "palette.css").read_text(encoding="utf-8")
    assert written == palette.style_sheet(), "run: python -m visualisations.palette"
