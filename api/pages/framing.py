"""The frame that every embedded view shares: what may be shown less, and what is never taken away.

Who may frame them is a setting, which `rendering.html` sends. The title, the legend and the tables can go; the date,
the sources, the licence, the notice of synthetic data and the link back stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request
from starlette.responses import Response

from api.document import Document
from api.pages.rendering import PageView, html

Shown = Literal["oui", "non"]
LESS = ("titre", "legende", "tableaux")
"""The options of the frame, beside those of the view itself."""


@dataclass(frozen=True)
class Less:
    """What the site that frames the view left out of it."""

    title: bool
    legend: bool
    tables: bool


def less(
    title: Annotated[Shown, Query(alias="titre")] = "oui", legend: Annotated[Shown, Query(alias="legende")] = "oui",
    tables: Annotated[Shown, Query(alias="tableaux")] = "oui",
) -> Less:  # fmt: skip
    return Less(title == "oui", legend == "oui", tables == "oui")


LessDep = Annotated[Less, Depends(less)]


@dataclass(frozen=True)
class Rows:
    """The table under a picture: a cell is a text, a number written out, or markup of ours; `numbers` are columns of
    figures; `links`, one for each row, lead to the sheet of its first cell.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[object]]
    numbers: frozenset[int] = frozenset()
    links: Sequence[str] = ()


@dataclass(frozen=True)
class Framed:
    """A view to frame. `said` are the sentences without which the picture would mislead; `whole` the page it is of."""

    title: str
    summary: str
    said: Sequence[str]
    figure: Any
    about: Document
    synthetic: bool
    whole: str
    tables: Any = ""
    table: Rows | None = None
    scripts: Sequence[str] = ()
    styles: Sequence[str] = ()
    figure_is_table: bool = False


def framed(request: Request, view: Framed, revision: str, left: Less) -> Response:
    context = {
        "title": view.title, "summary": view.summary, "left_out": view.said, "figure": view.figure,
        "tables": view.tables, "table": view.table, "scripts": view.scripts, "styles": view.styles,
        "about": view.about, "whole": view.whole, "figure_is_table": view.figure_is_table,
        "shown": {"titre": left.title, "legende": left.legend, "tableaux": left.tables},
    }  # fmt: skip
    page = PageView("embedded.html", {"revision": revision}, context=context, synthetic=view.synthetic)
    return html(request, page)
