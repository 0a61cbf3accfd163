"""The pictures of a page, each with its words; a picture that cannot be drawn leaves the page its table."""

from typing import Any

from markupsafe import Markup


def map_figure(document: Any) -> Markup | None:
    """The map of a gap table; None at a level that has no map."""
    del document
    return None


def funnel_figure(document: Any) -> Markup | None:
    del document
    return None
