"""What the first reader would wait for, done as the server starts: the relations read once, the drawing imported.

On 190 000 relations these are some five seconds. The server answers meanwhile; what fails here fails again, in words,
when it is asked for.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from fastapi import FastAPI

from api.answers.selected import Selections
from graph.errors import EntrelacsError


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
        Selections(view, app.state.cache, given_up=leaving.is_set).hold()
    if not leaving.is_set():
        from visualisations import network

        network.warm_up()
