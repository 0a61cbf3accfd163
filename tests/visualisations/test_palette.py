"""Colours are read on paper in both schemes; 4.5:1 is WCAG 2.2, success criterion 1.4.3."""

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import pytest

from tests.visualisations.colours import DEFICIENCIES, Rgb, contrast, distance, lab, linear, seen_with
from visualisations import marks, network, palette

pytestmark = pytest.mark.unit

WRITTEN = {**palette.INKS, **palette.VERDICT_HUES, **palette.KIND_HUES}


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("surface", ["paper", "sheet"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_colour_is_read_on_paper(name: str, surface: str, scheme: str) -> None:
    ground = getattr(palette.SURFACES[surface], scheme)
    assert contrast(getattr(WRITTEN[name], scheme), ground) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("eye", ["all colours", *DEFICIENCIES])
@pytest.mark.parametrize("family", [palette.KIND_HUES, palette.VERDICT_HUES], ids=["kinds", "verdicts"])
def test_hues_stay_apart_for_every_eye(family: Mapping[str, palette.Ink], eye: str, scheme: str) -> None:
    """Four times the difference that is just noticed (2.3), for a sign of a few pixels; one grey serves two verdicts."""
    seen = {name: _seen(eye, getattr(ink, scheme)) for name, ink in family.items() if name != "insuffisant"}
    near = min((distance(seen[one], seen[other]), one, other) for one, other in combinations(seen, 2))
    assert near[0] >= 10, near


def _seen(eye: str, colour: str) -> Rgb:
    return linear(colour) if eye == "all colours" else seen_with(eye, colour)


@pytest.mark.parametrize("family", [marks.ACTORS, marks.VERDICTS], ids=["kinds", "verdicts"])
def test_no_two_marks_share_a_shape(family: Mapping[str, marks.Mark]) -> None:
    """Colour is never the only sign: WCAG 2.2, success criterion 1.4.1."""
    assert len({mark.path for mark in family.values()}) == len(family)


def test_measures_of_colour_are_the_published_ones() -> None:
    """White on black is 21:1 (WCAG 2.2); sRGB red is L*a*b* 53.24, 80.09, 67.20 under D65 (Lindbloom's calculator)."""
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert lab(linear("#FF0000")) == pytest.approx((53.24, 80.09, 67.20), abs=0.02)


def test_static_sheet_is_the_palette() -> None:
    written = Path(network.STATIC, "palette.css").read_text(encoding="utf-8")
    assert written == palette.style_sheet(), "run: python -m visualisations.palette"
