"""The colours of the atlas, once: Okabe–Ito hues darkened to ≥ 4.5:1 on paper, and their light twins for the dark set.

Any two hues of kinds, or of verdicts, stay ΔE ≥ 10 apart for every way of seeing colours (tests/visualisations), and
colour is never the only sign: close kinds share a hue and are told apart by their mark (`visualisations.marks`).
Source of the hues: Okabe & Ito 2008, « Color Universal Design ».
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour as seen on light and on dark paper, `#RRGGBB`."""

    light: str
    dark: str


SURFACES: Mapping[str, Ink] = {
    "paper": Ink("#FBFAF6", "#12171E"),
    "sheet": Ink("#FFFFFF", "#1A212B"),
    "rule": Ink("#DDD9CE", "#323C4A"),
}

INKS: Mapping[str, Ink] = {
    "ink": Ink("#1C2430", "#ECEAE4"),
    "muted": Ink("#5A6472", "#A3ADBA"),
    "accent": Ink("#0B5D5E", "#6CC4BF"),
    "link": Ink("#0A4F8A", "#8CC1F0"),
    "focus": Ink("#0A4F8A", "#8CC1F0"),
}

KIND_HUES: Mapping[str, Ink] = {
    "association": Ink("#0072B2", "#5EA5D2"),
    "entreprise": Ink("#B45901", "#E69855"),
    "collectivite": Ink("#5B3A8C", "#C5A8F2"),
    "etat": Ink("#7A1F3D", "#F59BB6"),
    "fondation": Ink("#00735C", "#49C1AF"),
    "academique": Ink("#645400", "#D9C65A"),
    "autre": Ink("#4A5560", "#BCC8D4"),
}

VERDICT_HUES: Mapping[str, Ink] = {
    "signale": Ink("#AE2221", "#FF8A80"),
    "majeur": Ink("#7F0F0A", "#FFB6AD"),
    "verifier": Ink("#915F00", "#E7AB52"),
    "rien": Ink("#22633F", "#76C797"),
    "nonresoluble": Ink("#5A6472", "#A3ADBA"),
    "insuffisant": Ink("#5A6472", "#A3ADBA"),
}

TOKENS: Mapping[str, Ink] = {**SURFACES, **INKS, **VERDICT_HUES, **KIND_HUES}
"""Every custom property of the style sheets: `--paper`, `--ink`, `--association`, `--majeur`…"""


def style_sheet() -> str:
    """The custom properties as CSS, dark set by `prefers-color-scheme`; `static/palette.css` is exactly this text."""
    light = "".join(f"--{name}:{ink.light};" for name, ink in TOKENS.items())
    dark = "".join(f"--{name}:{ink.dark};" for name, ink in TOKENS.items())
    return (
        "/* Written by visualisations.palette.style_sheet: edit there. */\n"
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    )


if __name__ == "__main__":
    Path(__file__).with_name("static").joinpath("palette.css").write_text(style_sheet(), encoding="utf-8")
