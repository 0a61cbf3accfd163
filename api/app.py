"""The application: routes, pages, the table of errors, and a store opened for as long as it runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

from anyio import to_thread
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api import assets, errors, responses
from api.cache import AnswerCache
from api.connection import Connection
from api.envelope import Envelope
from api.jobs import Jobs, Pending
from api.packing import Packing
from api.pages import (
    about,
    comparing,
    embedded_views,
    embedding,
    evolution,
    finding,
    gap_workbook,
    gaps,
    identities,
    influence,
    legal,
    profiles,
    sheets,
    territories,
    trial,
    zone,
)
from api.pages import exports as exports_page
from api.pages import network as network_pages
from api.pages import selections as selection_pages
from api.pages import space as space_page
from api.pages import structure as structure_page
from api.pages.language import Speaking, language
from api.routes import (
    analyses,
    catalogue,
    cypher,
    entities,
    exports,
    health,
    jobs,
    network,
    relations,
    space,
    structure,
    zones,
)
from api.settings import ApiSettings
from api.warming import warming
from graph.errors import EntrelacsError, StoreError
from graph.store import Store

_PAGES = (
    finding, sheets, gaps, profiles, trial, network_pages, influence, structure_page, evolution, about, identities,
    gap_workbook, exports_page, selection_pages, embedding, embedded_views,
    legal, comparing, zone, space_page, territories,
)  # fmt: skip
_PARTS = (
    health, entities, network, relations, analyses, zones, space, structure, jobs, catalogue, exports, cypher,
)  # fmt: skip
_ERRORS: dict[int | str, dict[str, object]] = {
    status: {"model": responses.Error} for status in (400, 401, 403, 404, 405, 410, 413, 422, 500, 503)
}


def create_app(settings: ApiSettings | None = None, *, store: Store | None = None, warm: bool = False) -> FastAPI:
    """The application on the store that `settings` name, or on an open `store` that stays the caller's. `warm`: read
    at the start what the first reader would wait for.

    Starts even when the store does not answer: /healthz says so, every other route answers 503 until it does.
    """
    settings = settings or ApiSettings()
    app = FastAPI(
        title="Entrelacs", version="1", description="Graphe des alliances d’intérêt général.",
        docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan, responses=_ERRORS,
    )  # fmt: skip
    app.state.settings = settings
    app.state.connection = Connection(settings, store)
    app.state.cache = AnswerCache(settings.cached_answers, settings.analysis_slots, settings.analysis_wait)
    app.state.jobs = Jobs(settings)
    app.state.warm = warm
    app.add_middleware(Packing)
    app.add_middleware(Envelope, max_body=settings.max_body)
    app.add_middleware(Speaking, spoken=language(settings.language))
    app.add_exception_handler(EntrelacsError, errors.domain_error)
    app.add_exception_handler(Pending, jobs.accepted)
    app.add_exception_handler(RequestValidationError, errors.invalid_request)
    app.add_exception_handler(HTTPException, errors.http_error)
    for start, folder in assets.FOLDERS.items():
        app.mount(start.rstrip("/"), assets.Assets(directory=folder))
    for part in _PARTS:
        app.include_router(part.router)
    for page in _PAGES:
        app.include_router(page.router)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    connection: Connection = app.state.connection
    try:
        await to_thread.run_sync(connection.view)
    except StoreError as error:
        errors.log.warning("graphe injoignable au démarrage : %s", error)
    with warming(app) if app.state.warm else nullcontext():
        yield
    await to_thread.run_sync(app.state.jobs.close)
    await to_thread.run_sync(connection.close)
