"""Two hatchings for two silences, in every picture: lines for « pas de données », a grid for « non couvert »."""

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup

from graph.language import N_, _

NO_DATA: Final = "no_data"
NOT_COVERED: Final = "not_covered"
WORDS = {NO_DATA: N_("pas de données"), NOT_COVERED: N_("non couvert")}
LEGEND = {
    NO_DATA: N_("hachuré\u202f: pas de données"), NOT_COVERED: N_("quadrillé\u202f: non couvert par le registre"),
}  # fmt: skip
READ = ("collected", "partial")
"""States of a territory that some source was read for: what it counts may not be hatched away."""

_GROUND = '<rect class="hatch-ground" width="{0}" height="{0}"/>'
_PATTERNS = (
    '<pattern id="{prefix}-no_data" width="13" height="13" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45) scale({scale:g})">{lined}<path class="hatch-line" d="M0 0V13"/></pattern>'
    '<pattern id="{prefix}-not_covered" width="14" height="14" patternUnits="userSpaceOnUse" '
    'patternTransform="scale({scale:g})">{crossed}<path class="hatch-line" d="M0 0L14 14M14 0L0 14"/></pattern>'
)
_RISING, _FALLING = "M-4 14L10 0M3 14L17 0M10 14L24 0M17 14L31 0", "M-9 0L5 14M-2 0L12 14M5 0L19 14M12 0L26 14"
_SMALL = {NO_DATA: _RISING, NOT_COVERED: _RISING + _FALLING}
"""The same two drawn for a swatch of 22 × 14, where the pattern of a map would show one line."""


def of_state(state: str) -> str:
    """The hatching of a data state that is not `READ`."""
    return NOT_COVERED if state == "not_in_register" else NO_DATA


def patterns(prefix: str, *, ground: bool = False, scale: float = 1) -> Markup:
    """The two `<pattern>`, ids `<prefix>-no_data` and `<prefix>-not_covered`; with their `ground`, they hide what is
    under them, without it they lie over a shade.
    """
    lined, crossed = (Markup(_GROUND).format(side) if ground else "" for side in (13, 14))
    return Markup(_PATTERNS).format(prefix=prefix, lined=lined, crossed=crossed, scale=scale)


def swatch(words: str, hatch: str | None = None, shade: str = "c0") -> Markup:
    """An item of a legend: a shade, the hatching over it, and what they mean."""
    over = Markup('<path class="hatch-line" d="{}"/>').format(_SMALL[hatch]) if hatch else ""
    return Markup(
        '<li><svg class="swatch" viewBox="0 0 22 14" width="22" height="14" aria-hidden="true">'
        '<rect class="land {}" width="22" height="14"/>{}</svg> {}</li>'
    ).format(shade, over, words)


def swatches(states: Iterable[str]) -> list[Markup]:
    """One item for each hatching that these data states show."""
    shown = {of_state(state) for state in states if state not in READ}
    return [swatch(_(words), hatch) for hatch, words in LEGEND.items() if hatch in shown]
