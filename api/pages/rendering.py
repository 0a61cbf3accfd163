"""Pages from documents: the template environment, and the one function that answers a page or its data twin."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import Response

from api import assets
from api.answers.sheets import statuses_in
from api.document import Document
from api.envelope import framed_by
from api.pages import facts, properties, words
from api.replies import csv_reply, json_reply
from graph.language import _, gettext, ngettext, spoken
from graph.model import counting, french_dates, typography
from graph.model.origin import Status

FRAMED = "/integration/"
"""Where the views that other sites may frame are; who may is a setting."""
TEMPLATES = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True)
class Table:
    """The rows of a page as CSV: `name` of the file, one header cell per column."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True)
class PageView:
    """A page: its template, the document it shows (also its JSON twin), and its table where it has one."""

    template: str
    document: Document
    table: Table | None = None
    context: dict[str, Any] = field(default_factory=dict)
    synthetic: bool | None = None


@cache
def environment() -> Environment:
    """One for every language: a text is said when it is rendered, in the language of the answer."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    for filter_ in (
        typography.number,
        typography.amount,
        typography.percent,
        typography.fine,
        french_dates.date,
        facts.origin,
    ):
        made.filters[filter_.__name__] = filter_
    made.filters.update(word=words.word, sheet_url=words.sheet_url, outward=words.outward, website=words.website)
    made.globals.update(
        {"interval": typography.interval, "count": counting.count, "agree": counting.agree,
         "period": french_dates.period, "when": facts.when, "network_url": words.network_url, "DASH": typography.DASH,
         "mark": mark, "asset": assets.address, "verdict": verdict, "listed": properties.listed,
         "differing": properties.differing, "years_drawn": years_drawn, "bar": bar, "script_texts": script_texts}
    )  # fmt: skip
    return made


def mark(kind: str, profile: str | None = None) -> Markup:
    """The mark of a node with its word."""
    from visualisations import marks

    return marks.with_word(marks.of_node(kind, profile)[1])


def verdict(code: str) -> Markup:
    from visualisations import marks

    return marks.verdict(code)


def years_drawn(rows: Sequence[Any], title: str) -> Markup | None:
    from visualisations import years

    return years.render(rows, title)


def bar(value: int, most: int) -> Markup:
    from visualisations import years

    return years.bar(value, most)


def script_texts() -> Markup:
    """What the scripts of the pages say, where it is not French."""
    from visualisations import texts

    return texts.block(*texts.PICTURES, *_scripts())


@cache
def _scripts() -> tuple[Path, ...]:
    """Those of the pages: shipped, so looked for once."""
    return tuple(sorted(assets.STATIC.glob("*.js")))


def answer_page(request: Request, page: PageView) -> Response:
    """The page, or its twin when the address ends with `.json` or `.csv`."""
    path = request.url.path
    if path.endswith(".json"):
        return json_reply(page.document)
    if path.endswith(".csv") and page.table:
        return csv_reply(page.table.name, page.table.header, page.table.rows)
    return html(request, page)


def html(
    request: Request, page: PageView, status: HTTPStatus = HTTPStatus.OK, headers: dict[str, str] | None = None
) -> Response:
    template = environment().get_template(page.template)
    text = template.render(_frame(request, page) | page.context)
    headers = {"Cache-Control": "no-cache", **(headers or {})}
    if request.url.path.startswith(FRAMED):  # its errors and its waiting page too: refused, a frame would stay blank
        headers["Content-Security-Policy"] = framed_by(request.app.state.settings.embed_ancestors)
    return Response(text, status, headers, media_type="text/html; charset=utf-8")


def _frame(request: Request, page: PageView) -> dict[str, Any]:
    """What every page shows round its content."""
    query = f"?{request.url.query}" if request.url.query else ""
    path = quote(request.url.path, safe="/:~")
    twin = "/accueil" if path == "/" else path
    refused = page.context.get("refusal") is not None  # the twins would answer the error
    made_up = Status.SYNTHETIC.value in statuses_in(page.document) if page.synthetic is None else page.synthetic
    return {
        "d": page.document,
        "synthetic": made_up,
        "revision": page.document.get("revision"),
        "language": spoken().code,
        "today": datetime.now(UTC).date().isoformat(),
        "permalink": f"{path}{query}",
        "site": str(request.base_url).rstrip("/"),
        "json_url": None if refused else f"{twin}.json{query}",
        "csv_url": f"{twin}.csv{query}" if page.table and not refused else None,
        "report_url": report_url(request.app.state.settings.contact, f"{path}{query}"),
        "section": path.split("/")[1],
    }


def report_url(contact: str | None, address: str) -> str:
    if not contact:
        return "/methode#contester"
    if contact.startswith(("https://", "http://")):
        return contact
    subject = _("Entrelacs : erreur sur %(address)s", address=address)
    return f"mailto:{quote(contact, safe='@.+-')}?subject={quote(subject)}"
