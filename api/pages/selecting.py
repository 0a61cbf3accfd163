"""The one way through which every view of a selection answers: a page, its twin, or what is wrong in words, with the
selection kept so that nobody has to choose again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from api import errors
from api.answers.selected import Selections, emptying, facets_document, origins_document
from api.answers.selected_years import years_document
from api.cache import Overloaded
from api.document import Document
from api.pages import selection_bar
from api.pages.naming import Ambiguous, id_of
from api.pages.rendering import PageView, Table, answer_page, html
from api.pages.selection_address import LONGEST, Address, address_of
from api.pages.selection_bar import Bar
from api.pages.selection_file import file_document
from graph.asking import Asked
from graph.errors import InvalidInput, InvalidRecord, NotResolvable, StoreError, UnknownEntity
from graph.language import _
from graph.model.entities import NodeKind
from graph.model.origin import Status
from graph.model.record import canonical_json
from graph.model.typography import fine, number
from graph.store.base import View


@dataclass(frozen=True)
class Shown:
    """What a view makes of a selection; `context` is for its template."""

    document: Document
    table: Table | None
    context: dict[str, Any]
    synthetic: bool | None = None


@dataclass(frozen=True)
class Question:
    """A view that asks: the selection as read, on the graph as it stands."""

    request: Request
    view: str
    address: Address
    asked: Asked
    selections: Selections

    @property
    def store(self) -> View:
        return self.selections.view


Show = Callable[[Question], Shown]


def answer(request: Request, view: str, show: Show, address: Address | None = None) -> Response:
    """The view `view` of the selection in the address, or of one that came by a file."""
    filed = address is not None
    address = address or Address.read(request.url.query)
    if request.url.path.endswith((".json", ".csv")):
        return _twin(request, view, show, address, filed)
    try:
        if address.written > LONGEST and not filed:
            return _too_long(request, view, address)
        store: View = request.app.state.connection.view()
        named = _by_name(store, address)
        if not filed and (named != address or _has_blanks(request, address)):
            return RedirectResponse(f"/{view}?{named.query()}", HTTPStatus.SEE_OTHER)
        question = Question(request, view, named, named.asked(), _selections(request, store))
        return _page(question, show, filed)
    except (InvalidInput, InvalidRecord, UnknownEntity, NotResolvable) as error:
        return _refused(request, view, address, error, errors.status_of(error))
    except (StoreError, Overloaded) as error:
        return _refused(request, view, address, error, HTTPStatus.SERVICE_UNAVAILABLE)


def _twin(request: Request, view: str, show: Show, address: Address, filed: bool) -> Response:
    """For machines: nothing is guessed, and an error is an error."""
    if address.ignored:
        raise address.unknown_field()
    if address.written > LONGEST and not filed:
        raise InvalidInput(long_words(address.written))
    store: View = request.app.state.connection.view()
    question = Question(request, view, address, address.asked(), _selections(request, store))
    shown = show(question)
    return answer_page(request, PageView("", shown.document, shown.table))


def _page(question: Question, show: Show, filed: bool) -> Response:
    counted = _counted(question)
    shown = show(question)
    bar = selection_bar.bar(question.view, question.address, store=question.store, counted=counted)
    empty = _why_empty(question) if counted is not None and counted["total"] == 0 else []
    context = {"bar": bar, "empty": empty, **_addresses(question.request, bar, filed), **shown.context}
    origins: Document = {} if counted is None else question.selections.once(question.asked, "origins", origins_document)
    synthetic = Status.SYNTHETIC.value in origins.get("statuses", ())  # a facet would tell of what is not selected
    page = PageView(f"{_TEMPLATES[question.view]}.html", shown.document, shown.table, context,
                    synthetic if shown.synthetic is None else shown.synthetic)  # fmt: skip
    return html(question.request, page)


_TEMPLATES = {"relations": "relations", "carte": "selection_map", "chronologie": "selection_years",
              "matrice": "selection_matrix", "reseau": "selection_network"}  # fmt: skip


def _counted(question: Question) -> Document | None:
    """The facets; None for a graph too large to hold, whose table answers all the same."""
    try:
        return question.selections.once(question.asked, "facets", facets_document)
    except NotResolvable:
        if question.view != "relations":
            raise
        return None


def _addresses(request: Request, bar: Bar, filed: bool) -> dict[str, Any]:
    """Links of the frame that stand for the selection as it was understood."""
    query = bar.address.query()
    told: dict[str, Any] = {"permalink": address_of(bar.view, query), "filed": filed, "file": ""}
    if filed:
        file = canonical_json(file_document(bar.address.asked()))
        return {**told, "file": file, "json_url": None, "csv_url": None, "permalink": f"/{bar.view}"}
    twins = {f"{kind}_url": address_of(bar.view, query, f".{kind}") for kind in ("json", "csv")}
    return {**told, **twins}


def _selections(request: Request, store: View) -> Selections:
    return Selections(store, request.app.state.cache, request.app.state.settings.store_timeout)


def _has_blanks(request: Request, address: Address) -> bool:
    """A form sends the fields that were left empty: the link to share is without them."""
    written = request.url.query.replace("selection=tout", "").strip("&")
    return not address.ignored and written.count("&") + 1 > len(address.query().split("&"))


def _by_name(store: View, address: Address) -> Address:
    """Places and themes written by name, as their id. Raises Ambiguous for a name that several bear."""
    for name, kind in (("territory", NodeKind.TERRITORY), ("theme", NodeKind.THEME)):
        for value in address.values(name):
            address = address.putting(name, value, id_of(store, name, value, kind))
    return address


def _why_empty(question: Question) -> list[tuple[str, int]]:
    """Each condition in words, with what there would be without it; the most first."""
    selected = question.selections.of(question.asked)
    names = selection_bar.names_of(question.store, question.asked.filter)
    found = [(selection_bar.condition_words(part, names), kept) for part, kept in emptying(selected)]
    return sorted(found, key=lambda each: -each[1])


def span(question: Question, *, spoken: bool = False) -> tuple[int, int] | None:
    """First and last year of the projects of the selection, for what plays them; `spoken`: of its statements too."""
    told = question.selections.once(question.asked, "years None", years_document)["years"]
    if not spoken:
        told = [row for row in told if row["started"] or row["running"] or row["ended"]]
    return (told[0]["year"], told[-1]["year"]) if told else None


def long_words(written: int) -> str:
    return fine(
        _(
            "Cette sélection tient en %(written)s signes ; une adresse en porte %(most)s au plus, au-delà les "
            "messageries la coupent. Enregistrez-la en fichier et ouvrez ce fichier ici, ou retirez des conditions.",
            written=number(written),
            most=number(LONGEST),
        )
    )


def _too_long(request: Request, view: str, address: Address) -> Response:
    error = InvalidInput(long_words(address.written))
    return _refused(request, view, address, error, HTTPStatus.REQUEST_URI_TOO_LONG)


def unread(request: Request, view: str, error: Any) -> Response:
    """A file that is no selection."""
    shown = view if view in selection_bar.VIEWS else "relations"
    return _refused(request, shown, Address(), error, HTTPStatus.UNPROCESSABLE_ENTITY)


def _refused(request: Request, view: str, address: Address, error: Any, status: HTTPStatus) -> Response:
    """The selection stays on the page, each condition with the link that takes it away."""
    store = None if status == HTTPStatus.SERVICE_UNAVAILABLE else request.app.state.connection.view()
    bar = selection_bar.bar(view, address, store=store)
    if status != HTTPStatus.SERVICE_UNAVAILABLE:
        status = status if status.value >= 410 else HTTPStatus.UNPROCESSABLE_ENTITY
    context = {
        "bar": bar, "message": _words(error), "near": _near(view, address, error),
        "waiting": status == HTTPStatus.SERVICE_UNAVAILABLE, "refusal": error.message, "filed": False,
        "permalink": bar.url(view),
    }  # fmt: skip
    headers = {"Cache-Control": "no-store"}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = errors.RETRY_AFTER
    return html(request, PageView("selection_refused.html", {}, context=context, synthetic=False), status, headers)


def _words(error: Any) -> str:
    """The sentence of the error, with the field by the name that the page gives it."""
    if not isinstance(error, InvalidRecord):
        return str(error.message)
    field = _(selection_bar.FIELDS.get(error.field, error.field))
    return _("%(field)s : « %(value)s » — %(reason)s.", field=field, value=error.value, reason=error.reason)


def _near(view: str, address: Address, error: Any) -> list[tuple[str, str]]:
    """(words, address) of the same selection with what was perhaps meant in place of what was not found."""
    if isinstance(error, Ambiguous):
        meant = [(f"{label}, {identifier}", identifier) for identifier, label in error.near]
        return [(said, f"/{view}?{address.putting(error.field, error.asked, new).query()}") for said, new in meant]
    if not isinstance(error, UnknownEntity):
        return []
    names = ("territory", "theme")
    name = next((each for each in names if error.entity_id in address.values(each)), None)
    if name is None:
        return []
    return [(near, f"/{view}?{address.putting(name, error.entity_id, near).query()}") for near in error.suggestions]
