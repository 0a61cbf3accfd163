"""The pictures of a page, each with its words; a picture that cannot be drawn leaves the page its table."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from api.pages.words import sheet_url


def map_figure(document: Any) -> Markup | None:
    """The map of a gap table; None at a level that has no map."""
    from visualisations import territory_map

    if document["level"] not in territory_map.LEVELS or not document["rows"]:
        return None
    return territory_map.render(document["rows"], document["level"], href=sheet_url)


def funnel_figure(document: Any, highlight: str | None = None) -> Markup | None:
    """The funnel of a gap table, one territory ringed where asked; None where nothing is expected yet."""
    from visualisations import funnel

    return funnel.render(document["rows"], dispersion=_dispersion(document), highlight=highlight)


def need_figure(document: Any) -> Markup | None:
    """Gap and need of each territory; None where no need is known, or nothing can be concluded."""
    from visualisations import need_cross

    return need_cross.render(document["rows"], href=sheet_url)


def standing(document: Any, row: Any) -> str | None:
    """What the funnel shows of one row, in words."""
    from visualisations import funnel

    return funnel.standing(row, _dispersion(document))


def _dispersion(document: Any) -> float:
    method = document.get("method")
    said = method.get("dispersion") if isinstance(method, Mapping) else None
    return float(said or 0.0)
