"""What an eye makes of a colour: contrast, distance, and the three ways of seeing fewer colours."""

from collections.abc import Mapping

Rgb = tuple[float, float, float]
Matrix = tuple[Rgb, Rgb, Rgb]

DEFICIENCIES: Mapping[str, Matrix] = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Machado, Oliveira & Fernandes 2009, severity 1, on linear sRGB."""

TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE: Rgb = (0.95047, 1.0, 1.08883)
"""sRGB to XYZ under D65 (IEC 61966-2-1)."""


def linear(colour: str) -> Rgb:
    """Linear sRGB in 0…1 of `#RRGGBB` (IEC 61966-2-1)."""
    said = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in said)
    return red, green, blue


def _times(matrix: Matrix, colour: Rgb) -> Rgb:
    x, y, z = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return x, y, z


def seen_with(deficiency: str, colour: str) -> Rgb:
    return _times(DEFICIENCIES[deficiency], linear(colour))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio, 1 to 21."""
    light, dark = sorted((_times(TO_XYZ, linear(one))[1], _times(TO_XYZ, linear(other))[1]), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(colour: Rgb) -> Rgb:
    """CIE L*a*b* of a linear sRGB colour, clipped to what a screen shows."""
    shown = tuple(min(1.0, max(0.0, part)) for part in colour)
    x, y, z = (_lightness(v / w) for v, w in zip(_times(TO_XYZ, (shown[0], shown[1], shown[2])), WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _lightness(share: float) -> float:
    return float(share ** (1 / 3)) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116


def distance(one: Rgb, other: Rgb) -> float:
    """ΔE*ab of 1976 between two linear sRGB colours: about 2.3 is just noticed (Mahy et al. 1994)."""
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5
