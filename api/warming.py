"""What the first reader would wait for, done as the server starts: the relations read once, the drawing imported, and
on a large graph the gap tables begun by their workers.

On 190 000 relations these are some five seconds, and some ten for the tables of a content that has none kept. The
server answers meanwhile; what fails here fails again, in words, when it is asked for.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from fastapi import FastAPI

from api.answers.selected import Selections
from api.dependencies import Analyses
from graph.errors import EntrelacsError
from graph.model.levels import GAP_LEVELS
from graph.model.question import GapQuestion
from graph.store.base import View


@contextmanager
def warming(app: FastAPI) -> Iterator[None]:
    """Inside, it is done in a thread of its own; leaving stops it before the store is closed."""
    leaving = Event()
    thread = Thread(target=_warm, args=(app, leaving), name="warming", daemon=True)
    thread.start()
    try:
        yield
    finally:
        leaving.set()
        thread.join()


def _warm(app: FastAPI, leaving: Event) -> None:
    with suppress(EntrelacsError):
        view = app.state.connection.view()
        _begin_tables(app, view)
        Selections(view, app.state.cache, given_up=leaving.is_set).hold()
    if not leaving.is_set():
        from visualisations import network

        network.warm_up()


def _begin_tables(app: FastAPI, view: View) -> None:
    """The tables that every sheet of a territory reads. In a graph that no worker can open, none is begun: a fit in
    this process would delay the first pages instead.
    """
    if app.state.connection.shared:
        analyses = Analyses(view, app.state.cache, app.state.jobs)
        for level in GAP_LEVELS:
            analyses.begin_gaps(GapQuestion(level))
